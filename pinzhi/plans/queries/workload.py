"""Who has how much to do on which day, against the hours the roster gives them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate

from pinzhi.common.calendar import Window
from pinzhi.people.models import Staff
from pinzhi.people.queries import Duty, roster_map
from pinzhi.places.models import Site
from pinzhi.plans.models import Task, TaskQuerySet, Transfer
from pinzhi.plans.queries.effort import Effort, efforts_of
from pinzhi.plans.sharing import Hours, Job, Key, load_of, share
from pinzhi.plans.states import Status

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
WEEK = 7
LONGEST = 12 * 60  # whoever seems to be there longer is posted without a shift
USUAL = 8 * 60  # and is reckoned with a working day
AHEAD = timedelta(days=3)  # so far tasks are made


@dataclass(frozen=True)
class Cell:
    """One person's day: minutes of tasks, minutes on duty, how many tasks."""

    day: date
    minutes: int
    there: int
    tasks: int

    @property
    def over(self) -> bool:
        return self.minutes > self.there

    @property
    def look(self) -> str:
        """late: more than fits · nobody: tasks without being on duty · done: fits · due: room."""
        if not self.there:
            return "nobody" if self.tasks else ""
        if self.over:
            return "late"
        return "done" if 2 * self.minutes >= self.there else "due"


@dataclass(frozen=True)
class Row:
    pk: int
    name: str
    cells: list[Cell]

    @property
    def minutes(self) -> int:
        return sum(cell.minutes for cell in self.cells)

    @property
    def there(self) -> int:
        return sum(cell.there for cell in self.cells)


@dataclass(frozen=True)
class Load:
    """A week by person, then nobody's; `reckoned` of its checklists have no measured time."""

    days: list[date]
    rows: list[Row]
    nobody: Row
    measured: int
    reckoned: int

    def over(self) -> int:
        return sum(cell.look == "late" for row in self.rows for cell in row.cells)


def load_of_week(site: Site, monday: date, now: datetime) -> Load:
    """Seven queries, whatever the size. A task counts on the day of its deadline."""
    days = [monday + n * DAY for n in range(WEEK)]
    zone = ZoneInfo(site.time_zone)
    rows = _counted(_of_days(site, days, zone), zone)
    efforts = efforts_of(site, {r[2] for r in rows}, now)
    minutes, tasks = Counter[tuple[int, date]](), Counter[tuple[int, date]]()
    for day, staff, checklist, number in rows:
        minutes[staff or 0, day] += number * efforts[checklist].minutes
        tasks[staff or 0, day] += number
    there = minutes_there(roster_map(site, days[0] - DAY, days[-1]).values(), days, zone)
    people = {pk for pk, _ in (*minutes, *there)} - {0}
    names = Staff.objects.filter(pk__in=people).order_by("name", "pk").values_list("pk", "name")

    def row(pk: int, name: str) -> Row:
        cells = [Cell(d, minutes[pk, d], there.get((pk, d), 0), tasks[pk, d]) for d in days]
        return Row(pk, name, cells)

    measured = sum(e.measured > 0 for e in efforts.values())
    shown = [row(pk, name) for pk, name in names]
    return Load(days, shown, row(0, ""), measured, len(efforts) - measured)


def _of_days(site: Site, days: Sequence[date], zone: ZoneInfo) -> TaskQuerySet:
    begin, end = _midnight(days[0], zone), _midnight(days[-1] + DAY, zone)
    tasks = Task.objects.filter(site=site, closes_at__gt=begin, closes_at__lte=end)
    return tasks.exclude(status=Status.CANCELLED)


