"""Operations that wait: carried out as soon as what they need is here, held after a day."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import Told, read_told
from pinzhi.field.sync.settling import FILES, PARENT, lock, settle, tell
from pinzhi.field.sync.states import State
from pinzhi.people.models import Staff

LACKS = (PARENT, FILES)
TEXTS = {
    PARENT: gettext_lazy("What it builds on has not come for a day."),
    FILES: gettext_lazy("Its photos have not come for a day."),
}
DEEPEST = 500  # generations of operations carried out in one request


def lacks_something(row: Operation) -> bool:
    return row.state == State.WAITING or (row.state == State.HELD and row.code in LACKS)


def try_again(row: Operation, told: Told, author: Author, now: datetime) -> None:
    before = row.state, row.code
    settle(row, told, author, now)
    row.save()
    if (row.state, row.code) != before:
        tell(row)


def wake_children(uids: Sequence[UUID], *, now: datetime) -> int:
    """Carry out what waited for these operations, and for that, and so on. Returns how many."""
    woken, parents = 0, list(uids)
    while parents and woken < DEEPEST:
        waiting = Operation.objects.filter(
            parent__in=parents, state__in=(State.WAITING, State.HELD)
        )
        rows = list(waiting.order_by("captured_at", "pk"))
        parents = [row.uid for row in rows if lacks_something(row) and wake(row, now=now)]
        woken += len(parents)
    return woken


def wake_for_file(by: Staff, sha256: str, *, now: datetime) -> int:
    """Carry out what waited for this file of a person. Returns how many."""
    rows = Operation.objects.filter(
        by=by, state__in=(State.WAITING, State.HELD), code=FILES, files__contains=[sha256]
    )
    woken = 0
    for row in rows.order_by("captured_at", "pk"):
        if wake(row, now=now):
            woken += 1 + wake_children([row.uid], now=now)
    return woken


@transaction.atomic
def wake(row: Operation, *, now: datetime) -> bool:
    """Try what waits once more; True when it is carried out now."""
    lock(row.uid)
    row.refresh_from_db()
    if not lacks_something(row):
        return False
    told = read_told(row.uid, row.body_hash, row.body)
    try_again(row, told, Author(row.by), now)
    return row.state == State.ACCEPTED


@transaction.atomic
def hold_stranded(before: datetime) -> int:
    """Hold what has waited since before this time, so that a person sees it (B11).

    It is still carried out by itself when what it needs comes after all. Returns how many.
    """
    rows = Operation.objects.filter(state=State.WAITING, received_at__lt=before)
    found = list(rows.select_for_update(of=("self",), skip_locked=True).select_related("by"))
    for row in found:
        row.state = State.HELD
        row.text = str(TEXTS[row.code])
        row.save(update_fields=["state", "text"])
        tell(row)
    return len(found)
