"""Cases from a phone: nobody overwrites what he has not seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pinzhi.cases.actions import assign_case
from pinzhi.cases.models import Case
from pinzhi.field.sync.lookups import version_of
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.trail.models import Event
from tests.field.sync.phone import Operation, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(site: Site, worker: Staff) -> Case:
    """A broken door that Wei puts right."""
    now = timezone.now()
    return Case.objects.create(
        site=site,
        title="门坏",
        department="engineering",
        status="assigned",
        owner=worker,
        opened_at=now,
        due_at=now + timedelta(days=7),
    )


def fix(phone: Phone, case: Case, **changes: Any) -> tuple[Operation, bytes]:
    declared, content = phone.photo()
    data = {"case": case.pk, "text": "已修", "photos": [declared["uuid"]]}
    return phone.make("case.fix", data=data, files=[declared], **changes), content


def assign(phone: Phone, case: Case, to: Staff, base: str | None) -> Operation:
    return phone.make("case.assign", data={"case": case.pk, "to": to.pk}, base_version=base)


def test_fix_and_recheck_close_a_case(phone: Phone, case: Case, foreman: Staff) -> None:
    sent, content = fix(phone, case)
    phone.send_file(content)
    assert phone.push(sent)[0]["answer"] == "accepted"
    boss = Phone(foreman)
    data = {"case": case.pk, "outcome": "put_right", "text": ""}
    (answer,) = boss.push(boss.make("case.recheck", data=data))
    case.refresh_from_db()
    assert (answer["answer"], case.status) == ("accepted", "put_right")


def test_recheck_of_own_work_is_held(case: Case, foreman: Staff) -> None:
    case = assign_case(case, to=foreman, by=foreman)
    boss = Phone(foreman)
    sent, content = fix(boss, case)
    boss.send_file(content)
    data = {"case": case.pk, "outcome": "put_right"}
    fixed, rechecked = boss.push(sent, boss.make("case.recheck", data=data))
    assert fixed["answer"] == "accepted"
    assert (rechecked["answer"], rechecked["code"]) == ("held", "recheck_of_own_work")


def test_assignment_by_what_was_seen_counts(case: Case, foreman: Staff, colleague: Staff) -> None:
    boss = Phone(foreman)
    (answer,) = boss.push(assign(boss, case, colleague, version_of(case)))
    case.refresh_from_db()
    assert (answer["answer"], case.owner) == ("accepted", colleague)


def test_assignment_over_a_change_not_seen_is_a_conflict(
    case: Case, foreman: Staff, colleague: Staff, site_manager: Staff
) -> None:
    boss, seen = Phone(foreman), version_of(case)
    assign_case(case, to=site_manager, by=site_manager)
    (answer,) = boss.push(assign(boss, case, colleague, seen))
    case.refresh_from_db()
    assert (answer["answer"], answer["code"]) == ("conflict", "changed_meanwhile")
    assert case.owner == site_manager


def test_batch_never_conflicts_with_itself(
    case: Case, foreman: Staff, colleague: Staff, worker: Staff
) -> None:
    boss, seen = Phone(foreman), version_of(case)
    people = (colleague, worker, colleague)
    answers = boss.push(*(assign(boss, case, one, seen) for one in people))
    case.refresh_from_db()
    assert [one["answer"] for one in answers] == ["accepted"] * 3
    assert case.owner == colleague


def test_own_chain_does_not_cover_the_change_of_another(
    case: Case, foreman: Staff, colleague: Staff, site_manager: Staff
) -> None:
    boss, seen = Phone(foreman), version_of(case)
    boss.push(assign(boss, case, colleague, seen))
    assign_case(case, to=site_manager, by=site_manager)
    (answer,) = boss.push(assign(boss, case, foreman, seen))
    assert answer["code"] == "changed_meanwhile"


def test_fix_after_the_case_was_given_away_is_a_conflict(
    phone: Phone, case: Case, foreman: Staff, colleague: Staff
) -> None:
    sent, content = fix(phone, case)
    assign_case(case, to=colleague, by=foreman)
    phone.send_file(content)
    (answer,) = phone.push(sent)
    assert (answer["answer"], answer["code"]) == ("conflict", "not_the_owner")
    assert len(answer["receipt"]["files"]) == 1


def test_finding_reported_offline_is_given_out_in_the_same_batch(
    site: Site, foreman: Staff, worker: Staff
) -> None:
    boss = Phone(foreman)
    declared, content = boss.photo()
    boss.send_file(content)
    data = {
        "site": site.pk,
        "title": "漏水",
        "department": "engineering",
        "photos": [declared["uuid"]],
    }
    report = boss.make("finding.report", data=data, files=[declared])
    new = {"operation": report["uuid"]}
    give = boss.make("case.assign", data={"case": new, "to": worker.pk}, parent=report["uuid"])
    say = boss.make("case.comment", data={"case": new, "text": "急"})
    answers = boss.push(say, give, report)
    assert [one["answer"] for one in answers] == ["accepted"] * 3
    assert Case.objects.get().owner == worker
    assert Event.objects.get(verb="case.commented").reason == "急"


def test_worker_may_not_assign(phone: Phone, case: Case, colleague: Staff) -> None:
    (answer,) = phone.push(assign(phone, case, colleague, version_of(case)))
    assert (answer["answer"], answer["code"]) == ("held", "no_right")