def _counted(tasks: TaskQuerySet, zone: ZoneInfo) -> list[tuple[date, int | None, int, int]]:
    ends = ExpressionWrapper(F("closes_at") - INSTANT, output_field=DateTimeField())
    days = tasks.annotate(day=TruncDate(ends, tzinfo=zone)).values("day", "assignee", "checklist")
    rows = days.annotate(n=Count("pk")).order_by()
    return list(rows.values_list("day", "assignee", "checklist", "n"))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def minutes_there(
    duties: Iterable[Sequence[Duty]], days: Sequence[date], zone: ZoneInfo
) -> dict[Key, int]:
    """Minutes on duty by person and calendar day; a night shift counts on both of its days."""
    spans: dict[int, set[Window]] = defaultdict(set)
    for on in duties:
        for at, staff in on:
            spans[staff].add(at)
    found = Counter[Key]()
    for day in days:
        whole = Window(_midnight(day, zone), _midnight(day + DAY, zone))
        for staff, windows in spans.items():
            shared = sum(_shared(at, whole) for at in windows)
            if shared:
                found[staff, day] = USUAL if shared > LONGEST else shared
    return dict(found)


def _shared(one: Window, other: Window) -> int:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return max(0, overlap // MINUTE)


@dataclass(frozen=True)
class Move:
    """One task that is suggested to somebody else."""

    task: Task
    frm: int | None
    to: int


@dataclass(frozen=True)
class Suggestion:
    """What would change hands, and everybody's minutes before and after."""

    moves: list[Move] = field(default_factory=list)
    before: Hours = field(default_factory=dict)
    after: Hours = field(default_factory=dict)
    there: Hours = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    left: int = 0

    @property
    def mark(self) -> str:
        """What was seen when it is applied: another suggestion has another mark."""
        return "-".join(f"{m.task.pk}.{m.frm or 0}.{m.to}" for m in self.moves)


def suggest(site: Site, departments: Sequence[str], now: datetime) -> Suggestion:
    """A fair distribution of what nobody of these departments has begun, of the days for which
    tasks are made; only to people on duty in a task's window. What somebody gave by hand, what is
    offered to a colleague and what was drawn by lot stays. Nine queries."""
    zone = ZoneInfo(site.time_zone)
    first = now.astimezone(zone).date()
    days = [first + n * DAY for n in range(AHEAD.days + 1)]
    tasks = _of_days(site, days, zone)
    offered = Transfer.objects.filter(status=Transfer.Status.ASKED).values("task")
    free = Q(status=Status.DUE, by_hand=False, rechecks=None, department__in=departments)
    movable = list(
        tasks.filter(free, closes_at__gt=now).exclude(pk__in=offered).order_by("closes_at", "pk")
    )
    rest = _counted(tasks.exclude(pk__in=[t.pk for t in movable]), zone)
    efforts = efforts_of(site, {r[2] for r in rest} | {t.checklist_id for t in movable}, now)
    roster = roster_map(site, first - DAY, days[-1])
    jobs = [_job(task, roster, efforts, zone) for task in movable]
    fixed = Counter[Key]()
    for day, staff, checklist, number in rest:
        if staff is not None:
            fixed[staff, day] += number * efforts[checklist].minutes
    there = minutes_there(roster.values(), days, zone)
    given = share(jobs, fixed, there)
    moves = [Move(task, task.assignee_id, given[task.pk]) for task in movable if task.pk in given]
    before, after = load_of(jobs, fixed, {}), load_of(jobs, fixed, given)
    people = {pk for pk, _ in (*before, *after)}
    names = dict(Staff.objects.filter(pk__in=people).values_list("pk", "name"))
    left = sum(job.holder is None and not job.candidates for job in jobs)
    return Suggestion(moves, before, after, there, names, left)


def _job(
    task: Task,
    roster: Mapping[tuple[int, date], Sequence[Duty]],
    efforts: Mapping[int, Effort],
    zone: ZoneInfo,
) -> Job:
    """The candidates are those of the post who are there for the longest part of its window."""
    opens = task.opens_at.astimezone(zone).date()
    closes = (task.closes_at - INSTANT).astimezone(zone).date()
    days = [opens + n * DAY for n in range(-1, min((closes - opens).days, WEEK) + 1)]
    window, shared = Window(task.opens_at, task.closes_at), Counter[int]()
    for day in days:
        for at, staff in roster.get((task.post_id, day), ()):
            shared[staff] += _shared(at, window)
    most = max(shared.values(), default=0)
    on = sorted(pk for pk, minutes in shared.items() if minutes == most and most > 0)
    return Job(task.pk, closes, efforts[task.checklist_id].minutes, task.assignee_id, on)
