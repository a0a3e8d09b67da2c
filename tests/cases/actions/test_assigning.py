import pytest
from django.utils import timezone

from pinzhi.cases.actions import assign_case
from pinzhi.cases.models import Case
from pinzhi.cases.refusals import NotHere
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.trail.models import Event
from tests.cases.conftest import fix, recheck
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_assign_case_gives_it_to_one_person(case: Case, worker: Staff, foreman: Staff) -> None:
    assign_case(case, to=worker, by=foreman)
    case.refresh_from_db()
    assert (case.owner, case.status) == (worker, "assigned")
    event = Event.objects.get(verb="case.assigned")
    assert (event.actor_id, event.before["owner"], event.after["owner"]) == (
        foreman.pk,
        foreman.name,
        worker.name,
    )


def test_a_case_of_nobody_gets_an_owner(case: Case, worker: Staff, foreman: Staff) -> None:
    Case.objects.update(status="open", owner=None)
    assign_case(case, to=worker, by=foreman)
    case.refresh_from_db()
    assert (case.owner, case.status) == (worker, "assigned")


def test_what_is_to_be_put_right_again_can_go_to_somebody_else(
    case: Case, worker: Staff, foreman: Staff, inspector: Staff
) -> None:
    fix(case, foreman, NOW)
    recheck(case, RecheckOutcome.AGAIN, inspector, NOW)
    assign_case(case, to=worker, by=foreman)
    case.refresh_from_db()
    assert (case.owner, case.status, case.round) == (worker, "assigned", 2)


def test_somebody_of_another_site_cannot_get_it(
    case: Case, sister_manager: Staff, foreman: Staff
) -> None:
    with pytest.raises(NotHere):
        assign_case(case, to=sister_manager, by=foreman)


def test_somebody_who_left_cannot_get_it(case: Case, worker: Staff, foreman: Staff) -> None:
    Staff.objects.filter(pk=worker.pk).update(is_active=False, left_at=timezone.now())
    with pytest.raises(NotHere):
        assign_case(case, to=Staff.objects.get(pk=worker.pk), by=foreman)


def test_what_waits_for_recheck_is_not_given_away(
    case: Case, worker: Staff, foreman: Staff
) -> None:
    fix(case, foreman, NOW)
    with pytest.raises(MoveRefused):
        assign_case(case, to=worker, by=foreman)
