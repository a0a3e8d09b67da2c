# ruff: noqa: ARG001 -- some things only have to be there
"""A phone holds what its person needs, neither less nor more."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.models import Case
from pinzhi.cli.database import EPOCH
from pinzhi.field.sync.epoch import current_epoch
from pinzhi.field.sync.models import Cursor, Epoch
from pinzhi.field.sync.needs import tag_hash
from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site
from pinzhi.plans.actions import assign_task
from pinzhi.plans.models import Plan, Task
from tests.field.sync.phone import JSON, Phone
from tests.planting import plant_task

pytestmark = pytest.mark.django_db


def keys(told: dict[str, object]) -> list[str]:
    return [one["key"] for one in told["set"]]  # type: ignore[attr-defined]


def test_first_pull_tells_everything_in_order_of_need(
    phone: Phone, round_now: Task, site: Site
) -> None:
    told = phone.pull()
    form = f"checklist:{round_now.checklist_id}@{site.pk}"
    assert told["full"] is True
    assert keys(told) == [f"site:{site.pk}", form, f"task:{round_now.pk}"]
    task = told["set"][2]
    assert (task["mine"], task["status"], task["checklist"]) == (True, "due", form[10:])
    items = told["set"][1]["items"]
    assert [(i["code"], i["maximum"]) for i in items] == [("01", None), ("02", "0.4"), ("03", None)]
    assert told["set"][1]["clauses"][0]["text"] == "Dry and clean."


def test_second_pull_tells_only_what_changed(phone: Phone, round_now: Task) -> None:
    first = phone.pull()
    assert phone.pull(first["cursor"])["cursor"] == first["cursor"]
    phone.push(phone.make("task.start", data={"task": round_now.pk}))
    second = phone.pull(first["cursor"])
    assert (second["full"], keys(second)) == (False, [f"task:{round_now.pk}"])
    assert phone.pull(second["cursor"])["set"] == []


def test_what_is_no_longer_mine_is_gone(
    phone: Phone, round_now: Task, colleague: Staff, foreman: Staff
) -> None:
    first = phone.pull()
    assign_task(round_now, to=colleague, by=foreman)
    second = phone.pull(first["cursor"])
    assert f"task:{round_now.pk}" in second["gone"]
    assert phone.pull(second["cursor"])["gone"] == []


def test_lost_answer_is_asked_for_again(phone: Phone, round_now: Task) -> None:
    first = phone.pull()
    phone.push(phone.make("task.start", data={"task": round_now.pk}))
    lost, again = phone.pull(first["cursor"]), phone.pull(first["cursor"])
    assert again["set"] == lost["set"] != []


def test_only_three_cursors_are_kept(phone: Phone, plan: Plan) -> None:
    cursor = first = phone.pull()["cursor"]
    for minutes in range(4):
        plant_task(plan, timezone.now() - timedelta(minutes=minutes + 1), phone.staff)
        cursor = phone.pull(cursor)["cursor"]
    assert Cursor.objects.count() == 3
    assert phone.pull(first)["full"] is True


def test_cursor_of_another_phone_is_worth_nothing(phone: Phone, round_now: Task) -> None:
    other = Phone(phone.staff)
    assert other.pull(phone.pull()["cursor"])["full"] is True


def test_long_answer_comes_in_parts(phone: Phone, plan: Plan) -> None:
    now = timezone.now()
    for n in range(120):
        plant_task(plan, now - timedelta(seconds=n + 1), phone.staff)
    whole = keys(phone.pull())
    other, found, cursor, more, parts = Phone(phone.staff), list[str](), "", True, 0
    while more:
        told = other.pull(cursor, most=20_000)
        found, cursor, more, parts = found + keys(told), told["cursor"], told["more"], parts + 1
    assert (found, parts) == (whole, 3)


def test_cases_of_mine_and_those_to_recheck(
    phone: Phone, site: Site, foreman: Staff, butler: Staff
) -> None:
    now = timezone.now()
    fields = {"site": site, "department": "engineering", "opened_at": now, "due_at": now}
    mine = Case.objects.create(title="a", status="assigned", owner=phone.staff, **fields)
    fixed = Case.objects.create(title="b", status="fixed", owner=phone.staff, **fields)
    told = {o["key"]: o for o in phone.pull()["set"]}
    assert told[f"case:{mine.pk}"]["can"] == ["fix"]
    boss = {o["key"]: o for o in Phone(foreman).pull()["set"]}
    assert boss[f"case:{mine.pk}"]["can"] == ["assign"]
    assert boss[f"case:{fixed.pk}"]["can"] == ["recheck"]
    assert boss[f"person:{phone.staff.pk}@{site.pk}"]["name"] == "Wei"
    checks = {o["key"]: o for o in Phone(butler).pull()["set"]}
    assert f"case:{mine.pk}" not in checks
    assert checks[f"case:{fixed.pk}"]["can"] == ["recheck"]


def test_nothing_told_is_a_number_of_a_person(
    phone: Phone, round_now: Task, foreman: Staff
) -> None:
    Staff.objects.update(phone="13800138000", email="a@b.cn")
    text = json.dumps(Phone(foreman).pull()) + json.dumps(phone.pull())
    assert [s for s in ("13800138000", "a@b.cn", '"wei"', '"gang"') if s in text] == []


def test_tag_is_told_by_its_hash_only(phone: Phone, round_now: Task, site: Site) -> None:
    spot = Place.objects.create(site=site, kind="checkpoint", code="C1", name="C1", full_name="C1")
    told = phone.pull()
    (place,) = [o for o in told["set"] if o["key"] == f"place:{spot.pk}"]
    assert place["tag_hash"] == tag_hash(spot.tag)
    assert str(spot.tag) not in json.dumps(told)


def test_held_work_is_told_to_its_author(phone: Phone, round_now: Task) -> None:
    sent = phone.record(round_now, "pass", "lots", "")
    phone.push(sent)
    (told,) = [o for o in phone.pull()["set"] if o["key"].startswith("operation:")]
    assert (told["uuid"], told["state"], told["code"]) == (sent["uuid"], "held", "bad_answers")


def test_stranger_is_told_nothing_of_the_site(stranger: Staff, round_now: Task, site: Site) -> None:
    assert f"site:{site.pk}" not in keys(Phone(stranger).pull())


def test_answer_is_zipped_for_whoever_can(phone: Phone, round_now: Task) -> None:
    address = reverse("sync:pull")
    asked = {"device": phone.device}
    answer = phone.client.get(address, asked, headers={**JSON, "accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["protocol"] == 1


def test_new_epoch_makes_every_cursor_void(phone: Phone, round_now: Task) -> None:
    first = phone.pull()
    assert first["epoch"] == str(Epoch.objects.get().uid) == str(current_epoch())
    with connection.cursor() as cursor:
        cursor.execute(EPOCH)  # what `pinzhi database restore` ends with
    second = phone.pull(first["cursor"])
    assert (second["full"], second["epoch"] == first["epoch"]) == (True, False)


def test_data_in_another_cluster_are_another_epoch() -> None:
    first = current_epoch()
    Epoch.objects.update(system="another")
    second = current_epoch()
    assert (second == first, second) == (False, current_epoch())


@pytest.mark.parametrize("rows", [1, 3])
def test_pull_costs_the_same_for_many(
    phone: Phone, plan: Plan, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        plant_task(plan, timezone.now() - timedelta(minutes=n + 1), phone.staff)
    phone.pull()
    with django_assert_num_queries(16):
        phone.pull()
