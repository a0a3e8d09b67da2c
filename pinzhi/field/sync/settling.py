"""Settling one operation: carry it out, or say on its row why not."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import OperationalError, connection, transaction

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.carrying import carry_out
from pinzhi.field.sync.doing import Doing, Known, ParentMissingError
from pinzhi.field.sync.lookups import find_site
from pinzhi.field.sync.models import Operation, Upload
from pinzhi.field.sync.reading import Told, read_told
from pinzhi.field.sync.refusals import (
    AuthorLeft,
    BadOperation,
    FileRefused,
    ParentDiscarded,
    ServerFault,
    UnknownThing,
)
from pinzhi.field.sync.states import FOR_A_PERSON, Flag, State
from pinzhi.field.sync.times import LATE
from pinzhi.files.actions import Picture, file_pictures
from pinzhi.files.refusals import UidTaken as PhotoUidTaken
from pinzhi.files.refusals import WrongKind
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail

log = logging.getLogger(__name__)
PARENT, FILES = "parent_missing", "files_missing"
CONFLICTS = frozenset(
    {
        "task_already_recorded",
        "record_uid_taken",
        "deed_uid_taken",
        "evidence_uid_taken",
        "changed_meanwhile",
        "not_the_owner",
        "moved_on",
        "task_taken",
    }
)


class FilesMissingError(Exception):
    """Not all photos of it are here yet."""


def lock(*uids: UUID) -> None:
    """Two senders of one operation take turns until the end of the transaction.

    Those who lock many do it in the same order, so that they never wait for each other in a ring.
    """
    with connection.cursor() as cursor:
        keys = sorted(uid.int % 2**63 for uid in uids)
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key", [keys])


def settle(
    row: Operation,
    told: Told,
    author: Author,
    now: datetime,
    *,
    rival: Refusal | None = None,
    known: Known | None = None,
) -> None:
    """Carry the operation out, or say on its row why not. Raises only what is not to be kept."""
    doing = Doing(
        told, author, row.captured_at, now, told.uid, known=known or Known(), device=row.device
    )
    try:
        with transaction.atomic():
            _prepare(row, doing, rival)
            row.result = dict(carry_out(doing))
    except (UnknownThing, BadOperation):
        if row.pk is None:
            raise
        _mark(row, State.HELD, UnknownThing())
    except ParentMissingError:
        _wait(row, doing, PARENT)
    except FilesMissingError:
        _wait(row, doing, FILES)
    except Refusal as refusal:
        state = State.CONFLICT if refusal.code in CONFLICTS or rival else State.HELD
        _mark(row, state, refusal)
        _keep_photos(row, doing)
    except OperationalError:
        raise  # the database is busy or gone: nothing is kept, the phone tries again
    except Exception as fault:  # one operation must never stop those behind it
        log.exception("operation %s could not be carried out", row.uid)
        _mark(row, State.HELD, ServerFault(type(fault).__name__))
    else:
        count(row, doing)
    row.version, row.in_sequence = doing.version, doing.in_sequence
    if row.site_id is None:
        row.site_id = doing.site.pk if doing.site else _home(author, row.captured_at)


def count(row: Operation, doing: Doing) -> None:
    """It is carried out; what was doubtful about it stands beside it."""
    _mark(row, State.ACCEPTED)
    late = [Flag.LATE] if doing.now - row.captured_at > LATE else []
    row.flags = list(dict.fromkeys([*row.flags, *doing.flags, *late]))
    row.to_show = bool(set(row.flags) & set(FOR_A_PERSON))


def _prepare(row: Operation, doing: Doing, rival: Refusal | None) -> None:
    """All that has to be in order before the deed. Raises what is not."""
    if not doing.by.is_active:
        _find_quietly(doing)
        raise AuthorLeft
    if rival is not None:
        _find_quietly(doing)
        raise rival
    if row.parent is not None:
        _require_parent(row.parent)
    if row.files:
        _require_files(row, doing)


def _find_quietly(doing: Doing) -> None:
    """The site, for the tray it belongs to."""
    try:
        find_site(doing)
    except (ParentMissingError, BadOperation):
        return


def _require_parent(uid: UUID) -> None:
    states = set(Operation.objects.filter(uid=uid).values_list("state", flat=True))
    if State.ACCEPTED in states:
        return
    if states == {State.DISCARDED}:
        raise ParentDiscarded
    raise ParentMissingError


def _require_files(row: Operation, doing: Doing) -> None:
    if doing.known.files.issuperset(row.files):
        return
    here, refused = uploads(doing.by, row.files)
    if refused:
        raise FileRefused
    if not here.issuperset(row.files):
        find_site(doing)
        raise FilesMissingError


def uploads(by: Staff, hashes: Sequence[str]) -> tuple[set[str], set[str]]:
    """Of these files of a person: which are whole, and which are whole but no pictures."""
    rows = Upload.objects.filter(by=by, sha256__in=hashes).values_list(
        "sha256", "blob_id", "refused"
    )
    found = list(rows)
    return {sha for sha, blob, _ in found if blob}, {sha for sha, _, why in found if why}


def _wait(row: Operation, doing: Doing, code: str) -> None:
    if row.state != State.HELD:
        row.state = State.WAITING
    row.code, row.text = code, ""
    if doing.site is None:
        try:
            _find_quietly(doing)
        except UnknownThing:
            if row.pk is None:
                raise


def _mark(row: Operation, state: State, refusal: Refusal | None = None) -> None:
    row.state = state
    row.code = refusal.code if refusal else ""
    row.text = str(refusal)[:400] if refusal else ""


def _keep_photos(row: Operation, doing: Doing) -> None:
    """What a person has to decide on can be looked at."""
    if doing.site is None:
        try:
            _find_quietly(doing)
        except UnknownThing:
            return
    here, _refused = uploads(doing.by, row.files) if row.files else (set(), set())
    pictures = [
        Picture(one.uid, one.sha256, one.kind, min(one.captured_at, doing.now))
        for one in doing.told.files
        if one.sha256 in here
    ]
    if doing.site is None or not pictures:
        return
    try:
        with transaction.atomic():
            file_pictures(pictures, site=doing.site, by=doing.by)
    except (PhotoUidTaken, WrongKind):
        return


def _home(author: Author, at: datetime) -> int:
    """Where the tray is that an operation without a site of its own lies in."""
    sites = author.then(at).scope.site_ids or author.now.scope.site_ids
    if not sites:
        raise UnknownThing
    return min(sites)


def tell(row: Operation) -> None:
    """What is not simply carried out leaves a line; the deeds left theirs."""
    if row.state in {State.HELD, State.CONFLICT}:
        after = {"code": row.code}
        trail.record(
            f"operation.{row.state}", row, by=row.by, after=after, captured_at=row.captured_at
        )
    elif row.to_show:
        trail.record(
            "operation.flagged",
            row,
            by=row.by,
            after={"flags": list(row.flags)},
            captured_at=row.captured_at,
        )


def carry_for(row: Operation, *, by: Staff, now: datetime) -> None:
    """Carry out what a person accepted, in the name of its author. Raises what refuses it.

    A rival of something that counts gets a name of its own, so that both stand.
    """
    told = read_told(row.uid, row.body_hash, row.body)
    counted = Operation.objects.filter(uid=row.uid, state=State.ACCEPTED).exists()
    uid = uuid5(row.uid, row.body_hash) if counted else row.uid
    doing = Doing(told, Author(row.by), row.captured_at, now, uid, decider=by, device=row.device)
    doing.in_sequence = True
    here, _refused = uploads(row.by, row.files)
    if not here.issuperset(row.files):
        raise FileRefused
    row.result = dict(carry_out(doing))
    row.version = doing.version
    row.flags = list(dict.fromkeys([*row.flags, *doing.flags]))
