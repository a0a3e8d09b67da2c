"""A made-up past keeps every rule of a real one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, F, Q
from pytest_django import Settings

from pinzhi.cases.models import Case, Extension, Recheck
from pinzhi.cases.states import UNFINISHED
from pinzhi.demo.actions import PASSWORD, DemoGroup, demo_sign_ins, load_demo
from pinzhi.demo.refusals import AlreadyInUse, NotInProduction
from pinzhi.handovers.queries import Wanting, wanting_at
from pinzhi.people.models import RosterEntry, Staff
from pinzhi.people.roles import Role
from pinzhi.places.models import OrgNode, Site
from pinzhi.plans.models import Route, Task, Walk
from pinzhi.plans.states import OPEN, Status
from pinzhi.records.integrity.examining import examine_next
from pinzhi.records.integrity.looking_back import look_back
from pinzhi.records.models import Answer, Finding, Flag, Record
from pinzhi.records.rounds import legs_of
from pinzhi.records.states import FindingStatus
from pinzhi.scores.models import MonthScore
from pinzhi.standards.answers import Verdict, judge
from pinzhi.trail.models import Block, Event
from pinzhi.trail.verify import verify_chain
from tests.demo.conftest import NOW, TINY

pytestmark = pytest.mark.django_db


CASTS = r"::character varying|::text|\[\]|[()]"


def load(seed: int = 3, days: int = 25) -> DemoGroup:
    return load_demo([TINY, TINY], outlets=1, days=days, seed=seed, now=NOW)


def shape() -> list[tuple[Any, ...]]:
    """All that follows from the seed: no numbers of rows, no names of rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.title, t.opens_at, t.status, t.done_at, s.number, r.captured_at, r.failed,"
            " (SELECT string_agg(a.value, ',' ORDER BY a.item_id) FROM records_answer a"
            "  WHERE a.record_id = r.uid)"
            " FROM plans_task t LEFT JOIN people_staff s ON s.id = t.assignee_id"
            " LEFT JOIN records_record r ON r.task_id = t.id ORDER BY 1, 2, t.site_id, 4, 5"
        )
        return list(cursor.fetchall())


def test_past_is_the_same_for_the_same_seed() -> None:
    from django.db import transaction

    shapes = []
    for seed in (3, 3, 4):
        with transaction.atomic():
            load(seed, days=8)
            shapes.append(shape())
            transaction.set_rollback(True)
    assert len(shapes[0]) > 200
    assert shapes[0] == shapes[1]
    assert shapes[0] != shapes[2]


def test_every_rule_of_the_rooms_holds_in_the_past() -> None:
    group = load()
    assert group.records == Record.objects.count() > 1500
    recorded = Task.objects.annotate(n=Count("records"))
    finished = Q(status__in=(Status.DONE, Status.LATE))
    assert not recorded.filter(finished & ~Q(n=1) | ~finished & Q(n__gt=0)).exists()
    assert not Task.objects.filter(status__in=OPEN, lost_at__lte=NOW).exists()
    assert not Task.objects.filter(status=Status.DONE, done_at__gt=F("closes_at")).exists()
    assert not Record.objects.filter(received_at__gt=NOW).exists()
    assert not Record.objects.filter(captured_at__lt=F("started_at")).exists()
    late = Task.objects.filter(status=Status.LATE)
    assert not late.filter(done_at__lte=F("closes_at")).exists()
    assert late.count() > 5
    assert Task.objects.filter(status=Status.MISSED).count() > 5


def test_every_answer_gets_the_verdict_it_would_have_got() -> None:
    load(days=12)
    wrong = [
        answer
        for answer in Answer.objects.select_related("item")
        if judge(answer.item, answer.value) != Verdict(answer.verdict)
    ]
    assert wrong == []
    failed = Answer.objects.filter(verdict=Verdict.FAIL)
    assert set(failed.values_list("pk")) == set(Finding.objects.values_list("answer_id"))
    assert not failed.filter(evidence=None).exists()


def test_findings_end_as_their_cases_end() -> None:
    load()
    open_ones = Finding.objects.filter(status=FindingStatus.OPEN)
    assert not open_ones.exclude(case__status__in=UNFINISHED).exists()
    closed = Finding.objects.filter(status__in=(FindingStatus.PUT_RIGHT, FindingStatus.DEDUCTED))
    assert not closed.exclude(case__status=F("status"), closed_at=F("case__closed_at")).exists()
    spot = Finding.objects.filter(status=FindingStatus.ON_THE_SPOT).annotate(
        photos=Count("answer__evidence__shows", distinct=True)
    )
    assert not spot.exclude(photos=2, case=None).exists()
    assert open_ones.count() * closed.count() * spot.count() > 0


