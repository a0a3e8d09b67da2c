"""A later deadline: asked with a reason, answered by somebody else, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from pinzhi.cases.actions import ask_extension, decide_extension
from pinzhi.cases.models import Case, Extension
from pinzhi.cases.refusals import AlreadyAsked, NotLater, OwnRequest
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.trail.models import Event
from tests.cases.conftest import fix, recheck

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def ask(case: Case, by: Staff) -> Extension:
    return ask_extension(case, until=case.due_at + WEEK, reason="Parts are on the way", by=by)


def test_the_old_deadline_holds_until_somebody_says_yes(case: Case, foreman: Staff) -> None:
    due = case.due_at
    asked = ask(case, foreman)
    case.refresh_from_db()
    assert (asked.status, asked.asked_by, case.due_at) == ("asked", foreman, due)
    event = Event.objects.get(verb="case.extension_asked")
    assert (event.actor_id, event.reason) == (foreman.pk, "Parts are on the way")


@pytest.mark.parametrize(
    ("approve", "status", "later"), [(True, "approved", WEEK), (False, "refused", timedelta(0))]
)
def test_decide_extension_moves_the_deadline_or_not(
    case: Case, foreman: Staff, site_manager: Staff, approve: bool, status: str, later: timedelta
) -> None:
    asked = ask(case, foreman)
    decide_extension(asked, approve=approve, by=site_manager, reason="Seen")
    due = case.due_at
    case.refresh_from_db()
    asked.refresh_from_db()
    assert (asked.status, asked.decided_by, case.due_at) == (status, site_manager, due + later)
    assert Event.objects.get(verb=f"case.extension_{status}").reason == "Seen"


def test_nobody_decides_on_his_own_request(case: Case, site_manager: Staff) -> None:
    asked = ask(case, site_manager)
    with pytest.raises(OwnRequest):
        decide_extension(asked, approve=True, by=site_manager)


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=-1)])
def test_a_deadline_that_is_not_later_is_refused(
    case: Case, foreman: Staff, later: timedelta
) -> None:
    with pytest.raises(NotLater):
        ask_extension(case, until=case.due_at + later, reason="x", by=foreman)


def test_a_second_request_waits_for_the_answer_to_the_first(
    case: Case, foreman: Staff, site_manager: Staff
) -> None:
    asked = ask(case, foreman)
    with pytest.raises(AlreadyAsked):
        ask(case, foreman)
    decide_extension(asked, approve=False, by=site_manager)
    assert ask(case, foreman).status == "asked"


def test_an_answered_request_is_not_answered_again(
    case: Case, foreman: Staff, site_manager: Staff, quality_officer: Staff
) -> None:
    asked = ask(case, foreman)
    decide_extension(asked, approve=False, by=site_manager)
    with pytest.raises(MoveRefused):
        decide_extension(asked, approve=True, by=quality_officer)


def test_a_closed_case_has_no_deadline_to_move(
    case: Case, foreman: Staff, inspector: Staff, site_manager: Staff, now: datetime
) -> None:
    asked = ask(case, foreman)
    fix(case, foreman, now)
    recheck(case, RecheckOutcome.PUT_RIGHT, inspector, now)
    with pytest.raises(MoveRefused):
        ask(case, foreman)
    with pytest.raises(MoveRefused):
        decide_extension(asked, approve=True, by=site_manager)


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_once_one_is_kept(case: Case, foreman: Staff, worker: Staff) -> None:
    def send(by: Staff) -> object:
        try:
            return ask(case, by).pk
        except AlreadyAsked as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(send, [foreman, worker]))
    assert results.count(AlreadyAsked) == 1
    assert Extension.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts(
    case: Case, foreman: Staff, site_manager: Staff, quality_officer: Staff
) -> None:
    asked = ask(case, foreman)

    def answer(by: Staff) -> object:
        try:
            return decide_extension(asked, approve=by == site_manager, by=by).pk
        except MoveRefused as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(answer, [site_manager, quality_officer]))
    asked.refresh_from_db()
    due = case.due_at
    case.refresh_from_db()
    assert results.count(MoveRefused) == 1
    assert case.due_at == due + (WEEK if asked.status == "approved" else timedelta(0))
