import pytest

from pinzhi.people.models import Staff
from pinzhi.places.actions import add_place, edit_place
from pinzhi.places.models import Place, Site
from pinzhi.places.refusals import (
    BelowItself,
    CodeTaken,
    NameTooLong,
    NotAllowed,
    PlaceElsewhere,
    WrongParent,
)
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db
Kind = Place.Kind


@pytest.fixture
def home(site: Site, site_manager: Staff) -> Place:
    """Room 1201 in its building, entrance and floor, in the east zone."""
    above: Place | None = None
    for kind, code, name in (
        (Kind.ZONE, "Z1", "东片区"),
        (Kind.BUILDING, "B3", "3栋"),
        (Kind.ENTRANCE, "B3-2", "2单元"),
        (Kind.FLOOR, "B3-2-12", "12层"),
        (Kind.ROOM, "B3-2-1201", "1201"),
    ):
        above = add_place(site, kind=kind, code=code, name=name, parent=above, by=site_manager)
    assert above is not None
    return above


def spot(code: str) -> Place:
    return Place.objects.get(code=code)


def test_add_place_spells_the_full_name_without_the_zone(home: Place) -> None:
    assert spot("B3-2-1201").full_name == "3栋 · 2单元 · 12层 · 1201"
    assert spot("B3").full_name == "3栋"
    assert Event.objects.filter(verb="place.added", site_id=home.site_id).count() == 5


def test_edit_place_renames_all_below(home: Place, site_manager: Staff) -> None:
    edit_place(spot("B3"), name="三号楼", by=site_manager)
    home.refresh_from_db()
    assert home.full_name == "三号楼 · 2单元 · 12层 · 1201"
    assert Event.objects.get(verb="place.edited").after == {
        "name": "三号楼",
        "full_name": "三号楼",
    }


def test_edit_place_renames_a_zone_and_nothing_below(home: Place, site_manager: Staff) -> None:
    edit_place(spot("Z1"), name="西片区", by=site_manager)
    assert spot("Z1").full_name == "西片区"
    home.refresh_from_db()
    assert home.full_name == "3栋 · 2单元 · 12层 · 1201"


def test_edit_place_moves_with_all_below(home: Place, site: Site, site_manager: Staff) -> None:
    other = add_place(site, kind=Kind.BUILDING, code="B4", name="4栋", by=site_manager)
    edit_place(spot("B3-2"), parent=other, by=site_manager)
    home.refresh_from_db()
    assert home.full_name == "4栋 · 2单元 · 12层 · 1201"


def test_edit_place_below_itself_is_refused(site: Site, site_manager: Staff) -> None:
    outer = add_place(site, kind=Kind.ZONE, code="O", name="外", by=site_manager)
    inner = add_place(site, kind=Kind.ZONE, code="I", name="内", parent=outer, by=site_manager)
    for goal in (outer, inner):
        with pytest.raises(BelowItself):
            edit_place(outer, parent=goal, by=site_manager)


def test_edit_place_refuses_a_name_too_long_somewhere_below(
    home: Place, site_manager: Staff
) -> None:
    Place.objects.filter(pk=home.pk).update(name="长" * 80)
    Place.objects.filter(code="B3-2-12").update(name="长" * 80)
    Place.objects.filter(code="B3-2").update(name="长" * 80)
    with pytest.raises(NameTooLong):
        edit_place(spot("B3"), name="长" * 80, by=site_manager)
    assert spot("B3").name == "3栋"


@pytest.mark.parametrize(
    ("kind", "above"),
    [(Kind.ENTRANCE, "Z1"), (Kind.ROOM, None), (Kind.BUILDING, "B3"), (Kind.FLOOR, "B3-2-1201")],
)
def test_add_place_refuses_a_kind_that_cannot_stand_there(
    home: Place, site_manager: Staff, kind: str, above: str | None
) -> None:
    with pytest.raises(WrongParent):
        add_place(
            home.site,
            kind=kind,
            code="X",
            name="x",
            parent=spot(above) if above else None,
            by=site_manager,
        )


def test_add_place_refuses_a_code_twice_at_one_site_only(
    home: Place, sister_site: Site, site_manager: Staff, sister_manager: Staff
) -> None:
    with pytest.raises(CodeTaken):
        add_place(home.site, kind=Kind.BUILDING, code="B3", name="x", by=site_manager)
    add_place(sister_site, kind=Kind.BUILDING, code="B3", name="x", by=sister_manager)


def test_add_place_below_a_spot_of_another_site_is_refused(
    home: Place, sister_site: Site, sister_manager: Staff
) -> None:
    with pytest.raises(PlaceElsewhere):
        add_place(sister_site, kind=Kind.FLOOR, code="F", name="1", parent=home, by=sister_manager)


def test_places_are_changed_by_manager_and_system_administrator_only(
    home: Place, system_admin: Staff, foreman: Staff, auditor: Staff, sister_manager: Staff
) -> None:
    edit_place(home, floor=12, by=system_admin)
    for person in (foreman, auditor, sister_manager):
        with pytest.raises(NotAllowed):
            edit_place(home, floor=13, by=person)
        with pytest.raises(NotAllowed):
            add_place(home.site, kind=Kind.SPACE, code="S", name="s", by=person)
