"""Two editions side by side, as data and as a page."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pinzhi.people.models import Staff
from pinzhi.standards.comparing import Fate
from pinzhi.standards.comparisons import compare_editions
from pinzhi.standards.models import Clause, Clock, Consequence, Edition, Requirement
from tests.planting import DAILY, plant_checklist, plant_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(edition: Edition) -> Edition:
    """Wetter words, one clause more, twice a day, one item stricter, one clock and one fine."""
    new = Edition.objects.create(standard=edition.standard, number="2")
    clause = Clause.objects.create(
        edition=new, number="1", title="Floors", text="Dry and very clean.", order=0
    )
    Clause.objects.create(edition=new, number="2", title="Doors", text="Shut.", order=1)
    checklist = plant_checklist(new, clause, items={"02": {"minimum": Decimal("0.25")}})
    Requirement.objects.create(
        edition=new, clause=clause, checklist=checklist, recurrence={**DAILY, "times": 2},
        post_name="Patrol", place_kind="site",
    )  # fmt: skip
    term = {"edition": new, "clause": clause}
    Clock.objects.create(**term, code="C1", event="Report", action="There", value=15, unit="minute")
    Consequence.objects.create(
        **term, code="M1", scheme="Fines", occasion="Late", sign="penalty", amount=50
    )
    return new


def test_compare_editions_finds_what_changed(edition: Edition, newer: Edition) -> None:
    with translation.override("en"):
        found = compare_editions(edition, newer)
    assert [(p.fate, p.thing.number) for p in found.clauses] == [("changed", "1"), ("added", "2")]
    assert [c.label for c in found.clauses[0].changes] == ["Text"]
    (daily,) = found.checklists
    assert [(c.kind, c.new["times"]) for c in daily.changes] == [("recurrence", 2)]
    assert [p.fate for p in daily.parts] == [Fate.KEPT, Fate.CHANGED, Fate.KEPT]
    assert [(c.old, c.new) for c in daily.parts[1].changes] == [("0.2–0.4 MPa", "0.25–0.4 MPa")]
    assert [p.fate for p in (*found.clocks, *found.consequences)] == ["added", "added"]
    assert found.counts == {"kept": 0, "changed": 2, "added": 3, "removed": 0}
    back = compare_editions(newer, edition)
    assert back.counts == {"kept": 0, "changed": 2, "added": 0, "removed": 3}


def test_an_edition_is_the_same_as_itself(edition: Edition) -> None:
    assert compare_editions(edition, edition).counts == {
        "kept": 2, "changed": 0, "added": 0, "removed": 0,
    }  # fmt: skip


def test_the_page_marks_words(client: Client, quality_officer: Staff, newer: Edition) -> None:
    client.force_login(quality_officer)
    client.cookies["django_language"] = "en"
    old = newer.standard.editions.get(number="1")
    page = client.get(f"/standards/editions/{newer.pk}/compare/{old.pk}/").content.decode()
    assert "<ins>very </ins>" in page or "<ins> very</ins>" in page
    assert "<del>0.2" in page or "0.<del>2" in page or "<del>0" in page
    every = client.get(f"/standards/editions/{newer.pk}/compare/{old.pk}/?all=1")
    assert "Remark" in every.content.decode()
    assert "Remark" not in page


def test_the_page_is_not_for_whoever_may_not_read_the_draft(
    client: Client, site_manager: Staff, newer: Edition
) -> None:
    client.force_login(site_manager)
    old = newer.standard.editions.get(number="1")
    for one, other in ((newer, old), (old, newer)):
        assert client.get(f"/standards/editions/{one.pk}/compare/{other.pk}/").status_code == 403
    stranger = plant_edition("OTHER")
    assert client.get(f"/standards/editions/{old.pk}/compare/{stranger.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_asks_as_little_for_three_as_for_one(
    count: int, client: Client, quality_officer: Staff, newer: Edition
) -> None:
    clause = newer.clauses.first()
    assert clause
    for at in range(count):
        more = plant_checklist(newer, clause, code=f"MORE{at}")
        Requirement.objects.create(
            edition=newer, clause=clause, checklist=more, recurrence=DAILY, post_name="Patrol",
            place_kind="site",
        )  # fmt: skip
    client.force_login(quality_officer)
    old = newer.standard.editions.get(number="1")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/standards/editions/{newer.pk}/compare/{old.pk}/").status_code == 200
    assert len(asked) <= 30
