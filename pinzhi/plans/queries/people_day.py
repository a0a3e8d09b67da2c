"""One day of a site by person: what each has to do when, along the hours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pinzhi.common.calendar import Window
from pinzhi.people.models import Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.queries.weeks import NOBODY, Query
from pinzhi.plans.showing import LOOKS, WORDS, shown_status
from pinzhi.plans.states import OPEN, Status

DAY = timedelta(days=1)
STEP = timedelta(minutes=15)  # a column of the page
COLUMNS = DAY // STEP
DRAWN = ("title", "opens_at", "closes_at", "status", "assignee_id", "plan__title", "post__name")
LEAST = 2  # columns: a shorter one could not be hit
MOST = 3000  # tasks of a day that are drawn


@dataclass(frozen=True)
class Bar:
    """Tasks of one plan in one window that stand alike; one of them opens itself, more their list.

    `column` counts quarters of an hour from midnight, from 1.
    """

    title: str
    state: str
    window: Window
    column: int
    span: int
    tasks: Sequence[int]
    query: Query

    @property
    def look(self) -> str:
        return "nobody" if self.state == NOBODY else LOOKS[self.state]

    @property
    def word(self) -> object:
        return "" if self.state == NOBODY else WORDS[self.state]


@dataclass(frozen=True)
class Line:
    """One person's day; pk 0 is nobody. `duty` are (column, span) of the hours on duty."""

    pk: int
    name: str
    duty: list[tuple[int, int]]
    bars: list[Bar]
    posts: str


@dataclass(frozen=True)
class PeopleDay:
    lines: list[Line]
    more: int  # tasks that are not drawn


def people_day(site: Site, day: date, now: datetime) -> PeopleDay:
    """Nobody's first, then everybody on duty or with tasks, by name. Five queries.

    A task stands on the day on which it closes, and before that only if it closes by the next
    noon: what is open for a week or a month would fill every day.
    """
    zone = ZoneInfo(site.time_zone)
    start = datetime.combine(day, time(), zone)
    whole = Window(start, datetime.combine(day + DAY, time(), zone))
    rows = Task.objects.filter(
        site=site, closes_at__gt=whole.start, closes_at__lte=whole.end + DAY / 2
    ).exclude(status=Status.CANCELLED)
    rows = rows.filter(opens_at__lt=whole.end).select_related("plan", "post").only(*DRAWN)
    found = list(rows.order_by("opens_at", "closes_at", "pk")[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    mine: dict[int, list[Task]] = defaultdict(list)
    for task in found[:MOST]:
        mine[task.assignee_id or 0].append(task)
    duties: dict[int, set[Window]] = defaultdict(set)
    for on in roster_map(site, day - DAY, day).values():
        for at, staff in on:
            if at.start < whole.end and at.end > whole.start:
                duties[staff].add(at)
    people = Staff.objects.filter(pk__in={*mine, *duties} - {0}).order_by("name", "pk")
    names = list(people.values_list("pk", "name"))
    if mine[0]:
        names.insert(0, (0, ""))
    lines = [
        Line(
            pk,
            name,
            [_place(at, whole) for at in sorted(duties[pk], key=lambda w: w.start)],
            _bars(mine[pk], whole, now),
            "、".join(sorted({task.post.name for task in mine[pk]})),
        )
        for pk, name in names
    ]
    return PeopleDay(lines, more)


def _place(at: Window, whole: Window) -> tuple[int, int]:
    """The columns a span of time takes up, LEAST at least; what lies outside the day is cut off."""
    begin, end = max(at.start, whole.start), min(at.end, whole.end)
    column = min((begin - whole.start) // STEP, COLUMNS - LEAST)
    last = min(-((whole.start - end) // STEP), COLUMNS)
    return column + 1, max(last - column, LEAST)


def _bars(tasks: Iterable[Task], whole: Window, now: datetime) -> list[Bar]:
    alike: dict[tuple[int, datetime, datetime, str], list[Task]] = defaultdict(list)
    for task in tasks:
        state = shown_status(task, now)
        if state in OPEN and task.assignee_id is None:
            state = NOBODY
        alike[task.plan_id, task.opens_at, task.closes_at, state].append(task)
    return [_bar(group, state, whole) for (*_, state), group in alike.items()]


def _bar(group: Sequence[Task], state: str, whole: Window) -> Bar:
    one = group[0]
    window = Window(one.opens_at, one.closes_at)
    closes = (one.closes_at - timedelta(microseconds=1)).astimezone(whole.start.tzinfo).date()
    query = {
        "plan": f"{one.plan_id}",
        "assignee": f"{one.assignee_id or 0}",
        "due_from": f"{closes}",
        "due_to": f"{closes}",
    }
    title = one.title if len(group) == 1 else one.plan.title
    return Bar(title, state, window, *_place(window, whole), [t.pk for t in group], query)
