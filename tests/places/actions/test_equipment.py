from datetime import timedelta

import pytest
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.actions import (
    add_entry,
    add_equipment,
    edit_equipment,
    name_responsible,
    set_equipment_status,
)
from pinzhi.places.models import Equipment, EquipmentEntry, EquipmentSystem, Place, Site
from pinzhi.places.refusals import (
    CardClosed,
    CodeTaken,
    ElsewhereResponsible,
    EntryInTheFuture,
    HasLeft,
    NotAllowed,
    PlaceElsewhere,
)
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db
Kind, Status = EquipmentEntry.Kind, Equipment.Status


@pytest.fixture
def pump(site: Site, site_manager: Staff) -> Equipment:
    return add_equipment(
        site,
        code="P1",
        name="1号生活水泵",
        system=EquipmentSystem.WATER_SUPPLY,
        parameters={"kW": "7.5"},
        by=site_manager,
    )


def card(machine: Equipment) -> list[str]:
    return list(machine.entries.order_by("pk").values_list("kind", flat=True))


def test_add_equipment_begins_its_card(pump: Equipment) -> None:
    assert card(pump) == [Kind.REGISTERED]
    assert Event.objects.filter(site_id=pump.site_id, verb="equipment.added").count() == 1


def test_add_equipment_refuses_a_code_twice(pump: Equipment, site_manager: Staff) -> None:
    with pytest.raises(CodeTaken):
        add_equipment(pump.site, code="P1", name="x", system="other", by=site_manager)


def test_edit_equipment_into_a_spot_of_another_site_is_refused(
    pump: Equipment, sister_site: Site, site_manager: Staff
) -> None:
    away = Place.objects.create(
        site=sister_site, kind=Place.Kind.SPACE, code="S", name="s", full_name="s"
    )
    with pytest.raises(PlaceElsewhere):
        edit_equipment(pump, place=away, by=site_manager)


def test_edit_equipment_says_what_changed(pump: Equipment, site_manager: Staff) -> None:
    edit_equipment(pump, maker="格兰富", parameters={"kW": "7.5"}, by=site_manager)
    assert Event.objects.get(verb="equipment.edited").after == {"maker": "格兰富"}


def test_status_stopped_and_resumed_go_on_the_card(pump: Equipment, foreman: Staff) -> None:
    set_equipment_status(pump, to=Status.STOPPED, text="轴承异响", by=foreman)
    set_equipment_status(pump, to=Status.STANDBY, text="已更换", by=foreman)
    assert card(pump) == [Kind.REGISTERED, Kind.STOPPED, Kind.RESUMED]
    pump.refresh_from_db()
    assert pump.status == Status.STANDBY


def test_status_turn_of_duty_pump_leaves_the_card_alone(pump: Equipment, foreman: Staff) -> None:
    set_equipment_status(pump, to=Status.STANDBY, text="轮换", by=foreman)
    assert card(pump) == [Kind.REGISTERED]
    assert Event.objects.get(verb="equipment.status_set").reason == "轮换"


def test_status_of_scrapped_equipment_is_final(
    pump: Equipment, site_manager: Staff, foreman: Staff
) -> None:
    set_equipment_status(pump, to=Status.SCRAPPED, text="报废", by=site_manager)
    assert card(pump) == [Kind.REGISTERED, Kind.SCRAPPED]
    with pytest.raises(MoveRefused):
        set_equipment_status(pump, to=Status.RUNNING, text="x", by=site_manager)
    with pytest.raises(CardClosed):
        add_entry(pump, kind=Kind.REPAIRED, day=timezone.localdate(), text="x", by=foreman)


def test_status_is_set_by_the_engineers_leaders_only(
    pump: Equipment,
    worker: Staff,
    butler: Staff,
    system_admin: Staff,
    auditor: Staff,
    inspector: Staff,
) -> None:
    for person in (worker, butler, system_admin, auditor, inspector):
        with pytest.raises(NotAllowed):
            set_equipment_status(pump, to=Status.STOPPED, text="x", by=person)


def test_add_entry_by_an_engineer_goes_on_the_card(pump: Equipment, worker: Staff) -> None:
    entry = add_entry(
        pump, kind=Kind.REPAIRED, day=timezone.localdate(), text="更换机械密封", by=worker
    )
    assert (entry.by, card(pump)) == (worker, [Kind.REGISTERED, Kind.REPAIRED])


def test_add_entry_is_not_for_other_trades_or_administrators(
    pump: Equipment, butler: Staff, system_admin: Staff, auditor: Staff, contractor: Staff
) -> None:
    for person in (butler, system_admin, auditor, contractor):
        with pytest.raises(NotAllowed):
            add_entry(pump, kind=Kind.REPAIRED, day=timezone.localdate(), text="x", by=person)


def test_add_entry_of_tomorrow_is_refused(pump: Equipment, worker: Staff) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    with pytest.raises(EntryInTheFuture):
        add_entry(pump, kind=Kind.MAINTAINED, day=tomorrow, text="x", by=worker)


def test_add_entry_of_a_status_kind_is_no_hand_work(pump: Equipment, worker: Staff) -> None:
    with pytest.raises(ValueError, match="by hand"):
        add_entry(pump, kind=Kind.SCRAPPED, day=timezone.localdate(), text="x", by=worker)


def test_name_responsible_names_and_unnames(
    pump: Equipment, worker: Staff, department_head: Staff
) -> None:
    name_responsible(pump, worker, by=department_head)
    pump.refresh_from_db()
    assert pump.responsible == worker
    name_responsible(pump, None, by=department_head)
    pump.refresh_from_db()
    assert pump.responsible is None
    events = Event.objects.filter(verb="equipment.responsible_named").order_by("pk")
    assert [e.after["responsible"] for e in events] == ["Wei (wei)", None]


def test_name_responsible_takes_only_people_of_the_site(
    pump: Equipment, site_manager: Staff, sister_manager: Staff, worker: Staff, auditor: Staff
) -> None:
    for person in (sister_manager, auditor):
        with pytest.raises(ElsewhereResponsible):
            name_responsible(pump, person, by=site_manager)
    worker.is_active, worker.left_at = False, timezone.now()
    worker.save()
    with pytest.raises(HasLeft):
        name_responsible(pump, worker, by=site_manager)


def test_name_responsible_is_not_for_workers(pump: Equipment, worker: Staff) -> None:
    with pytest.raises(NotAllowed):
        name_responsible(pump, worker, by=worker)


def test_name_responsible_for_a_place(site: Site, site_manager: Staff, worker: Staff) -> None:
    zone = Place.objects.create(site=site, kind=Place.Kind.ZONE, code="Z", name="z", full_name="z")
    name_responsible(zone, worker, by=site_manager)
    assert Event.objects.get(verb="place.responsible_named").object_id == str(zone.pk)
