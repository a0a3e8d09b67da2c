"""Standards in force, searched by words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import publish_edition
from pinzhi.standards.models import Clause, Clock, Consequence, Edition, Standard
from pinzhi.standards.searching import excerpt, search_standards
from tests.planting import plant_checklist, plant_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def lifts() -> Edition:
    standard = Standard.objects.create(code="LIFT", title="电梯管理", line="property")
    edition = Edition.objects.create(standard=standard, number="1")
    clause = Clause.objects.create(
        edition=edition,
        number="1",
        title="电梯困人",
        text="接到电梯困人的报告后立即赶到现场。",
        order=0,
    )
    plant_checklist(edition, clause)
    term = {"edition": edition, "clause": clause}
    Clock.objects.create(
        **term, code="C1", event="电梯困人", action="到场", value=15, unit="minute"
    )
    Consequence.objects.create(
        **term, code="M1", scheme="奖惩", occasion="电梯困人迟到", sign="penalty", amount=50
    )
    return publish_edition(edition, by=None)


def found(user: Staff, words: str) -> dict[str, list[str]]:
    with translation.override("en"):
        return {str(p.name): [h.title for h in p.hits] for p in search_standards(user, words)}


def test_search_finds_clauses_items_clocks_and_money(worker: Staff, lifts: Edition) -> None:
    assert found(worker, "电梯困人") == {
        "Clauses": ["1 电梯困人"],
        "Clocks": ["电梯困人 → 到场"],
        "Rewards and penalties": ["电梯困人迟到"],
    }
    assert found(worker, "water PRESSURE") == {"Check items": ["Water pressure"]}
    assert found(worker, "电梯 现场") == {"Clauses": ["1 电梯困人"]}  # every word
    assert found(worker, "水池") == {}
    assert found(worker, " ") == {}
    assert lifts.pk


def test_search_leaves_out_drafts_and_what_is_not_for_one(
    worker: Staff, lifts: Edition, other_site: Site
) -> None:
    Standard.objects.filter(pk=lifts.standard_id).update(owner=other_site.node)
    assert found(worker, "电梯困人") == {}
    Standard.objects.filter(pk=lifts.standard_id).update(owner=None)
    Edition.objects.filter(pk=lifts.pk).update(status="superseded")
    assert found(worker, "电梯困人") == {}


def test_excerpt_marks_the_words_with_some_around() -> None:
    assert excerpt("一二三四五", ["三"]) == [("一二", False), ("三", True), ("四五", False)]
    assert excerpt("abc", ["B"]) == [("a", False), ("b", True), ("c", False)]
    assert excerpt("", ["三"]) == []
    assert excerpt("一" * 200, ["三"]) == [("一" * 80, False), ("…", False)]
    far = excerpt("一" * 100 + "三" + "二" * 100, ["三"])
    assert far[0] == ("…", False)
    assert (far[1], far[2]) == (("一" * 40, False), ("三", True))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_little_for_three_as_for_one(
    count: int, client: Client, worker: Staff, lifts: Edition
) -> None:
    for at in range(count):
        plant_edition(f"S{at}")
    client.force_login(worker)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/standards/search/?q=floor").content.decode()
    assert page.count("<mark>") == 0
    assert "Floor is dry" in page
    assert len(asked) <= 14
    assert lifts.pk


def test_the_page_marks_what_was_sought(client: Client, worker: Staff, lifts: Edition) -> None:
    client.force_login(worker)
    page = client.get("/standards/search/?q=困人").content.decode()
    assert "<mark>困人</mark>" in page
    assert f'href="/standards/clauses/{lifts.clauses.get().pk}/"' in page