def test_nobody_rechecks_his_own_work_or_grants_his_own_wish() -> None:
    load()
    assert Recheck.objects.count() > 20
    assert not Recheck.objects.filter(fix__by=F("by")).exists()
    assert not Extension.objects.filter(decided_by=F("asked_by")).exists()
    assert not Case.objects.exclude(status="open").filter(owner=None).exists()


def test_trail_tells_the_past_and_is_sealed() -> None:
    load(days=12)
    assert Event.objects.filter(verb="record.submitted").count() == Record.objects.count()
    assert Block.objects.count() >= 1
    report = verify_chain()
    assert (report.events, report.unsealed) == (Event.objects.count(), 0)


def test_next_days_are_there_and_today_is_half_done() -> None:
    load(days=12)
    today = Task.objects.filter(opens_at__date=NOW.date())
    assert today.filter(status=Status.DONE).exists()
    assert today.filter(status=Status.DUE).exists()
    assert Task.objects.filter(opens_at__gt=NOW + timedelta(days=2), status=Status.DUE).exists()
    assert RosterEntry.objects.filter(day__gt=NOW.date()).exists()
    assert MonthScore.objects.exclude(score=None).count() >= 2
    estate = Site.objects.order_by("pk")[0]
    wanting = sorted(one.state for one in wanting_at(estate, NOW))
    assert wanting == [Wanting.DISPUTED, Wanting.MISSING, Wanting.UNREAD]
    rounds_were_walked_and_others_begin_tomorrow()


def rounds_were_walked_and_others_begin_tomorrow() -> None:
    by_order = {route.name: route for route in Route.objects.select_related("plan")}
    assert [route.order for _name, route in sorted(by_order.items())].count("shuffled") == 1
    assert all(route.plan and route.stops.count() >= 2 for route in by_order.values())
    past = Walk.objects.filter(task__records__isnull=False)
    assert past.count() > 50
    records = list(Record.objects.filter(task__walk__in=past).values_list("pk", flat=True))
    marks = [bool(leg.marks) for legs in legs_of(records).values() for leg in legs]
    assert 0 < sum(marks) < 0.1 * len(marks)
    drawn = Walk.objects.filter(order="shuffled", task__opens_at__gt=NOW)
    assert drawn.count() >= 5
    assert len({str(walk.stops) for walk in drawn}) > 1


def test_each_role_can_sign_in() -> None:
    group = load(days=1)
    assert {one.role for one in group.sign_ins} == set(Role)
    assert demo_sign_ins() == group.sign_ins
    for one in group.sign_ins:
        assert Staff.objects.get(number=one.number).check_password(PASSWORD)


def test_sign_ins_with_another_password_are_not_shown() -> None:
    load(days=1)
    manager = Staff.objects.get(number="demo-manager")
    manager.set_password("something of one's own")
    manager.save()
    assert demo_sign_ins() == []


def test_indexes_and_constraints_are_back_afterwards() -> None:
    def rules() -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint"
                " WHERE connamespace = 'public'::regnamespace ORDER BY 1"
            )
            found = list(cursor.fetchall())
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
            # the server spells casts in a condition anew
            return found + [(re.sub(CASTS, "", row[0]),) for row in cursor.fetchall()]

    before = rules()
    load(days=1)
    assert rules() == before


def test_demo_is_refused_in_a_database_in_use(site: Site) -> None:
    assert OrgNode.objects.filter(pk=site.node_id).exists()
    with pytest.raises(AlreadyInUse):
        load()


def test_demo_is_refused_in_production(settings: Settings) -> None:
    from dataclasses import replace

    settings.ENV = replace(settings.ENV, mode="production")
    with pytest.raises(NotInProduction):
        load()
    assert demo_sign_ins() == []


def test_cheats_show_and_honest_people_do_not() -> None:
    load_demo([TINY], outlets=0, days=34, seed=3, now=NOW)
    while examine_next():
        pass
    for site in Site.objects.all():
        look_back(site, now=NOW)
    found = Flag.objects.values_list("detector", "person__postings__post__name").distinct()
    people: dict[str, set[str]] = {}
    for detector, post in found:
        people.setdefault(detector, set()).add(post)
    assert people == {
        "too_short": {"巡逻岗"},
        "identical_readings": {"配电值班员"},
        "reused_photo": {"配电值班员"},
        "late_handover": {"保洁员"},
    }
    assert not Flag.objects.filter(checker=F("person")).exists()
