"""How rounds were walked, in words: for a record's page and for the list of a route."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pinzhi.common.wording import say_duration
from pinzhi.people.models import Staff
from pinzhi.places.models import Place
from pinzhi.plans.models import Route, Walk
from pinzhi.plans.rounds import Leg
from pinzhi.records.models import Record
from pinzhi.records.rounds import legs_of

LATELY = 50
A_WHILE = 300  # seconds; below it they count one by one
MARKS: Mapping[str, tuple[str, str | Promise]] = {
    "missing": ("missed", pgettext_lazy("round", "Left out")),
    "unproved": ("waiting", gettext_lazy("Not scanned")),
    "order": ("late", gettext_lazy("Out of order")),
    "fast": ("late", pgettext_lazy("round", "Too fast")),
    "slow": ("waiting", pgettext_lazy("round", "Too slow")),
}


@dataclass(frozen=True)
class Shown:
    """One point as a page shows it."""

    name: str
    turn: int
    at: datetime | None
    gap: str
    allowed: str
    how: str
    marks: Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Walked:
    """One round: its record and what became of each point."""

    record: Record
    route: int | None
    legs: Sequence[Shown]
    counts: Sequence[tuple[str, str]]
    passed: int
    took: str


def walk_of(record: Record) -> Walked | None:
    """The round of a record; None for any other. Four queries for a round, one else."""
    walk = Walk.objects.filter(task=record.task_id).first() if record.task_id else None
    if walk is None:
        return None
    legs = legs_of([record.pk])[record.pk]
    return _walked(record, walk.route_id, legs, _names([leg.point.place for leg in legs]))


def walked_along(route: Route, user: Staff) -> list[Walked]:
    """The newest rounds of a route that the reader may see. Four queries."""
    rows = Record.objects.visible_to(user).filter(task__walk__route=route)
    records = list(rows.select_related("by").order_by("-captured_at")[:LATELY])
    legs = legs_of([record.pk for record in records])
    names = _names([leg.point.place for some in legs.values() for leg in some])
    return [_walked(record, route.pk, legs[record.pk], names) for record in records]


def _walked(
    record: Record, route: int | None, legs: Sequence[Leg], names: Mapping[int, str]
) -> Walked:
    times = [leg.passing.at for leg in legs if leg.passing]
    took = round((max(times) - min(times)).total_seconds()) if times else 0
    found = Counter(mark for leg in legs for mark in leg.marks)
    counts = [
        (look, f"{word} {found[mark]}") for mark, (look, word) in MARKS.items() if found[mark]
    ]
    shown = [_shown(leg, names) for leg in legs]
    return Walked(record, route, shown, counts, len(times), say_seconds(took))


def _shown(leg: Leg, names: Mapping[int, str]) -> Shown:
    return Shown(
        name=names.get(leg.point.place, f"#{leg.point.place}"),
        turn=leg.turn,
        at=leg.passing.at if leg.passing else None,
        gap="–" if leg.gap is None else say_seconds(leg.gap),
        allowed=_allowed(leg.point.least, leg.point.most),
        how=_how(leg),
        marks=[MARKS[mark] for mark in leg.marks],
    )


def _allowed(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"{say_seconds(least)}–{say_seconds(most)}"
    if least is not None:
        return f"≥ {say_seconds(least)}"
    return f"≤ {say_seconds(most)}" if most is not None else ""


def _how(leg: Leg) -> str:
    if leg.passing is None:
        return "–"
    if not leg.passing.how:
        return _("By hand")
    return str(Place.Proof(leg.passing.how).label)


def say_seconds(seconds: int) -> str:
    """To the second while seconds matter."""
    if seconds < A_WHILE:
        return _("%(n)s s") % {"n": seconds}
    return say_duration(timedelta(seconds=seconds))


def _names(places: Sequence[int]) -> dict[int, str]:
    return dict(Place.objects.filter(pk__in=set(places)).values_list("pk", "full_name"))
