"""From a Word file to tomorrow's tasks, without a browser."""

from datetime import date

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import adopt_edition
from pinzhi.standards.actions import approve_edition, submit_edition
from pinzhi.standards.models import Document, Edition, Proposal
from pinzhi.studio.actions.building import build_edition
from pinzhi.studio.actions.deciding import accept_sure

pytestmark = pytest.mark.django_db


def test_a_document_becomes_plans_of_a_site(
    document: Document, site: Site, cleaner: Staff, quality_officer: Staff, second_officer: Staff
) -> None:
    assert document.status == Document.Status.READY
    accept_sure(document, by=quality_officer)
    Proposal.objects.filter(status="suggested").update(status="accepted")
    draft = build_edition(document, by=quality_officer)
    for one in draft.checklists:
        print(one.title, one.post, one.recurrence, [i.title for i in one.items])
    print(draft.lacks, draft.refused, draft.clocks, draft.consequences, draft.bands)
    edition = Edition.objects.get(pk=document.edition_id)
    submit_edition(edition, by=quality_officer)
    edition = approve_edition(edition, by=second_officer)
    plans, left = adopt_edition(edition, site=site, starts_on=date(2026, 9, 16), by=None)
    assert sorted((plan.post.name, plan.title) for plan in plans) == [], left
