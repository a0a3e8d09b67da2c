"""Why each minute counts or does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from pinzhi.common.calendar.clock import DAY, Span, instants, midnight, moment, ordinal_at
from pinzhi.common.calendar.window import Window

if TYPE_CHECKING:
    from pinzhi.common.calendar.core import Calendar


class Reason(StrEnum):
    """Codes, not wording: pages translate them."""

    OPEN = "open"
    MAKE_UP = "make_up"  # open on a make-up workday (调休)
    OVERNIGHT = "overnight"  # open by a window that began the day before
    DAY_OFF = "day_off"
    REST_DAY = "rest_day"  # a weekday without windows
    BEFORE_OPENING = "before_opening"
    BREAK = "break"
    AFTER_CLOSING = "after_closing"


COUNTED = frozenset({Reason.OPEN, Reason.MAKE_UP, Reason.OVERNIGHT})


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line of an explanation; it never crosses local midnight."""

    window: Window
    reason: Reason

    @property
    def counted(self) -> bool:
        return self.reason in COUNTED


def explained(calendar: "Calendar", first: int, last: int) -> Iterator[Stretch]:
    """The lines of [first, last), instants, in order. They leave no gap."""
    pieces = []
    for day in range(ordinal_at(first) - 1, ordinal_at(last) + 2):
        for begin, end, reason in _day_parts(calendar, day):
            for low, high in instants(calendar.tz, midnight(day) + begin, midnight(day) + end):
                if max(low, first) < min(high, last):
                    pieces.append((max(low, first), min(high, last), reason))
    for low, high, reason in sorted(pieces):
        window = Window(moment(low, calendar.zone), moment(high, calendar.zone))
        yield Stretch(window, reason)


def _day_parts(calendar: "Calendar", day: int) -> Iterator[tuple[int, int, Reason]]:
    """The day from midnight to midnight, neighbours with one reason joined."""
    own = calendar.spans_on(day)
    over = [(begin - DAY, end - DAY) for begin, end in calendar.spans_on(day - 1)]
    cuts = sorted({0, DAY, *(cut for span in (*own, *over) for cut in span if 0 < cut < DAY)})
    parts: list[tuple[int, int, Reason]] = []
    for begin, end in pairwise(cuts):
        reason = _reason(calendar, day, begin, own=own, over=over)
        if parts and parts[-1][2] == reason:
            parts[-1] = (parts[-1][0], end, reason)
        else:
            parts.append((begin, end, reason))
    yield from parts


def _reason(
    calendar: "Calendar", day: int, at: int, *, own: tuple[Span, ...], over: list[Span]
) -> Reason:
    if any(begin <= at < end for begin, end in own):
        return Reason.MAKE_UP if calendar.is_make_up(day) else Reason.OPEN
    if any(begin <= at < end for begin, end in over):
        return Reason.OVERNIGHT
    if not own:
        return Reason.DAY_OFF if calendar.is_day_off(day) else Reason.REST_DAY
    if at < own[0][0]:
        return Reason.BEFORE_OPENING
    return Reason.AFTER_CLOSING if at >= own[-1][1] else Reason.BREAK
