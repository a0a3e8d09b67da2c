"""The difference between what a phone holds and what its person needs."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from pinzhi.field.sync.models import Cursor
from pinzhi.field.sync.needs import needs_of
from pinzhi.people.models import Staff

KEPT = 3  # cursors of each phone: an answer that got lost is asked for again with an older one
LASTS = timedelta(days=14)
Held = Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """What to set (each object as JSON), what to forget, and the cursor that stands for it."""

    full: bool
    set: Sequence[str]
    gone: Sequence[str]
    cursor: UUID
    more: bool


def pull(
    user: Staff, *, device: str, cursor: UUID | None, epoch: UUID, most: int, now: datetime
) -> Change:
    """Compare everything the person needs now with what the cursor stood for.

    Nothing is asked by time, so nothing that is committed late can be skipped (B12). Stops after
    about `most` bytes; the cursor then stands for what was told so far.
    """
    known = _known(user, device, cursor, epoch)
    old = _unpack(known.held) if known else {}
    needs = needs_of(user, now)
    gone = [key for key in old if key not in needs]
    held = {key: hash_ for key, hash_ in old.items() if key in needs}
    told: list[str] = []
    size, more = 0, False
    for key, text in needs.items():
        version = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        if held.get(key) == version:
            continue
        if told and size + len(text) > most:
            more = True
            break
        held[key] = version
        told.append(f'{{"key":{json.dumps(key)},"v":"{version}",{text[1:]}')
        size += len(text)
    if known is not None and not told and not gone:
        return Change(full=False, set=(), gone=(), cursor=known.uid, more=False)
    made = _keep(user, device, epoch, held)
    return Change(full=known is None, set=told, gone=gone, cursor=made, more=more)


def _known(user: Staff, device: str, cursor: UUID | None, epoch: UUID) -> Cursor | None:
    if cursor is None:
        return None
    return Cursor.objects.filter(pk=cursor, staff=user, device=device, epoch=epoch).first()


def _keep(user: Staff, device: str, epoch: UUID, held: Held) -> UUID:
    made = Cursor.objects.create(staff=user, device=device, epoch=epoch, held=_pack(held))
    mine = Cursor.objects.filter(staff=user, device=device)
    newest = mine.order_by("-at").values("pk")[:KEPT]
    mine.exclude(pk__in=newest).delete()
    return made.uid


def _pack(held: Held) -> bytes:
    return zlib.compress(json.dumps(held).encode(), 1)


def _unpack(packed: bytes | memoryview) -> dict[str, str]:
    found: dict[str, str] = json.loads(zlib.decompress(packed))
    return found


def sweep_cursors() -> int:
    """Forget cursors of phones that have not come for two weeks."""
    return Cursor.objects.filter(at__lt=timezone.now() - LASTS).delete()[0]
