from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, EquipmentEntry, Holiday, Place, Site
from tests.places.test_queries import plant_machine, plant_place

pytestmark = pytest.mark.django_db


def page_of(client: Client, name: str, *args: object, **query: str | int) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(client: Client, name: str, *args: object) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        page_of(client, name, *args)
    return len(found)


@pytest.mark.parametrize("name", ["places:place_list", "places:equipment_list"])
def test_lists_cost_the_same_for_one_row_and_three(
    client: Client, site: Site, site_manager: Staff, worker: Staff, name: str
) -> None:
    client.force_login(site_manager)
    plant(site, worker, 1)
    page_of(client, name)
    one = queries_of(client, name)
    plant(site, worker, 2)
    plant(site, worker, 3)
    assert queries_of(client, name) == one


def plant(site: Site, worker: Staff, number: int) -> None:
    spot = plant_place(site, Place.Kind.ZONE, f"Z{number}", responsible=worker)
    plant_machine(site, f"M{number}", place=spot, responsible=worker)


def test_unanswered_costs_the_same_for_one_row_and_three(
    client: Client, site: Site, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    plant_machine(site, "M1", place=plant_place(site, Place.Kind.ZONE, "Z1"))
    page_of(client, "places:site_unanswered", site.pk)
    one = queries_of(client, "places:site_unanswered", site.pk)
    for number in (2, 3):
        zone = plant_place(site, Place.Kind.ZONE, f"Z{number}")
        plant_machine(site, f"M{number}", place=zone)
    assert queries_of(client, "places:site_unanswered", site.pk) == one


def test_equipment_list_is_searched_filtered_and_exported(
    client: Client, site: Site, site_manager: Staff, worker: Staff
) -> None:
    client.force_login(site_manager)
    plant_machine(site, "LIFT-1", responsible=worker)
    plant_machine(site, "LIFT-2", status=Equipment.Status.STOPPED)
    found = page_of(client, "places:equipment_list", q="lift-2")
    assert ("LIFT-1" in found, "LIFT-2" in found) == (False, True)
    for query in ({"status": "stopped"}, {"answered": "nobody"}):
        found = page_of(client, "places:equipment_list", **query)
        assert ("LIFT-1" in found, "LIFT-2" in found) == (False, True)
    found = page_of(client, "places:equipment_list", responsible=worker.pk)
    assert ("LIFT-1" in found, "LIFT-2" in found) == (True, False)
    sheet = client.get(reverse("places:equipment_list"), {"export": "xlsx"})
    assert isinstance(sheet, FileResponse)
    assert b"".join(sheet)[:2] == b"PK"


def test_lists_keep_to_the_site_chosen_in_the_top_bar(
    client: Client, site: Site, sister_site: Site, auditor: Staff
) -> None:
    plant_machine(site, "PUMP-7")
    plant_machine(sister_site, "BOILER-8")
    client.force_login(auditor)
    found = page_of(client, "places:equipment_list")
    assert ("PUMP-7" in found, "BOILER-8" in found) == (True, True)
    client.post(reverse("console:site"), {"site": sister_site.pk})
    found = page_of(client, "places:equipment_list")
    assert ("PUMP-7" in found, "BOILER-8" in found) == (False, True)


def test_equipment_page_holds_card_trail_and_what_one_may_do(
    client: Client, site: Site, site_manager: Staff, worker: Staff, auditor: Staff
) -> None:
    machine = plant_machine(site, "P1")
    client.force_login(worker)
    body = {"kind": "repaired", "day": "2026-01-05", "text": "更换机械密封"}
    client.post(reverse("places:entry_add", args=[machine.pk]), body)
    assert EquipmentEntry.objects.get().day == date(2026, 1, 5)
    page = page_of(client, "places:equipment", machine.pk)
    assert "更换机械密封" in page
    deeds = ("entry_add", "equipment_status", "equipment_responsible", "equipment_edit")
    shown = []
    for person in (worker, site_manager, auditor):
        client.force_login(person)
        page = page_of(client, "places:equipment", machine.pk)
        shown.append([reverse(f"places:{d}", args=[machine.pk]) in page for d in deeds])
    assert shown == [[True, False, False, False], [True] * 4, [False] * 4]


def test_responsible_of_another_site_is_not_on_offer(
    client: Client, site: Site, site_manager: Staff, sister_manager: Staff
) -> None:
    machine = plant_machine(site, "P1")
    client.force_login(site_manager)
    body = {"responsible": sister_manager.pk}
    answer = client.post(reverse("places:equipment_responsible", args=[machine.pk]), body)
    assert answer.status_code == 422
    machine.refresh_from_db()
    assert machine.responsible is None


def test_place_tree_gives_one_level_at_a_time(
    client: Client, site: Site, site_manager: Staff
) -> None:
    zone = plant_place(site, Place.Kind.ZONE, "ZONE-A")
    plant_place(site, Place.Kind.BUILDING, "BUILDING-A", zone)
    client.force_login(site_manager)
    top = page_of(client, "places:place_tree", site.pk)
    assert ("ZONE-A" in top, "BUILDING-A" in top) == (True, False)
    below = page_of(client, "places:place_tree", site.pk, below=zone.pk)
    assert "BUILDING-A" in below


def test_place_tree_below_a_spot_of_another_site_is_not_there(
    client: Client, site: Site, sister_site: Site, site_manager: Staff
) -> None:
    foreign = plant_place(sister_site, Place.Kind.ZONE, "Z")
    client.force_login(site_manager)
    address = reverse("places:place_tree", args=[site.pk])
    assert client.get(address, {"below": foreign.pk}).status_code == 404


def test_place_is_added_below_and_edited(client: Client, site: Site, site_manager: Staff) -> None:
    plant_place(site, Place.Kind.BUILDING, "B1")
    client.force_login(site_manager)
    body = {"kind": "floor", "parent": "B1", "code": "F1", "name": "1层", "order": 1}
    client.post(reverse("places:place_add", args=[site.pk]), body)
    made = Place.objects.get(code="F1")
    assert made.full_name == "B1 · 1层"
    body = {"parent": "B1", "code": "F1", "name": "一层", "order": 1}
    client.post(reverse("places:place_edit", args=[made.pk]), body)
    made.refresh_from_db()
    assert made.full_name == "B1 · 一层"
    again = client.post(reverse("places:place_add", args=[site.pk]), {**body, "kind": "floor"})
    assert again.status_code == 409


def test_tag_leads_to_the_spot_or_the_machine(
    client: Client, site: Site, worker: Staff, stranger: Staff
) -> None:
    spot, machine = plant_place(site, Place.Kind.CHECKPOINT, "P"), plant_machine(site, "M")
    client.force_login(worker)
    led = [client.get(reverse("places:tag", args=[thing.tag])) for thing in (spot, machine)]
    assert [answer.headers["Location"] for answer in led] == [
        reverse("places:place", args=[spot.pk]),
        reverse("places:equipment", args=[machine.pk]),
    ]
    assert client.get(reverse("places:tag", args=[uuid4()])).status_code == 404
    client.force_login(stranger)
    assert client.get(reverse("places:tag", args=[spot.tag])).status_code == 404


def test_holidays_are_entered_seen_and_removed(
    client: Client, site: Site, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    body = {"day": "2026-03-04", "kind": "off", "name": "消防演练停业", "confirmed": "on"}
    answer = client.post(reverse("places:site_holiday_add", args=[site.pk]), body)
    row = Holiday.objects.get()
    assert (row.site, row.confirmed) == (site, True)
    assert "消防演练停业" in client.get(answer.headers["Location"]).content.decode()
    client.post(reverse("places:holiday_remove", args=[row.pk]))
    assert not Holiday.objects.exists()


def test_holidays_of_a_year_not_announced_are_marked(client: Client, site_manager: Staff) -> None:
    client.force_login(site_manager)
    marked = {
        year: "pz-badge" in page_of(client, "places:holiday_list", year=year)
        for year in (2026, 2027)
    }
    assert marked == {2026: False, 2027: True}


@pytest.mark.parametrize("year", ["1", "9999", "x", "２０２６", "-5"])
def test_holidays_of_a_year_out_of_reach_are_not_understood(
    client: Client, site_manager: Staff, year: str
) -> None:
    client.force_login(site_manager)
    assert client.get(reverse("places:holiday_list"), {"year": year}).status_code == 400
