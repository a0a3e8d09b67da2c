"""The map of coverage: place by place and day by day what is due, done, late, missed, nobody's,
and where nothing is planned at all (ORG-03). Two statements, whatever the size."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.timezone import get_current_timezone_name

from pinzhi.places.models import Place, Site
from pinzhi.plans.queries.weeks import NOBODY, ORDER, Cell, Chip, Query, filter_of
from pinzhi.plans.showing import OVERDUE
from pinzhi.plans.states import OPEN, Status

DAY = timedelta(days=1)
MOST = 500  # rows of a page
SPOTS = (Place.Kind.SPACE, Place.Kind.CHECKPOINT)

# Every place below the rows of the page, with its row; the place looked into is a row of its own.
TREE = """
tree AS (
    SELECT id, id AS root, true AS deep FROM places_place
    WHERE site_id = %(site)s AND parent_id IS NOT DISTINCT FROM %(below)s
    UNION ALL
    SELECT %(below)s::bigint, %(below)s::bigint, false WHERE %(below)s::bigint IS NOT NULL
    UNION ALL
    SELECT c.id, t.root, true FROM places_place c JOIN tree t ON c.parent_id = t.id AND t.deep
)
"""
# Tasks by row, day and how they stand; and, without a day, the spots that no running plan reaches:
# what a plan is carried out at covers everything below it.
COUNTS = f"""
WITH RECURSIVE {TREE}, covered AS (
    SELECT target.place_id AS id FROM plans_target target
    JOIN plans_plan plan ON plan.id = target.plan_id
    WHERE plan.site_id = %(site)s AND plan.status = 'active' AND target.place_id IS NOT NULL
    UNION
    SELECT c.id FROM places_place c JOIN covered ON c.parent_id = covered.id
), counted AS (
    SELECT place_id, ((closes_at - interval '1 microsecond') AT TIME ZONE %(zone)s)::date AS day,
        CASE WHEN status = ANY(%(open)s) AND closes_at <= %(now)s THEN %(overdue)s
             WHEN status = ANY(%(open)s) AND assignee_id IS NULL THEN %(nobody)s
             ELSE status END AS state, count(*) AS number
    FROM plans_task
    WHERE site_id = %(site)s AND closes_at > %(start)s AND closes_at <= %(end)s
        AND status <> %(cancelled)s
    GROUP BY 1, 2, 3
)
SELECT tree.root, counted.day, counted.state, sum(counted.number)::int
FROM counted LEFT JOIN tree ON tree.id = counted.place_id
WHERE tree.id IS NOT NULL OR (counted.place_id IS NULL AND %(below)s::bigint IS NULL)
GROUP BY 1, 2, 3
UNION ALL
SELECT tree.root, NULL, '', count(*)::int
FROM tree JOIN places_place place ON place.id = tree.id
WHERE place.kind = ANY(%(spots)s)
    AND NOT EXISTS (SELECT FROM covered WHERE covered.id = tree.id)
GROUP BY 1
"""  # noqa: S608 -- constants only


@dataclass(frozen=True)
class Row:
    """One place with all below it; `pk` 0 is what belongs to no place.

    `own`: only what is done at the place looked into itself. `unplanned` are its spaces and
    checkpoints that no running plan is carried out at, nor at any place above them.
    """

    pk: int
    name: str
    kind: str
    own: bool
    opens: bool
    cells: list[Cell]
    unplanned: int

    @property
    def total(self) -> int:
        return sum(chip.number for cell in self.cells for chip in cell.chips)


@dataclass(frozen=True)
class Coverage:
    """Columns are days, or weeks from their first to their last day."""

    columns: list[tuple[date, date]]
    rows: list[Row]
    more: int

    def unplanned(self) -> int:
        return sum(row.unplanned for row in self.rows)


def columns_of(first: date, number: int, length: timedelta) -> list[tuple[date, date]]:
    return [(first + n * length, first + (n + 1) * length - DAY) for n in range(number)]


def coverage_of(
    site: Site, below: Place | None, columns: Sequence[tuple[date, date]], now: datetime
) -> Coverage:
    """The places right below one (None: the top of the site), in their order."""
    values = {
        "site": site.pk,
        "below": below.pk if below else None,
        "zone": get_current_timezone_name(),
        "start": _midnight(columns[0][0]),
        "end": _midnight(columns[-1][1] + DAY),
        "now": now,
        "open": [str(one.value) for one in OPEN],
        "overdue": OVERDUE,
        "nobody": NOBODY,
        "cancelled": Status.CANCELLED.value,
        "spots": [str(one.value) for one in SPOTS],
    }
    counts: dict[int, Counter[tuple[int, str]]] = defaultdict(Counter)
    unplanned: dict[int, int] = {}
    length = columns[0][1] - columns[0][0] + DAY
    for root, day, state, number in _ask(COUNTS, values):
        if day is None:
            unplanned[root] = number
        else:
            counts[root or 0][(day - columns[0][0]) // length, state] += number
    children = Place.objects.filter(parent=OuterRef("pk"))
    places = Place.objects.filter(site=site, parent=below).annotate(opens=Exists(children))
    found = list(places.order_by("order", "kind", "code")[: MOST + 1])
    more = places.count() - MOST if len(found) > MOST else 0

    def row(pk: int, place: Place | None, *, own: bool = False, opens: bool = False) -> Row:
        query = {"at": f"{pk}"} if own or place is None else {"place": f"{pk}"}
        cells = [_cell(counts[pk], at, span, site, query) for at, span in enumerate(columns)]
        name, kind = (place.name, place.get_kind_display()) if place else ("", "")
        return Row(pk, name, str(kind), own, opens, cells, unplanned.get(pk, 0))

    rows = [row(place.pk, place, opens=bool(place.opens)) for place in found[:MOST]]
    first = row(below.pk, below, own=True) if below else row(0, None)
    return Coverage(list(columns), [first, *rows] if first.total else rows, more)


def _cell(
    counts: Counter[tuple[int, str]], at: int, span: tuple[date, date], site: Site, query: Query
) -> Cell:
    days = {"site": f"{site.pk}", "due_from": f"{span[0]}", "due_to": f"{span[1]}"}
    states = [(state, counts[at, state]) for state in ORDER]
    return Cell(span[0], [Chip(s, n, {**query, **days, **filter_of(s)}) for s, n in states if n])


def _ask(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def path_to(place: Place) -> list[Place]:
    """The places above one, from the top, and itself last."""
    found = [place]
    while found[0].parent is not None:
        found.insert(0, found[0].parent)
    return found
