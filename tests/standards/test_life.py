"""An edition from draft to force and out of it, by two people."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Role, Site
from pinzhi.standards import rules
from pinzhi.standards.actions import (
    approve_edition,
    discard_edition,
    publish_edition,
    roll_back,
    send_back,
    start_scheduled,
    submit_edition,
    withdraw_edition,
)
from pinzhi.standards.models import Clause, Edition
from pinzhi.standards.refusals import (
    DayNotAhead,
    EditionChanged,
    EmptyEdition,
    SecondPersonNeeded,
)
from pinzhi.standards.states import MOVES
from pinzhi.trail.models import Event
from tests.conftest import plant_member
from tests.planting import plant_checklist

pytestmark = pytest.mark.django_db
Status = Edition.Status


@pytest.fixture
def second(group: OrgNode) -> Staff:
    """Yu is the other quality officer of the group."""
    return plant_member("yu", group, Role.QUALITY_OFFICER)


@pytest.fixture
def draft(edition: Edition) -> Edition:
    newer = Edition.objects.create(standard=edition.standard, number="2")
    clause = Clause.objects.create(edition=newer, number="1", title="Floors", order=0)
    plant_checklist(newer, clause)
    return newer


def statuses() -> dict[str, str]:
    return dict(Edition.objects.values_list("number", "status"))


def verbs(edition: Edition) -> list[str]:
    events = Event.objects.filter(object_type="standards.edition", object_id=str(edition.pk))
    return list(events.order_by("id").values_list("verb", flat=True))


def test_submit_and_approve_by_a_second_person(
    draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    found = approve_edition(draft, by=second)
    assert statuses() == {"1": "superseded", "2": "published"}
    assert (found.submitted_by, found.approved_by, found.published_by) == (
        quality_officer,
        second,
        second,
    )
    assert verbs(draft) == ["edition.review", "edition.published"]


def test_approve_refuses_whoever_submitted(draft: Edition, quality_officer: Staff) -> None:
    submit_edition(draft, by=quality_officer)
    with pytest.raises(SecondPersonNeeded):
        approve_edition(draft, by=quality_officer)
    with pytest.raises(SecondPersonNeeded):
        send_back(draft, reason="No", by=quality_officer)
    assert statuses() == {"1": "published", "2": "review"}


@pytest.mark.parametrize(
    "fields",
    [
        {"approved_by": 1},  # by oneself
        {"status": "published"},  # asked for, approved by nobody
        {"status": "scheduled", "starts_on": date(2026, 12, 1)},
        {"submitted_by": None},  # waits, and nobody knows who asked
        {"status": "draft", "published_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
    ids=str,
)
def test_the_database_wants_the_second_person_too(
    fields: dict[str, object], draft: Edition, quality_officer: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    if "approved_by" in fields:
        fields = {"approved_by": quality_officer}
    Edition.objects.filter(number="1").update(status="superseded")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**fields)


def test_what_waits_is_frozen(draft: Edition, quality_officer: Staff) -> None:
    submit_edition(draft, by=quality_officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clause.objects.filter(edition=draft).update(title="Other")
    with pytest.raises(EditionChanged):
        discard_edition(draft, by=quality_officer)


def test_submit_refuses_an_empty_draft(edition: Edition, quality_officer: Staff) -> None:
    empty = Edition.objects.create(standard=edition.standard, number="3")
    with pytest.raises(EmptyEdition):
        submit_edition(empty, by=quality_officer)


def test_send_back_says_why_and_lets_it_be_submitted_again(
    draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    found = send_back(draft, reason="Too lax", by=second)
    assert (found.status, found.submitted_by, found.submitted_at) == ("draft", None, None)
    assert Event.objects.get(verb="edition.sent_back").reason == "Too lax"
    assert submit_edition(draft, by=second).status == "review"


def test_schedule_comes_into_force_once_when_its_day_begins(
    draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    day = timezone.localdate() + timedelta(days=3)
    assert approve_edition(draft, by=second, starts_on=day).status == "scheduled"
    midnight = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    assert not start_scheduled(draft, now=midnight - timedelta(seconds=1))
    assert statuses() == {"1": "published", "2": "scheduled"}
    assert start_scheduled(draft, now=midnight)
    assert not start_scheduled(draft, now=midnight)
    assert statuses() == {"1": "superseded", "2": "published"}
    assert verbs(draft) == ["edition.review", "edition.scheduled", "edition.published"]


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_schedule_refuses_a_day_that_is_not_ahead(
    days: int, draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    with pytest.raises(DayNotAhead):
        approve_edition(draft, by=second, starts_on=timezone.localdate() + timedelta(days=days))
    assert statuses()["2"] == "review"


def test_withdraw_takes_back_what_waits_for_its_day(
    draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    approve_edition(draft, by=second, starts_on=timezone.localdate() + timedelta(days=3))
    found = withdraw_edition(draft, by=quality_officer)
    assert (found.status, found.starts_on, found.approved_by) == ("draft", None, None)
    with pytest.raises(MoveRefused):
        withdraw_edition(draft, by=quality_officer)


def test_roll_back_needs_the_second_person_too(
    edition: Edition, draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    publish_edition(draft, by=None)
    roll_back(edition, reason="It was better", by=quality_officer)
    with pytest.raises(SecondPersonNeeded):
        approve_edition(edition, by=quality_officer)
    approve_edition(edition, by=second)
    assert statuses() == {"1": "published", "2": "superseded"}


def test_roll_back_sent_back_never_becomes_a_draft(
    edition: Edition, draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    publish_edition(draft, by=None)
    roll_back(edition, reason="It was better", by=quality_officer)
    assert send_back(edition, reason="No", by=second).status == "superseded"


def test_publish_is_for_packs_not_for_what_was_submitted(
    draft: Edition, quality_officer: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    with pytest.raises(MoveRefused):
        publish_edition(draft, by=None)


DEEDS: dict[Edition.Status, Callable[[Edition, Staff, Staff], Edition]] = {
    Status.REVIEW: lambda e, a, _b: submit_edition(e, by=a),
    Status.PUBLISHED: lambda e, _a, b: approve_edition(e, by=b),
    Status.DRAFT: lambda e, a, _b: withdraw_edition(e, by=a),
}


@pytest.mark.parametrize("old", Status.values)
@pytest.mark.parametrize("new", DEEDS)
def test_each_deed_leaves_only_where_the_table_says(
    old: str, new: Edition.Status, draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    Edition.objects.filter(number="1").update(status="superseded")
    asked = {} if old == "draft" else {"submitted_by": quality_officer, "approved_by": second}
    day = {"starts_on": date(2027, 1, 1)} if old == "scheduled" else {}
    Edition.objects.filter(pk=draft.pk).update(status=old, **asked, **day)
    leaves = {
        ("draft", "review"), ("review", "published"), ("review", "draft"), ("scheduled", "draft"),
    }  # fmt: skip
    if (old, str(new)) in leaves:
        assert new in MOVES[Status(old)]
        assert DEEDS[new](draft, quality_officer, second).status == new
    else:
        with pytest.raises(MoveRefused):
            DEEDS[new](draft, quality_officer, second)


def test_the_second_person_is_another_officer_else_a_site_manager(
    draft: Edition, quality_officer: Staff, site_manager: Staff, site: Site, stranger: Staff,
    foreman: Staff,
) -> None:  # fmt: skip
    submit_edition(draft, by=quality_officer)
    waiting = Edition.objects.select_related("standard__owner").get(pk=draft.pk)

    def who(*people: Staff) -> list[str]:
        return [p.number for p in people if rules.may_approve(p, waiting)]

    cast = (quality_officer, site_manager, stranger, foreman)
    assert who(*cast) == ["lan"]  # the bank's manager works in another line of business
    second = plant_member("yu", site.node.parent or site.node, Role.QUALITY_OFFICER)
    assert who(*cast, second) == ["lan"]  # not over everybody's standard
    waiting.standard.owner = site.node
    assert who(*cast, second) == ["yu"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_put_a_scheduled_edition_in_force_once(
    draft: Edition, quality_officer: Staff, second: Staff
) -> None:
    submit_edition(draft, by=quality_officer)
    day = timezone.localdate() + timedelta(days=1)
    approve_edition(draft, by=second, starts_on=day)
    midnight = timezone.make_aware(datetime.combine(day, datetime.min.time()))

    def run(_n: int) -> bool:
        try:
            return start_scheduled(draft, now=midnight)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [False, False, False, True]
    assert statuses() == {"1": "superseded", "2": "published"}
    assert verbs(draft).count("edition.published") == 1
