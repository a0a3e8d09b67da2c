"""Records that say an earlier time than the one they were made at."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pinzhi.records.integrity.facts import Entry, Sign, bounded

MADE_LATER = timedelta(minutes=10)
OVERTAKEN_AFTER, APART = timedelta(hours=1), timedelta(minutes=10)
FEWEST = 2
TIMED_NAME = 7  # the version of a UUID that begins with the time it was made


def back_dated(day: Sequence[Entry], others: Sequence[Entry]) -> Sign | None:
    """Captured, one person's records say, at a time when they cannot have been (REC-03).

    Either a name was made later than that, or later records of the same person (`others`) had long
    come in when several came: a phone sends in order, so they did not exist yet. A single one may
    have been stuck.
    """
    renamed = [entry for entry in day if _named_after(entry) > MADE_LATER]
    overtaken = [entry for entry in day if _overtakers(entry, others) >= FEWEST]
    found = renamed or (overtaken if len(overtaken) >= FEWEST else [])
    if not found:
        return None
    worst = max(found, key=lambda entry: entry.received - entry.captured)
    minutes = round((worst.received - worst.captured).total_seconds() / 60)
    numbers = {"records": len(found), "minutes": minutes, "named": len(renamed)}
    about = [worst.uid, *[entry.uid for entry in found if entry is not worst]]
    return Sign("back_dated", bounded(0.6 + len(found) / 10), about, numbers)


def _named_after(entry: Entry) -> timedelta:
    made = named_at(entry.uid)
    return timedelta(0) if made is None else made - entry.captured


def _overtakers(entry: Entry, others: Sequence[Entry]) -> int:
    """How many later records of the person came in well before this one did."""
    if entry.received - entry.captured < OVERTAKEN_AFTER:
        return 0
    return sum(
        other.by == entry.by
        and other.captured > entry.captured + APART
        and other.received < entry.received - APART
        for other in others
    )


def named_at(uid: str) -> datetime | None:
    """When the device made this name, if the name tells."""
    name = UUID(uid)
    if name.version != TIMED_NAME:
        return None
    return datetime.fromtimestamp((name.int >> 80) / 1000, UTC)
