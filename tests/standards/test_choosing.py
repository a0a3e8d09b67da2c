import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import adjust_site, choose_variant, publish_edition
from pinzhi.standards.effective import Terms, terms_at
from pinzhi.standards.loading import draft_pack, load_pack
from pinzhi.standards.models import Adjustment, Requirement, Variant
from pinzhi.standards.pack import read_pack
from pinzhi.standards.refusals import AlreadyAdjusted, NoSuchOption
from pinzhi.trail.models import Event
from tests.standards.test_pack_terms import FULL

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant() -> Variant:
    return Variant.objects.get(edition=load_pack(read_pack(FULL)))


def standing(site: Site) -> list[tuple[str, str, str, str]]:
    rows = Adjustment.objects.filter(site=site, status="active").order_by("pk")
    return [(one.variant, one.checklist_code, one.item_code, one.clock_code) for one in rows]


FOUR_DAYS = [
    ("PUMP/four-days", "X-PUMP", "", ""),
    ("PUMP/four-days", "X-PUMP", "01", ""),
    ("PUMP/four-days", "", "", "K01"),
]


def test_choose_variant_adjusts_each_thing_at_once(
    site: Site, sister_site: Site, variant: Variant, site_manager: Staff
) -> None:
    """A looser option needs no second person: the standard allows it."""
    made = choose_variant(site, variant, "four-days", by=site_manager)
    assert standing(site) == FOUR_DAYS
    assert standing(sister_site) == []
    plan, item, clock = made
    assert plan.changes == {
        "recurrence": {"times": 1, "every": 4, "unit": "day"},
        "makeup_hours": 24,
    }
    assert (plan.direction, plan.decided_by) == ("looser", site_manager)
    assert item.changes["minimum"] == "0.2"
    assert clock.changes["value"] == "30"


def test_a_chosen_cycle_holds_at_that_site_alone(
    site: Site, sister_site: Site, variant: Variant, site_manager: Staff
) -> None:
    choose_variant(site, variant, "four-days", by=site_manager)
    pump = Requirement.objects.get(checklist__code="X-PUMP")
    chosen = {"times": 1, "every": 4, "unit": "day"}
    assert terms_at(site, pump) == Terms(chosen, 24)
    assert terms_at(sister_site, pump) == Terms({"times": 1, "every": 1, "unit": "day"}, 0)


def test_choose_variant_again_has_no_effect(
    site: Site, variant: Variant, site_manager: Staff
) -> None:
    choose_variant(site, variant, "four-days", by=site_manager)
    before = (Adjustment.objects.count(), Event.objects.count())
    choose_variant(site, variant, "four-days", by=site_manager)
    assert (Adjustment.objects.count(), Event.objects.count()) == before


def test_choosing_the_first_option_ends_what_was_chosen(
    site: Site, variant: Variant, site_manager: Staff
) -> None:
    choose_variant(site, variant, "four-days", by=site_manager)
    assert choose_variant(site, variant, "daily", by=site_manager) == []
    assert standing(site) == []
    assert Adjustment.objects.filter(status="ended").count() == 3
    verbs = Event.objects.filter(verb__startswith="adjustment").order_by("pk")
    assert [event.verb for event in verbs] == ["adjustment.active"] * 3 + ["adjustment.ended"] * 3


def test_choosing_in_a_new_edition_takes_its_values(
    site: Site, variant: Variant, site_manager: Staff
) -> None:
    choose_variant(site, variant, "four-days", by=site_manager)
    newer = FULL.replace('edition: "1.0"', 'edition: "1.1"').replace("every: 4", "every: 3")
    now = Variant.objects.get(edition=load_pack(read_pack(newer)))
    made = choose_variant(site, now, "four-days", by=site_manager)
    assert made[0].changes["recurrence"]["every"] == 3
    assert standing(site) == FOUR_DAYS


def test_choose_variant_refuses_an_option_that_is_not_there(
    site: Site, variant: Variant, site_manager: Staff
) -> None:
    with pytest.raises(NoSuchOption):
        choose_variant(site, variant, "weekly", by=site_manager)


def test_choose_variant_refuses_an_edition_not_in_force(site: Site, site_manager: Staff) -> None:
    edition = draft_pack(read_pack(FULL))
    variant = Variant.objects.get(edition=edition)
    with pytest.raises(NoSuchOption):
        choose_variant(site, variant, "four-days", by=site_manager)
    publish_edition(edition, by=None)
    assert choose_variant(site, Variant.objects.get(), "four-days", by=site_manager)


def test_choose_variant_leaves_an_own_adjustment_alone(
    site: Site, variant: Variant, site_manager: Staff
) -> None:
    own = adjust_site(
        site,
        variant.edition.standard,
        clock="K01",
        changes={"value": "5"},
        reason="VIP",
        by=site_manager,
    )
    with pytest.raises(AlreadyAdjusted):
        choose_variant(site, variant, "four-days", by=site_manager)
    assert list(Adjustment.objects.filter(status="active")) == [own]
