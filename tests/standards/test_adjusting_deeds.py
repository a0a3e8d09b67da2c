"""A site tightens at once and loosens with leave; settles what contradicts."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import (
    adjust_site,
    decide_adjustment,
    end_adjustment,
    settle_conflict,
)
from pinzhi.standards.effective import items_at, set_aside
from pinzhi.standards.models import Adjustment, Edition, Settlement
from pinzhi.standards.refusals import (
    AlreadyAdjusted,
    BadChange,
    NoSuchThing,
    NothingAdjusted,
    SecondPersonNeeded,
)
from pinzhi.trail.models import Event
from tests.planting import plant_edition

pytestmark = pytest.mark.django_db


def adjust(site: Site, edition: Edition, by: Staff, item: str = "02", **changes: Any) -> Adjustment:
    return adjust_site(
        site, edition.standard, checklist="DAILY", item=item, changes=changes,
        reason="Old pipes", by=by,
    )  # fmt: skip


def limits(edition: Edition, site: Site) -> tuple[str, str, bool]:
    item = items_at(edition.checklists.get(), site.pk, timezone.now())[1]
    return f"{item.minimum:.2f}", f"{item.maximum:.2f}", item.adjusted


def test_tighter_holds_at_once(site: Site, edition: Edition, site_manager: Staff) -> None:
    made = adjust(site, edition, site_manager, minimum="0.25")
    assert (made.status, made.direction) == ("active", "tighter")
    assert limits(edition, site) == ("0.25", "0.40", True)
    event = Event.objects.get(verb="adjustment.active")
    assert (event.site_id, event.reason) == (site.pk, "Old pipes")


def test_tighter_holds_at_its_own_site_only(
    site: Site, sister_site: Site, edition: Edition, site_manager: Staff
) -> None:
    adjust(site, edition, site_manager, minimum="0.25")
    assert limits(edition, sister_site) == ("0.20", "0.40", False)


def test_looser_waits_for_a_second_person(
    site: Site, edition: Edition, site_manager: Staff, quality_officer: Staff
) -> None:
    made = adjust(site, edition, site_manager, minimum="0.15")
    assert (made.status, limits(edition, site)) == ("proposed", ("0.20", "0.40", False))
    with pytest.raises(SecondPersonNeeded):
        decide_adjustment(made, approve=True, by=site_manager)
    decide_adjustment(made, approve=True, by=quality_officer)
    assert limits(edition, site) == ("0.15", "0.40", True)
    with pytest.raises(MoveRefused):
        decide_adjustment(made, approve=False, by=quality_officer)


def test_looser_refused_changes_nothing(
    site: Site, edition: Edition, site_manager: Staff, quality_officer: Staff
) -> None:
    made = adjust(site, edition, site_manager, minimum="0.15")
    found = decide_adjustment(made, approve=False, reason="No", by=quality_officer)
    assert (found.status, limits(edition, site)) == ("refused", ("0.20", "0.40", False))
    assert adjust(site, edition, site_manager, minimum="0.10").status == "proposed"


def test_tighter_takes_the_place_of_tighter(
    site: Site, edition: Edition, site_manager: Staff
) -> None:
    adjust(site, edition, site_manager, minimum="0.25")
    adjust(site, edition, site_manager, minimum="0.3")
    assert limits(edition, site) == ("0.30", "0.40", True)
    assert sorted(Adjustment.objects.values_list("status", flat=True)) == ["active", "ended"]


def test_looser_beside_one_in_force_is_refused(
    site: Site, edition: Edition, site_manager: Staff
) -> None:
    own = adjust(site, edition, site_manager, minimum="0.25")
    with pytest.raises(AlreadyAdjusted):
        adjust(site, edition, site_manager, minimum="0.1")
    end_adjustment(own, by=site_manager)
    assert limits(edition, site) == ("0.20", "0.40", False)
    with pytest.raises(MoveRefused):
        end_adjustment(own, by=site_manager)
    assert adjust(site, edition, site_manager, minimum="0.1").status == "proposed"


def test_the_database_wants_the_second_person_too(
    site: Site, edition: Edition, site_manager: Staff
) -> None:
    made = adjust(site, edition, site_manager, minimum="0.1")
    for by in (None, site_manager):
        with pytest.raises(IntegrityError), transaction.atomic():
            Adjustment.objects.filter(pk=made.pk).update(status="active", decided_by=by)


@pytest.mark.parametrize(
    ("codes", "changes", "refusal"),
    [
        ({"checklist": "NONE"}, {"makeup_hours": 0}, NoSuchThing),
        ({"checklist": "DAILY", "item": "99"}, {"deduction": "9"}, NoSuchThing),
        ({"clock": "C1"}, {"value": "1"}, NoSuchThing),
        ({}, {"deduction": "9"}, NoSuchThing),
        ({"checklist": "DAILY", "item": "02"}, {"makeup_hours": 1}, BadChange),
        ({"checklist": "DAILY", "item": "02"}, {"deduction": "5"}, NothingAdjusted),
        ({"checklist": "DAILY"}, {"makeup_hours": 0}, NothingAdjusted),
    ],
    ids=str,
)
def test_adjust_site_refuses(
    codes: dict[str, str], changes: dict[str, Any], refusal: type[Exception],
    site: Site, edition: Edition, site_manager: Staff,
) -> None:  # fmt: skip
    with pytest.raises(refusal):
        adjust_site(site, edition.standard, **codes, changes=changes, reason="", by=site_manager)
    assert not Adjustment.objects.exists()


def test_settle_conflict_keeps_the_newest_choice(
    site: Site, edition: Edition, site_manager: Staff
) -> None:
    other = plant_edition("OTHER")
    pair: dict[str, Any] = {
        "one": (other.standard, "DAILY"),
        "other": (edition.standard, "DAILY"),
    }
    cycle = Settlement.Kind.CYCLE
    for keep, aside in (
        (Settlement.Keep.ONE, {(edition.standard_id, "DAILY")}),
        (Settlement.Keep.OTHER, {(other.standard_id, "DAILY")}),
        (Settlement.Keep.BOTH, set()),
    ):
        settle_conflict(site, cycle, **pair, keep=keep, by=site_manager)
        assert set_aside(site, cycle) == aside
    assert Settlement.objects.count() == 1
    events = Event.objects.filter(verb="settlement.settled").order_by("id")
    assert [e.before for e in events] == [{}, {"keep": "one"}, {"keep": "other"}]
