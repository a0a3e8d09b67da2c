"""The life of an edition: submitted, approved by a second person, in force, superseded."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from pinzhi.common.states import MoveRefused, require_move
from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Edition
from pinzhi.standards.refusals import (
    DayNotAhead,
    EditionChanged,
    EmptyEdition,
    NotWired,
    SecondPersonNeeded,
)
from pinzhi.standards.states import MOVES
from pinzhi.trail import actions as trail

Status = Edition.Status
FARTHEST = timedelta(days=366)
ASKED = ("submitted_at", "submitted_by", "approved_at", "approved_by", "starts_on")


@transaction.atomic
def publish_edition(edition: Edition, *, by: Staff | None) -> Edition:
    """Put a pack's edition in force at once, its predecessor out of it. For packs that are shipped
    or loaded from the command line; people submit and approve. From then on neither changes.

    What tasks were made from stays with the edition they were made from.
    """
    edition = _locked(edition)
    if edition.submitted_by_id is not None:
        raise MoveRefused
    return _put_in_force(edition, by)


@transaction.atomic
def submit_edition(edition: Edition, *, by: Staff) -> Edition:
    """Ask a second person to approve a draft. From now on nobody changes its words.

    NotWired while a requirement marked as holding it up is not connected to posts and places.
    """
    edition = _locked(edition)
    if edition.status != Status.DRAFT:
        raise MoveRefused
    _require_contents(edition)
    _require_wired(edition)
    return _ask(edition, by, reason="")


@transaction.atomic
def roll_back(edition: Edition, *, reason: str, by: Staff) -> Edition:
    """Ask for a superseded edition to hold again; the same second person decides."""
    edition = _locked(edition)
    if edition.status != Status.SUPERSEDED:
        raise MoveRefused
    return _ask(edition, by, reason=reason)


@transaction.atomic
def approve_edition(edition: Edition, *, by: Staff, starts_on: date | None = None) -> Edition:
    """Put an edition that waits in force now, or from the first minute of a later day.

    SecondPersonNeeded for whoever submitted it, DayNotAhead for a day not after today.
    """
    edition = _locked(edition)
    if edition.status != Status.REVIEW:
        raise MoveRefused
    if edition.submitted_by_id == by.pk:
        raise SecondPersonNeeded
    edition.approved_at, edition.approved_by, edition.starts_on = timezone.now(), by, starts_on
    if starts_on is None:
        return _put_in_force(edition, by)
    if not 0 < (starts_on - timezone.localdate()).days <= FARTHEST.days:
        raise DayNotAhead
    return _move(edition, Status.SCHEDULED, by, starts_on=f"{starts_on}")


@transaction.atomic
def send_back(edition: Edition, *, reason: str, by: Staff) -> Edition:
    """Refuse an edition that waits. A draft can be worked on again; one that was in force rests."""
    edition = _locked(edition)
    if edition.status != Status.REVIEW:
        raise MoveRefused
    if edition.submitted_by_id == by.pk:
        raise SecondPersonNeeded
    return _take_back(edition, "edition.sent_back", reason, by)


@transaction.atomic
def withdraw_edition(edition: Edition, *, by: Staff) -> Edition:
    """Take back what waits for approval, or for its day."""
    edition = _locked(edition)
    if edition.status not in {Status.REVIEW, Status.SCHEDULED}:
        raise MoveRefused
    return _take_back(edition, "edition.withdrawn", "", by)


@transaction.atomic
def start_scheduled(edition: Edition, *, now: datetime | None = None) -> bool:
    """Put an approved edition in force when its day has begun; says whether this call did it.

    The day begins at midnight in the time zone of the instance. Safe to run twice and in parallel.
    """
    edition = _locked(edition)
    today = timezone.localdate(now) if now else timezone.localdate()
    if edition.status != Status.SCHEDULED or edition.starts_on is None or edition.starts_on > today:
        return False
    _put_in_force(edition, None)
    return True


@transaction.atomic
def discard_edition(edition: Edition, *, by: Staff | None) -> None:
    """Throw a draft away with all that is in it. EditionChanged for one that is no draft."""
    edition = _locked(edition)
    if edition.status != Status.DRAFT:
        raise EditionChanged
    trail.record("edition.discarded", edition, by=by, before={"number": edition.number})
    edition.delete()


def _locked(edition: Edition) -> Edition:
    rows = Edition.objects.select_for_update(of=("self",)).select_related("standard")
    return rows.get(pk=edition.pk)


def _require_contents(edition: Edition) -> None:
    if not edition.checklists.exists():
        raise EmptyEdition


def _require_wired(edition: Edition) -> None:
    document = Document.objects.filter(edition=edition).first()
    if document is not None and document.held_up_by().exists():
        raise NotWired


def _ask(edition: Edition, by: Staff, reason: str) -> Edition:
    edition.submitted_at, edition.submitted_by = timezone.now(), by
    edition.approved_at = edition.approved_by = edition.starts_on = None
    return _move(edition, Status.REVIEW, by, reason=reason)


def _take_back(edition: Edition, verb: str, reason: str, by: Staff) -> Edition:
    old = edition.status
    require_move(MOVES, Status(old), _rest(edition))
    edition.status = _rest(edition)
    for field in ASKED:
        setattr(edition, field, None)
    edition.save(update_fields=["status", *ASKED])
    after = {"status": edition.status}
    trail.record(verb, edition, by=by, before={"status": old}, after=after, reason=reason)
    return edition


def _rest(edition: Edition) -> Edition.Status:
    return Status.SUPERSEDED if edition.was_in_force else Status.DRAFT


def _put_in_force(edition: Edition, by: Staff | None) -> Edition:
    require_move(MOVES, Status(edition.status), Status.PUBLISHED)
    _require_contents(edition)
    others = Edition.objects.select_for_update().filter(
        standard=edition.standard, status=Status.PUBLISHED
    )
    for old in others:
        _move(old, Status.SUPERSEDED, by)
    edition.published_at = timezone.now()
    edition.published_by = by or edition.approved_by
    return _move(edition, Status.PUBLISHED, by)


def _move(
    edition: Edition, status: Edition.Status, by: Staff | None, *, reason: str = "", **more: object
) -> Edition:
    require_move(MOVES, Status(edition.status), status)
    before = {"status": edition.status}
    edition.status = status
    edition.save(update_fields=["status", "published_at", "published_by", *ASKED])
    after = {"status": status, **more}
    trail.record(f"edition.{status}", edition, by=by, before=before, after=after, reason=reason)
    return edition
