"""The pages of a case, looked at and used by those it concerns."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pinzhi.cases.actions import ask_extension
from pinzhi.cases.models import Case, Extension
from pinzhi.cases.states import RecheckOutcome
from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.places.models import Membership
from tests.cases.conftest import fix, recheck
from tests.cases.visiting import Queries, get, get_quietly, post
from tests.photos import plant_photo

pytestmark = pytest.mark.django_db


def steps(client: Client, who: Staff, case: Case) -> Any:
    return get(client, who, "cases:case", case.pk).context["steps"]  # type: ignore[attr-defined]


def test_outside_the_site_a_case_is_not_there(
    client: Client, case: Case, sister_manager: Staff, contractor: Staff
) -> None:
    for who in (sister_manager, contractor):
        assert get(client, who, "cases:case", case.pk).status_code == 404
        assert post(client, who, "cases:fix", case.pk).status_code == 404


def test_inside_without_the_right_a_deed_is_refused(
    client: Client, case: Case, worker: Staff
) -> None:
    for deed in ("fix", "recheck", "assign", "ask"):
        assert post(client, worker, f"cases:{deed}", case.pk).status_code == 403
    assert case.owner is not None
    until = case.due_at + timedelta(days=1)
    asked = ask_extension(case, until=until, reason="x", by=case.owner)
    assert post(client, worker, "cases:decide", case.pk, asked.pk).status_code == 403
    assert get(client, worker, "cases:case", case.pk).status_code == 200


def test_a_deed_is_not_done_by_looking(client: Client, case: Case, foreman: Staff) -> None:
    for deed in ("fix", "recheck", "ask"):
        assert get(client, foreman, f"cases:{deed}", case.pk).status_code == 405


def test_the_owner_puts_right_with_text_and_photo(
    client: Client, case: Case, foreman: Staff
) -> None:
    assert steps(client, foreman, case).first == "fix"
    now = timezone.now()
    photo = plant_photo(case.site, foreman, now)
    answer = post(
        client,
        foreman,
        "cases:fix",
        case.pk,
        uid=uuid4(),
        captured_at=now.isoformat(),
        text="Mopped",
        photos=[str(photo)],
    )
    case.refresh_from_db()
    assert (answer.status_code, case.status) == (302, "fixed")
    assert steps(client, foreman, case).first == ""
    page = get(client, foreman, "cases:case", case.pk).content.decode()
    assert reverse("files:show", args=[photo]) in page


def test_a_form_that_lacks_something_comes_back_as_it_was(
    client: Client, case: Case, foreman: Staff
) -> None:
    now = timezone.now()
    body = {"uid": str(uuid4()), "captured_at": now.isoformat(), "text": "Mopped & dried"}
    answer = post(client, foreman, "cases:fix", case.pk, **body)
    page = answer.content.decode()
    with translation.override("en"):
        assert answer.status_code == 422
        assert "Mopped &amp; dried" in page
        assert body["uid"] in page
        assert "A photo that shows it put right is needed." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"captured_at": "1999-01-01T00:00:00Z"},  # a clock that was never set
        {"photos": ["no uid"]},
        {"photos": [str(uuid4()) for _ in range(11)]},
        {"text": ""},
        {"uid": "1"},
    ],
)
def test_what_a_device_would_not_send_is_unprocessable(
    client: Client, case: Case, foreman: Staff, wrong: dict[str, object]
) -> None:
    told = {"uid": str(uuid4()), "captured_at": timezone.now().isoformat(), "text": "Mopped"}
    assert post(client, foreman, "cases:fix", case.pk, **{**told, **wrong}).status_code == 422
    case.refresh_from_db()
    assert case.status == "assigned"


def test_what_was_typed_survives_a_case_that_moved_on(
    client: Client, case: Case, foreman: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    photo = plant_photo(case.site, foreman, now, 7)
    body = {"uid": uuid4(), "captured_at": timezone.now().isoformat(), "photos": [str(photo)]}
    answer = post(client, foreman, "cases:fix", case.pk, text="From the other phone", **body)
    assert answer.status_code == 409
    assert "From the other phone" in answer.content.decode()


def test_a_rechecker_has_three_buttons(
    client: Client, case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    page = get(client, inspector, "cases:case", case.pk)
    assert page.context["steps"].first == "recheck"  # type: ignore[attr-defined]
    text = page.content.decode()
    assert [f'value="{outcome}"' in text for outcome in RecheckOutcome] == [True] * 3


def test_rechecking_closes_the_case_and_its_finding(
    client: Client, case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    body = {"uid": uuid4(), "captured_at": timezone.now().isoformat(), "outcome": "deducted"}
    refused = post(client, inspector, "cases:recheck", case.pk, **body)
    assert refused.status_code == 422  # not without a reason
    done = post(client, inspector, "cases:recheck", case.pk, **body, text="Still wet")
    case.refresh_from_db()
    assert case.finding is not None
    assert (done.status_code, case.status, case.finding.status) == (302, "deducted", "deducted")


def test_an_unknown_outcome_is_unprocessable(
    client: Client, case: Case, foreman: Staff, inspector: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    body = {"uid": uuid4(), "captured_at": timezone.now().isoformat(), "outcome": "perhaps"}
    assert post(client, inspector, "cases:recheck", case.pk, **body).status_code == 422


def test_a_manager_gives_it_to_somebody_on_duty_first(
    client: Client,
    case: Case,
    site_manager: Staff,
    worker: Staff,
    colleague: Staff,
    butler: Staff,
) -> None:
    shift = Shift.objects.create(site=case.site, code="A", name="A", starts="00:00", ends="00:00")
    here = Post.objects.get(site=case.site)
    day = timezone.localdate() - timedelta(days=2)
    Posting.objects.create(site=case.site, staff=colleague, post=here, shift=shift, starts_on=day)
    Membership.objects.create(  # two roles, and still one person to choose
        staff=worker, node=case.site.node, role="butler", starts_on=day
    )
    form = get(client, site_manager, "cases:assign", case.pk).context["form"]  # type: ignore[attr-defined]
    _, (_, on_duty), (_, off_duty) = form.fields["to"].choices
    assert [pk for pk, _ in on_duty] == [colleague.pk]
    # the same trade first; the owner himself is not asked
    assert [pk for pk, _ in off_duty] == [worker.pk, site_manager.pk, butler.pk]


def test_a_case_is_given_away_and_its_owner_sees_it_first(
    client: Client, case: Case, site_manager: Staff, worker: Staff
) -> None:
    answer = post(client, site_manager, "cases:assign", case.pk, to=worker.pk)
    case.refresh_from_db()
    assert (answer.status_code, case.owner) == (302, worker)
    assert steps(client, worker, case).first == "fix"


@pytest.mark.parametrize("to", ["", "x", "0"])
def test_a_case_is_given_only_to_somebody_who_could_do_it(
    client: Client, case: Case, site_manager: Staff, to: str
) -> None:
    assert post(client, site_manager, "cases:assign", case.pk, to=to).status_code == 422


def test_giving_away_what_moved_on_is_told(
    client: Client, case: Case, foreman: Staff, site_manager: Staff, worker: Staff, now: datetime
) -> None:
    fix(case, foreman, now)
    assert post(client, site_manager, "cases:assign", case.pk, to=worker.pk).status_code == 409
    assert get(client, site_manager, "cases:assign", case.pk).status_code == 302


def test_the_owner_asks_for_time_and_the_manager_decides(
    client: Client, case: Case, foreman: Staff, site_manager: Staff
) -> None:
    until = timezone.localtime() + timedelta(days=30)
    body = {"until": f"{until:%Y-%m-%dT%H:%M}", "reason": "Parts"}
    assert post(client, foreman, "cases:ask", case.pk, **body).status_code == 302
    assert steps(client, site_manager, case).first == "decide"
    again = post(client, foreman, "cases:ask", case.pk, **body)
    assert again.status_code == 409
    assert "Parts" in again.content.decode()
    asked = Extension.objects.get()
    done = post(client, site_manager, "cases:decide", case.pk, asked.pk, decision="approve")
    case.refresh_from_db()
    assert (done.status_code, case.due_at) == (302, asked.until)


def test_an_extension_is_refused_with_a_remark(
    client: Client, case: Case, foreman: Staff, site_manager: Staff
) -> None:
    asked = ask_extension(case, until=case.due_at + timedelta(days=1), reason="x", by=foreman)
    address = ("cases:decide", case.pk, asked.pk)
    assert post(client, site_manager, *address, decision="perhaps").status_code == 422
    assert post(client, site_manager, *address, decision="refuse").status_code == 302
    assert post(client, site_manager, *address, decision="refuse").status_code == 409
    asked.refresh_from_db()
    assert asked.status == "refused"


@pytest.mark.parametrize("until", [timedelta(days=-1), timedelta(days=400), None])
def test_a_deadline_lies_ahead_but_not_years(
    client: Client, case: Case, foreman: Staff, until: timedelta | None
) -> None:
    told = f"{timezone.localtime() + until:%Y-%m-%dT%H:%M}" if until else "soon"
    answer = post(client, foreman, "cases:ask", case.pk, until=told, reason="x")
    assert answer.status_code == 422


def test_the_manager_does_not_decide_on_what_he_asked(
    client: Client, case: Case, site_manager: Staff
) -> None:
    asked = ask_extension(case, until=case.due_at + timedelta(days=1), reason="x", by=site_manager)
    assert steps(client, site_manager, case).decide is False
    answer = post(client, site_manager, "cases:decide", case.pk, asked.pk, decision="approve")
    assert answer.status_code == 403


def test_a_case_of_nobody_is_given_first(client: Client, case: Case, foreman: Staff) -> None:
    Case.objects.update(owner=None, status="open")
    assert steps(client, foreman, case).first == "assign"


def test_a_case_without_a_finding_still_opens(client: Client, case: Case, foreman: Staff) -> None:
    Case.objects.update(finding=None)
    assert get(client, foreman, "cases:case", case.pk).status_code == 200


def test_a_worker_gets_the_phones_page_and_the_office_its_own(
    client: Client, case: Case, worker: Staff, foreman: Staff
) -> None:
    assert get(client, worker, "cases:case", case.pk).context["base"] == "console/phone.html"  # type: ignore[attr-defined]
    assert get(client, foreman, "cases:case", case.pk).context["base"] == "console/base.html"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("finder", "linked"), [("worker", False), ("contractor", True)])
def test_a_contractor_opens_the_record_only_when_it_is_his(
    client: Client, case: Case, contractor: Staff, worker: Staff, finder: str, linked: bool
) -> None:
    Case.objects.update(owner=contractor)
    assert case.finding is not None
    case.finding.found_by = {"worker": worker, "contractor": contractor}[finder]
    case.finding.save()
    page = get(client, contractor, "cases:case", case.pk).content.decode()
    assert (reverse("records:finding", args=[case.finding_id]) in page) is linked


@pytest.mark.parametrize(("days", "late"), [(-1, True), (1, False)])
def test_overdue_is_said_on_the_page(
    client: Client, case: Case, foreman: Staff, days: int, late: bool
) -> None:
    Case.objects.update(due_at=timezone.now() + timedelta(days=days))
    page = get(client, foreman, "cases:case", case.pk)
    assert page.context["late"] is late  # type: ignore[attr-defined]


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_case_takes_the_same_queries_however_long_it_went(
    client: Client,
    case: Case,
    foreman: Staff,
    inspector: Staff,
    now: datetime,
    rounds: int,
    django_assert_max_num_queries: Queries,
) -> None:
    for _ in range(rounds):
        fix(case, foreman, now)
        recheck(case, RecheckOutcome.AGAIN, inspector, now)
    client.force_login(foreman)
    with django_assert_max_num_queries(15):
        page = get_quietly(client, reverse("cases:case", args=[case.pk]))
    moments = page.context["story"].moments  # type: ignore[attr-defined]
    assert len(moments) == 1 + 2 * rounds
