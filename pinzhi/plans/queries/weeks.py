"""The calendar: tasks counted by day, plan, person and how they stand. One query each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, DateTimeField, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from pinzhi.common.charts import Part, strip
from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.recurrence import RuleError, occurrences
from pinzhi.plans.showing import LOOKS, OVERDUE, WORDS
from pinzhi.plans.states import OPEN, Status

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
WEEK = 7
NOBODY = "nobody"
PLANNED = "planned"
# What wants attention first; then as work goes.
ORDER = (OVERDUE, NOBODY, Status.MISSED, Status.RUNNING, Status.DUE, Status.LATE, Status.DONE)
Query = dict[str, str]


@dataclass(frozen=True)
class Stand:
    """Some tasks that stand alike."""

    day: date
    plan: int
    assignee: int | None
    state: str
    number: int


@dataclass(frozen=True)
class Chip:
    """A number of tasks in one state, and the filter that lists them."""

    state: str
    number: int
    query: Query

    @property
    def look(self) -> str:
        return {NOBODY: "nobody", PLANNED: "due"}.get(self.state) or LOOKS[self.state]

    @property
    def word(self) -> str:
        own = {NOBODY: _("Nobody's"), PLANNED: _("Planned")}
        return own.get(self.state) or str(WORDS[self.state])


@dataclass(frozen=True)
class Line:
    """One plan in a person's day."""

    title: str
    chips: list[Chip]


@dataclass
class Cell:
    day: date
    chips: list[Chip] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.chips and not self.lines

    @property
    def strip(self) -> list[Part]:
        return strip([(chip.look, chip.number) for chip in self.chips])


@dataclass(frozen=True)
class Row:
    """A plan or a person through a week; pk is None for nobody."""

    pk: int | None
    title: str
    note: str
    cells: list[Cell]
    fault: str = ""


@dataclass(frozen=True)
class Week:
    days: list[date]
    rows: list[Row]

    def by_day(self) -> list[tuple[date, list[tuple[Row, Cell]]]]:
        """For the phone: each day with those rows that have something on it."""
        found = []
        for at, day in enumerate(self.days):
            filled = [(row, row.cells[at]) for row in self.rows if not row.cells[at].empty]
            found.append((day, filled))
        return found


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Cell]]


def week_of(site: Site, monday: date, *, by_person: bool, now: datetime) -> Week:
    """Tasks of a week by plan, or by person; those not made yet are counted from the rules."""
    days = [monday + n * DAY for n in range(WEEK)]
    counts = _counts(site, days[0], days[-1], now)
    plans = _plans(site, {c.plan for c in counts})
    if by_person:
        return Week(days, list(_people(days, counts, plans)))
    planned = _planned(site, plans.values(), days)
    rows = [_plan_row(plan, days, counts, planned) for plan in plans.values()]
    return Week(days, [row for row in rows if row is not None])


def month_of(site: Site, first: date, now: datetime) -> Month:
    """The whole weeks that hold a month, each day with its tasks by state."""
    start = first - first.weekday() * DAY
    after = (first + 31 * DAY).replace(day=1)
    last = after - DAY
    last += (WEEK - 1 - last.weekday()) * DAY
    by_day = defaultdict(list)
    for count in _counts(site, start, last, now):
        by_day[count.day].append(count)
    days = [start + n * DAY for n in range((last - start).days + 1)]
    cells = [Cell(day, _chips(day, by_day[day], {"site": str(site.pk)})) for day in days]
    return Month(first, [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)])


def _counts(site: Site, first: date, last: date, now: datetime) -> list[Stand]:
    """A task belongs to the day of its deadline; midnight is the end of the day before."""
    tasks = Task.objects.filter(
        site=site, closes_at__gt=_midnight(first), closes_at__lte=_midnight(last + DAY)
    ).exclude(status=Status.CANCELLED)
    overdue = Q(status__in=OPEN, closes_at__lte=now)
    shown = Case(When(overdue, Value(OVERDUE)), default=F("status"))
    ends = ExpressionWrapper(F("closes_at") - INSTANT, output_field=DateTimeField())
    rows = (
        tasks.annotate(day=TruncDate(ends), shown=shown)
        .values_list("day", "plan", "assignee", "shown")
        .annotate(number=Count("pk"))
        .order_by("day", "plan", "assignee", "shown")
    )
    return [Stand(*row) for row in rows]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _plans(site: Site, counted: set[int]) -> dict[int, Plan]:
    wanted = Q(pk__in=counted) | Q(site=site, status=Plan.Status.ACTIVE)
    plans = Plan.objects.filter(wanted).select_related("post").annotate(size=Count("targets"))
    return {plan.pk: plan for plan in plans.order_by("post__department", "title", "pk")}


