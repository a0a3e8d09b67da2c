from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils import timezone

from pinzhi.trail.canonical import NO_HASH
from pinzhi.trail.models import Block

if TYPE_CHECKING:
    from pathlib import Path


class NoBlockError(Exception):
    """There is no block yet, so there is no head to export."""


class HeadFileError(ValueError):
    """The file is not an exported head."""


@dataclass(frozen=True)
class Head:
    """The end of the chain at one moment, kept where the database's owner cannot reach it.

    `count` is the number of events sealed in all blocks up to this one.
    """

    seq: int
    hash: str
    count: int
    exported_at: str


def current_head() -> Head:
    block = Block.objects.order_by("-seq").first()
    if block is None:
        raise NoBlockError
    count = Block.objects.filter(seq__lte=block.seq).aggregate(n=Sum("count"))["n"]
    now = timezone.now().isoformat(timespec="seconds")
    return Head(block.seq, bytes(block.hash).hex(), count, now)


def write_head(head: Head, path: Path) -> None:
    path.write_text(json.dumps(asdict(head), indent=2) + "\n", encoding="utf-8")


def read_head(path: Path) -> Head:
    """Raises HeadFileError when the file is not what `write_head` writes."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        head = Head(**fields)
        whole = type(head.seq) is int and type(head.count) is int and head.seq > 0
        right = whole and len(bytes.fromhex(head.hash)) == len(NO_HASH)
    except (ValueError, TypeError):
        right = False
    if not right:
        raise HeadFileError
    return head
