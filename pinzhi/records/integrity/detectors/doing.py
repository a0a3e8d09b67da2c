"""Work that was not done, not recorded, done another way, or recorded in part."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from pinzhi.plans.rounds import Leg
from pinzhi.records.integrity.facts import Entry, Sign, Usual, Window, bounded
from pinzhi.records.integrity.strength import RANK

MISSED_IN_A_ROW = 3
SETTLED = timedelta(hours=24)  # what a phone still holds has come by then, as a rule
SCANS_USUAL, SCANS_SEEN, FEWEST_BARE, BARE_SHARE = 0.8, 20, 3, 0.5
FEWEST_OFF, OFF_SHARE = 4, 0.4
BLANKS_USUAL, BLANKS_SEEN, BLANKS_HERE, BLANKS_SHARE = 0.15, 60, 40, 0.35


def missed_unexplained(row: Sequence[Window], now: datetime) -> Sign | None:
    """The same thing missed again and again, and nobody said why (REC-01).

    `row` is in order of time; only the newest settled ones in a row count.
    """
    missed: list[Window] = []
    for window in reversed([one for one in row if one.lost + SETTLED <= now]):
        if not window.missed:
            break
        missed.insert(0, window)
    if len(missed) < MISSED_IN_A_ROW:
        return None
    about = [str(window.task) for window in reversed(missed)]
    return Sign(
        "missed_unexplained", bounded(0.4 + len(missed) / 10), about, {"times": len(missed)}
    )


def begun_unrecorded(window: Window, now: datetime) -> Sign | None:
    """Somebody was there and began, but no record ever came (REC-02)."""
    if window.started is None or not window.missed or window.lost + SETTLED > now:
        return None
    hours = round((now - window.started).total_seconds() / 3600)
    return Sign("begun_unrecorded", 0.7, [str(window.task)], {"hours": hours})


def scan_missing(day: Sequence[Entry], usual: Usual) -> Sign | None:
    """Places that ask for a scan were recorded without one, where others scan (REC-04)."""
    asked = [entry for entry in day if entry.spot.proof]
    bare = [entry for entry in asked if RANK[entry.proof] < RANK[entry.spot.proof]]
    if usual.of < SCANS_SEEN or usual.share < SCANS_USUAL:
        return None
    if len(bare) < FEWEST_BARE or len(bare) < BARE_SHARE * len(asked):
        return None
    numbers = {"bare": len(bare), "asked": len(asked), "usual": round(100 * usual.share)}
    about = [entry.uid for entry in bare]
    return Sign("scan_missing", bounded(usual.share * len(bare) / len(asked)), about, numbers)


def round_not_followed(record: str, legs: Sequence[Leg]) -> Sign | None:
    """A round walked another way than it was laid out: points left out or not scanned, in another
    order, sooner or later than the way allows (REC-04).

    One locked door, one detour, one long stop are no sign: four points and four of ten are.
    """
    marks = Counter(mark for leg in legs for mark in leg.marks)
    bad = sum(bool(leg.marks) for leg in legs)
    if bad < FEWEST_OFF or bad < OFF_SHARE * len(legs):
        return None
    numbers = {
        "points": len(legs),
        "missing": marks["missing"] + marks["unproved"],
        **{mark: marks[mark] for mark in ("order", "fast", "slow")},
    }
    return Sign("round_not_followed", bounded(0.35 + bad / len(legs)), [record], numbers)


def left_out(about: Sequence[str], mine: Usual, others: Usual) -> Sign | None:
    """Items skipped or called not applicable, where others answer them (REC-05).

    `mine` and `others` count such items (`yes`) of all items of the same checklist.
    """
    if mine.of < BLANKS_HERE or others.of < BLANKS_SEEN:
        return None
    share = mine.yes / mine.of
    if share < BLANKS_SHARE or others.share > BLANKS_USUAL:
        return None
    numbers = {"left": mine.yes, "items": mine.of, "usual": round(100 * others.share)}
    return Sign("left_out", bounded(0.3 + share - others.share), about, numbers)