def _planned(site: Site, plans: Iterable[Any], days: list[date]) -> dict[tuple[int, date], int]:
    """Tasks that will be made: windows after what is made already, times the targets."""
    calendar, found = calendar_of(site), Counter[tuple[int, date]]()
    start, end = _midnight(days[0]), _midnight(days[-1] + DAY)
    for plan in plans:
        begin = max(start, plan.filled_until or timezone.now())
        if plan.status != Plan.Status.ACTIVE or begin >= end:
            continue
        try:
            windows = list(occurrences(plan.recurrence, begin, end, calendar))
        except RuleError:
            continue
        for window in windows:
            opens = timezone.localdate(window.start)
            closes = timezone.localdate(window.end - INSTANT)
            if closes <= days[-1] and _runs(plan, opens):
                found[plan.pk, closes] += plan.size
    return found


def _runs(plan: Plan, day: date) -> bool:
    return plan.starts_on <= day and (plan.ends_on is None or day <= plan.ends_on)


def _plan_row(
    plan: Plan, days: list[date], counts: list[Stand], planned: dict[tuple[int, date], int]
) -> Row | None:
    cells = []
    for day in days:
        mine = [c for c in counts if c.plan == plan.pk and c.day == day]
        chips = _chips(day, mine, {"plan": str(plan.pk)})
        if number := planned.get((plan.pk, day)):
            chips.append(Chip(PLANNED, number, {}))
        cells.append(Cell(day, chips))
    if all(cell.empty for cell in cells) and not plan.fault:
        return None
    return Row(plan.pk, plan.title, plan.post.name, cells, plan.fault)


def _people(days: list[date], counts: list[Stand], plans: dict[int, Plan]) -> Iterator[Row]:
    found = {c.assignee for c in counts}
    names = dict(Staff.objects.filter(pk__in=found - {None}).values_list("pk", "name"))
    order = sorted(found, key=lambda pk: (pk is not None, names.get(pk or 0, ""), pk or 0))
    for pk in order:
        cells = []
        for day in days:
            mine = [c for c in counts if c.assignee == pk and c.day == day]
            cells.append(Cell(day, lines=list(_lines(day, mine, plans))))
        posts = {plans[c.plan].post.name for c in counts if c.assignee == pk}
        title = names.get(pk, "") if pk is not None else _("Nobody yet")
        yield Row(pk, title, "、".join(sorted(posts)), cells)


def _lines(day: date, counts: list[Stand], plans: dict[int, Plan]) -> Iterator[Line]:
    for plan in dict.fromkeys(c.plan for c in counts):
        mine = [c for c in counts if c.plan == plan]
        person = {"assignee": str(mine[0].assignee or 0), "plan": str(plan)}
        yield Line(plans[plan].title, _chips(day, mine, person))


def _chips(day: date, counts: list[Stand], query: Query) -> list[Chip]:
    """Each state with its number; what is open and nobody's is a state of its own."""
    numbers = Counter[str]()
    for count in counts:
        waiting = count.state in OPEN and count.assignee is None
        numbers[NOBODY if waiting else count.state] += count.number
    days = {"due_from": f"{day}", "due_to": f"{day}"}
    return [Chip(s, numbers[s], {**query, **days, **filter_of(s)}) for s in ORDER if numbers[s]]


def filter_of(state: str) -> Query:
    """How the list of tasks is asked for those that stand so."""
    if state == NOBODY:
        return {"case": "nobody"}
    if state == OVERDUE:
        return {"case": "late"}
    return {"status": state, **({"case": "given"} if state in OPEN else {})}
