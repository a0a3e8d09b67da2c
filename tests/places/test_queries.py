import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.places.queries import (
    Unanswered,
    people_of,
    unanswered_by_site,
    unanswered_equipment,
    unanswered_places,
)

pytestmark = pytest.mark.django_db
Kind = Place.Kind


def plant_place(
    site: Site, kind: str, code: str, parent: Place | None = None, responsible: Staff | None = None
) -> Place:
    return Place.objects.create(
        site=site,
        kind=kind,
        code=code,
        name=code,
        full_name=code,
        parent=parent,
        responsible=responsible,
    )


def plant_machine(site: Site, code: str, **more: object) -> Equipment:
    return Equipment.objects.create(site=site, code=code, name=code, system="lift", **more)


def codes(site: Site) -> list[str]:
    return sorted(unanswered_places([site.pk]).values_list("code", flat=True))


def test_unanswered_places_are_those_with_nobody_on_or_above(site: Site, worker: Staff) -> None:
    east = plant_place(site, Kind.ZONE, "EAST", responsible=worker)
    west = plant_place(site, Kind.ZONE, "WEST")
    plant_place(site, Kind.BUILDING, "E1", east)
    w1 = plant_place(site, Kind.BUILDING, "W1", west)
    floor = plant_place(site, Kind.FLOOR, "W1-1", w1)
    plant_place(site, Kind.SPACE, "W1-LOBBY", floor, responsible=worker)
    plant_place(site, Kind.CHECKPOINT, "W1-P", floor)
    plant_place(site, Kind.ROOM, "W1-101", floor)
    assert codes(site) == ["W1", "W1-P", "WEST"]


def test_unanswered_places_look_above_through_any_number_of_levels(
    site: Site, worker: Staff
) -> None:
    above = plant_place(site, Kind.ZONE, "Z0", responsible=worker)
    for level in range(1, 8):
        above = plant_place(site, Kind.SPACE, f"S{level}", above)
    assert codes(site) == []


def test_unanswered_equipment_has_no_one_of_its_own(
    site: Site, sister_site: Site, worker: Staff
) -> None:
    zone = plant_place(site, Kind.ZONE, "Z", responsible=worker)
    plant_machine(site, "L1", place=zone)  # the zone's person is not the machine's (EQP-08)
    plant_machine(site, "L2", responsible=worker)
    plant_machine(site, "L3", status=Equipment.Status.SCRAPPED)
    plant_machine(sister_site, "L4")
    found = unanswered_equipment([site.pk])
    assert [machine.code for machine in found] == ["L1"]


def test_unanswered_by_site_counts_each_site_of_the_reader_worst_first(
    site: Site,
    sister_site: Site,
    other_site: Site,
    auditor: Staff,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plant_machine(site, "L1")
    plant_place(sister_site, Kind.ZONE, "Z")
    plant_machine(sister_site, "L1")
    plant_machine(other_site, "ATM")
    assert auditor.scope.site_ids == {site.pk, sister_site.pk}
    with django_assert_num_queries(3):
        found = unanswered_by_site(auditor)
    assert found == [Unanswered(sister_site, 1, 1), Unanswered(site, 0, 1)]


def test_people_of_a_site_work_there_and_are_employed(
    site: Site, worker: Staff, colleague: Staff, sister_manager: Staff
) -> None:
    colleague.is_active, colleague.left_at = False, timezone.now()
    colleague.save()
    assert worker in people_of(site)
    assert {colleague, sister_manager} & set(people_of(site)) == set()
