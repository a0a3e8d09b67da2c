"""When one shift follows another at a post. Pure: duties in, changes out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from pinzhi.common.calendar import Window

APART = timedelta(hours=1)  # shifts this far apart or overlapping this much still meet
LONGEST = timedelta(hours=16)  # who is posted without a shift is always there: nothing changes


@dataclass(frozen=True)
class Change:
    """A shift of a post that ends, who is on it, and who comes on."""

    shift: Window
    outgoing: frozenset[int]
    incoming: frozenset[int]


def changes(duties: Iterable[tuple[Window, int]]) -> list[Change]:
    """The changes among the duties of one post, by their time; a shift that nobody new follows
    is none."""
    people: dict[Window, set[int]] = defaultdict(set)
    for at, staff in duties:
        if at.end - at.start <= LONGEST:
            people[at].add(staff)
    found = []
    for shift in sorted(people, key=lambda w: (w.end, w.start)):
        near = [w for w in people if w != shift and abs(w.start - shift.end) <= APART]
        incoming = {one for w in near for one in people[w]} - people[shift]
        if incoming:
            found.append(Change(shift, frozenset(people[shift]), frozenset(incoming)))
    return found
