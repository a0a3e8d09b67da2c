"""From a Word file to a site's plans, without a browser."""

from datetime import date

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.actions import adopt_edition
from pinzhi.standards.actions import approve_edition, submit_edition
from pinzhi.standards.models import Document, Edition, Item, Proposal
from pinzhi.studio.actions.building import build_edition
from tests.studio.conftest import plant_posting

pytestmark = pytest.mark.django_db


def test_a_document_becomes_plans_of_a_site(
    document: Document, site: Site, quality_officer: Staff, second_officer: Staff
) -> None:
    plant_posting(site, "fang", "保洁领班")
    Proposal.objects.exclude(passage__number="第一条").update(status="accepted")
    build_edition(document, by=quality_officer)
    edition = Edition.objects.get(pk=document.edition_id)
    submit_edition(edition, by=quality_officer)
    edition = approve_edition(edition, by=second_officer)
    plans, left = adopt_edition(edition, site=site, starts_on=date(2026, 9, 16), by=None)
    assert sorted((plan.post.name, plan.title) for plan in plans) == [
        ("保洁员", "保洁员每周五擦拭楼道扶手一次"),
        ("保洁员", "保洁日检表"),
        ("保洁员", "垃圾桶由保洁员每日清空"),
        ("保洁员", "垃圾桶：每周消毒一次"),
        ("保洁领班", "卫生抽查表"),
    ]
    assert left == []
    weekly = Item.objects.get(checklist__title="垃圾桶：每周消毒一次")
    assert (weekly.title, weekly.clause.number) == ("垃圾桶：每周消毒一次", "第四条")
    assert [p.text for p in weekly.clause.passages.all()] == [
        "垃圾桶由保洁员每日清空，每周消毒一次。"
    ]
