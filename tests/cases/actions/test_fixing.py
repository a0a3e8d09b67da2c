"""Putting right and looking again: once, by the right people, in real time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from pinzhi.cases.actions import assign_case, fix_case, recheck_case
from pinzhi.cases.models import Case, Fix, Recheck
from pinzhi.cases.refusals import (
    CapturedInTheFuture,
    NotTheOwner,
    OwnWork,
    PhotoMissing,
    ReasonMissing,
    SameNameOtherBody,
    WrongPhoto,
)
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.states import MoveRefused
from pinzhi.files.actions import keep_evidence
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.trail.models import Event
from tests.cases.conftest import fix, recheck
from tests.photos import picture, plant_photo

pytestmark = pytest.mark.django_db

PUT_RIGHT, AGAIN, DEDUCTED = RecheckOutcome
SOON = timedelta(minutes=6)


def verbs(case: Case) -> list[str]:
    events = Event.objects.filter(object_type="cases.case", object_id=str(case.pk))
    return list(events.order_by("id").values_list("verb", flat=True))


def test_fix_case_reports_it_with_its_photo(case: Case, foreman: Staff, now: datetime) -> None:
    photo = plant_photo(case.site, foreman, now)
    fix_case(case, uid=uuid4(), text="Mopped", photos=[photo], at=now, by=foreman, now=now)
    case.refresh_from_db()
    done = case.fixes.get()
    assert (case.status, case.round, case.closed_at) == ("fixed", 1, None)
    assert (done.text, done.by, done.captured_at, done.round) == ("Mopped", foreman, now, 1)
    assert list(done.photos.values_list("pk", flat=True)) == [photo]
    event = Event.objects.get(verb="case.fixed")
    assert (event.captured_at, event.reason) == (now, "Mopped")


def test_a_fix_without_a_photo_is_refused(case: Case, foreman: Staff, now: datetime) -> None:
    with pytest.raises(PhotoMissing):
        fix_case(case, uid=uuid4(), text="Mopped", photos=[], at=now, by=foreman, now=now)
    case.refresh_from_db()
    assert (case.status, Fix.objects.count()) == ("assigned", 0)


def test_a_photo_of_somebody_else_shows_nothing(
    case: Case, foreman: Staff, worker: Staff, now: datetime
) -> None:
    mine, other = plant_photo(case.site, foreman, now), plant_photo(case.site, worker, now, 9)
    with pytest.raises(WrongPhoto):
        fix_case(case, uid=uuid4(), text="x", photos=[mine, other], at=now, by=foreman, now=now)


def test_a_signature_is_no_photo(case: Case, foreman: Staff, now: datetime) -> None:
    upload = SimpleUploadedFile("name.jpg", picture(3))
    name = keep_evidence(
        upload,
        uid=uuid4(),
        site=case.site,
        kind=Evidence.Kind.SIGNATURE,
        captured_at=now,
        by=foreman,
    )
    with pytest.raises(WrongPhoto):
        fix_case(case, uid=uuid4(), text="x", photos=[name.pk], at=now, by=foreman, now=now)


def test_only_the_owner_reports_a_fix(case: Case, worker: Staff, now: datetime) -> None:
    with pytest.raises(NotTheOwner):
        fix(case, worker, now)


@pytest.mark.parametrize(("ahead", "refused"), [(timedelta(minutes=5), False), (SOON, True)])
def test_the_clock_of_the_device_may_be_five_minutes_ahead(
    case: Case, foreman: Staff, now: datetime, ahead: timedelta, refused: bool
) -> None:
    photo = plant_photo(case.site, foreman, now)

    def send() -> None:
        fix_case(case, uid=uuid4(), text="x", photos=[photo], at=now + ahead, by=foreman, now=now)

    if refused:
        with pytest.raises(CapturedInTheFuture):
            send()
    else:
        send()
        assert Fix.objects.get().captured_at == now + ahead


def test_a_fix_sent_twice_happens_once(case: Case, foreman: Staff, now: datetime) -> None:
    photo, uid = plant_photo(case.site, foreman, now), uuid4()
    for _ in range(2):
        fix_case(case, uid=uid, text="Mopped", photos=[photo], at=now, by=foreman, now=now)
    assert Fix.objects.count() == 1
    assert verbs(case) == ["case.opened", "case.fixed"]


@pytest.mark.parametrize("changed", ["text", "photos", "by"])
def test_another_fix_under_the_same_uid_is_refused(
    case: Case, foreman: Staff, worker: Staff, now: datetime, changed: str
) -> None:
    photo, other = plant_photo(case.site, foreman, now), plant_photo(case.site, foreman, now, 9)
    sent = {"uid": uuid4(), "text": "Mopped", "photos": [photo], "by": foreman}
    fix_case(case, at=now, now=now, **sent)  # type: ignore[arg-type]
    sent[changed] = {"text": "Painted", "photos": [other], "by": worker}[changed]
    with pytest.raises(SameNameOtherBody):
        fix_case(case, at=now, now=now, **sent)  # type: ignore[arg-type]
    assert Fix.objects.get().text == "Mopped"


def test_a_second_fix_of_the_same_round_is_refused(
    case: Case, foreman: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    with pytest.raises(MoveRefused):
        fix(case, foreman, now, text="Again")
    assert Fix.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "case_ends", "finding_ends"),
    [
        (PUT_RIGHT, "put_right", "put_right"),
        (AGAIN, "again", "open"),  # nothing is over yet
        (DEDUCTED, "deducted", "deducted"),
    ],
)
def test_recheck_case_ends_in_three_ways(
    case: Case,
    foreman: Staff,
    inspector: Staff,
    now: datetime,
    outcome: RecheckOutcome,
    case_ends: str,
    finding_ends: str,
) -> None:
    fix(case, foreman, now)
    later = now + timedelta(hours=1)
    recheck(case, outcome, inspector, later, text="Looked")
    case.refresh_from_db()
    closed = None if outcome == AGAIN else later
    assert case.finding is not None
    assert (case.status, case.closed_at) == (case_ends, closed)
    assert (case.finding.status, case.finding.closed_at) == (finding_ends, closed)
    looked = Recheck.objects.get()
    assert (looked.by, looked.text, looked.outcome) == (inspector, "Looked", outcome)
    assert verbs(case)[-1] == f"case.{outcome}"


def test_a_second_round_follows_what_was_not_put_right(
    case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    recheck(case, AGAIN, inspector, now)
    fix(case, foreman, now, text="Sealed the joint")
    recheck(case, PUT_RIGHT, inspector, now)
    case.refresh_from_db()
    rounds = case.fixes.values_list("round", "text", "recheck__outcome")
    assert list(rounds) == [(1, "Mopped", "again"), (2, "Sealed the joint", "put_right")]
    assert (case.status, case.round) == ("put_right", 2)


def test_a_recheck_keeps_its_photo(
    case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    photo = plant_photo(case.site, inspector, now, 5)
    recheck_case(case, PUT_RIGHT, uid=uuid4(), photos=[photo], at=now, by=inspector, now=now)
    assert list(Recheck.objects.get().photos.values_list("pk", flat=True)) == [photo]


def test_nobody_rechecks_his_own_work(case: Case, foreman: Staff, now: datetime) -> None:
    fix(case, foreman, now)
    with pytest.raises(OwnWork):
        recheck(case, PUT_RIGHT, foreman, now)


def test_whoever_put_it_right_in_an_earlier_round_does_not_recheck_it(
    case: Case, foreman: Staff, worker: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    recheck(case, AGAIN, inspector, now)
    assign_case(case, to=worker, by=foreman)
    fix(case, worker, now, text="Sealed")
    with pytest.raises(OwnWork):
        recheck(case, PUT_RIGHT, foreman, now)


@pytest.mark.parametrize("outcome", [AGAIN, DEDUCTED])
def test_whoever_is_not_content_says_why(
    case: Case, foreman: Staff, inspector: Staff, now: datetime, outcome: RecheckOutcome
) -> None:
    fix(case, foreman, now)
    with pytest.raises(ReasonMissing):
        recheck(case, outcome, inspector, now, text="  ")
    recheck(case, PUT_RIGHT, inspector, now, text="")
    assert Recheck.objects.get().outcome == PUT_RIGHT


def test_a_recheck_comes_after_a_fix(case: Case, inspector: Staff, now: datetime) -> None:
    with pytest.raises(MoveRefused):
        recheck(case, PUT_RIGHT, inspector, now)
    assert Recheck.objects.count() == 0


def test_a_recheck_from_the_future_is_refused(
    case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    with pytest.raises(CapturedInTheFuture):
        recheck_case(case, PUT_RIGHT, uid=uuid4(), at=now + SOON, by=inspector, now=now)


def test_a_recheck_sent_twice_happens_once(
    case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    uid = uuid4()
    for _ in range(2):
        recheck_case(case, AGAIN, uid=uid, text="Wet", at=now, by=inspector, now=now)
    case.refresh_from_db()
    assert (case.round, Recheck.objects.count()) == (2, 1)


@pytest.mark.parametrize("change", [{"outcome": PUT_RIGHT}, {"text": "Dry"}])
def test_another_recheck_under_the_same_uid_is_refused(
    case: Case, foreman: Staff, inspector: Staff, now: datetime, change: dict[str, object]
) -> None:
    fix(case, foreman, now)
    sent = {"outcome": AGAIN, "text": "Wet", "uid": uuid4()}
    recheck_case(case, at=now, by=inspector, now=now, **sent)  # type: ignore[arg-type]
    with pytest.raises(SameNameOtherBody):
        recheck_case(case, at=now, by=inspector, now=now, **{**sent, **change})  # type: ignore[arg-type]


def test_a_case_without_a_finding_is_closed_alone(
    case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    Case.objects.update(finding=None)
    fix(case, foreman, now)
    recheck(case, PUT_RIGHT, inspector, now)
    case.refresh_from_db()
    assert case.status == "put_right"


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Every deed in its own connection, all together; what each gave or was refused with."""

    def run(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except (MoveRefused, SameNameOtherBody) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_of_two_rechecks_at_once_one_wins(
    case: Case, foreman: Staff, inspector: Staff, site_manager: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    results = at_once(
        lambda: recheck(case, PUT_RIGHT, inspector, now),
        lambda: recheck(case, DEDUCTED, site_manager, now),
    )
    case.refresh_from_db()
    assert case.finding is not None
    assert results.count(MoveRefused) == 1
    assert Recheck.objects.get().outcome == case.status == case.finding.status


@pytest.mark.django_db(transaction=True)
def test_one_fix_sent_many_times_at_once_is_one_fix(
    case: Case, foreman: Staff, now: datetime
) -> None:
    photo, uid = plant_photo(case.site, foreman, now), uuid4()

    def send() -> object:
        return fix_case(
            case, uid=uid, text="Mopped", photos=[photo], at=now, by=foreman, now=now
        ).pk

    assert at_once(*[send] * 6) == [case.pk] * 6
    assert Fix.objects.count() == 1
    assert verbs(case).count("case.fixed") == 1
