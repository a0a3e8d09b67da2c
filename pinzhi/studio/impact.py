"""What a draft would change where it is worked by: load of posts, open work, last month's score."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from pinzhi.cases.models import Case
from pinzhi.common.calendar import Calendar
from pinzhi.common.charts import Chart, Series
from pinzhi.people.models import Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.queries.fitting import ground_of, targets_on
from pinzhi.plans.recurrence import RuleError, occurrences
from pinzhi.plans.states import Status
from pinzhi.records.models import Finding
from pinzhi.records.states import FindingStatus
from pinzhi.standards.effective import terms_of
from pinzhi.standards.models import Checklist, Edition, Requirement
from pinzhi.studio.impact_scores import MonthChange, month_change
from pinzhi.studio.impact_sums import (
    Load,
    Minutes,
    PostLoad,
    duty_hours,
    minutes_of,
    overloaded_days,
)

DAYS = 28
HISTORY = timedelta(days=180)
MOST_RECORDS = 200  # of a checklist, the newest
MOST_TASKS = 20_000
MOST_SITES = 12


@dataclass(frozen=True)
class Touched:
    """What is open by the edition in force when the new one comes."""

    withdrawn: int  # tasks that nobody began and the new plans replace
    begun: int
    findings: int
    without: int  # of the findings, whose item the new edition no longer has
    cases: int


@dataclass(frozen=True)
class SiteImpact:
    site: Site
    posts: Sequence[PostLoad]
    unplanned: Sequence[str]  # requirements that would not be carried out, and why is on the page
    touched: Touched
    month: MonthChange | None

    @property
    def tasks_now(self) -> float:
        return sum(post.tasks_now for post in self.posts)

    @property
    def tasks_then(self) -> float:
        return sum(post.tasks_then for post in self.posts)

    @property
    def overloaded(self) -> bool:
        return any(post.overloaded for post in self.posts)

    @cached_property
    def chart(self) -> Chart:
        """Hours a day by post: what the roster has beside what the work takes."""
        names = [post.name for post in self.posts]
        rows = [
            (_("Other standards"), [p.hours_other for p in self.posts], "stopped"),
            (_("This standard now"), [p.hours_now for p in self.posts], "running"),
            (_("This standard then"), [p.hours_then for p in self.posts], "waiting"),
            (_("On the roster"), [p.roster for p in self.posts], "done"),
        ]
        series = [Series(n, [round(v, 1) for v in values], status) for n, values, status in rows]
        return Chart("bar", names, series, unit="h")


def sites_for(edition: Edition, user: Staff) -> list[Site]:
    """One's sites that work by the standard; where none does, those it could be for."""
    mine = Site.objects.visible_to(user).select_related("node").order_by("name")
    plans = Plan.objects.filter(requirement__edition__standard=edition.standard_id)
    using = mine.filter(pk__in=plans.exclude(status=Plan.Status.ENDED).values("site"))
    return list(using) or list(could_use(edition, user)[:MOST_SITES])


def could_use(edition: Edition, user: Staff) -> QuerySet[Site]:
    """One's sites of its line of business, below the unit it belongs to."""
    mine = Site.objects.visible_to(user).filter(node__line=edition.standard.line)
    if edition.standard.owner is not None:
        mine = mine.filter(path__startswith=edition.standard.owner.path)
    return mine.select_related("node").order_by("name")


def impact_at(edition: Edition, site: Site, now: datetime) -> SiteImpact:
    """What the edition would change at one site over the next four weeks. Two dozen queries,
    however long it is."""
    month = (now.astimezone(calendar_of(site).zone).date().replace(day=1)) - timedelta(days=1)
    plans = _plans(site)
    posts, unplanned = _loads(edition, site, plans, now)
    return SiteImpact(
        site=site,
        posts=posts,
        unplanned=unplanned,
        touched=_touched(edition, site, now),
        month=month_change(edition, site, month),
    )


def _plans(site: Site) -> list[Plan]:
    running = Plan.objects.filter(site=site, status=Plan.Status.ACTIVE).annotate(n=Count("targets"))
    related = ("post", "requirement__edition", "requirement__checklist")
    return list(running.select_related(*related))


def _loads(
    edition: Edition, site: Site, plans: Sequence[Plan], now: datetime
) -> tuple[list[PostLoad], list[str]]:
    calendar = calendar_of(site)
    days = _days(calendar, now)
    took = _minutes(edition, site, plans, now)
    other: dict[str, Load] = defaultdict(Load)
    before: dict[str, Load] = defaultdict(Load)
    for plan in plans:
        ours = plan.requirement.edition.standard_id == edition.standard_id
        minutes = took[_code(plan.requirement)].minutes
        load = (before if ours else other)[plan.post.name]
        for day in _opening(plan.recurrence, calendar, days):
            load.add(day, _targets(plan), minutes)
    then, unplanned = _then(edition, site, plans, took, days)
    roster = _roster(site, days)
    known = set(site.posts.values_list("name", flat=True))
    names = sorted({*before, *then}, key=lambda name: (name not in known, name))
    found = [
        PostLoad(
            name=name,
            known=name in known,
            tasks_now=before[name].tasks_a_day(DAYS),
            tasks_then=then[name].tasks_a_day(DAYS),
            hours_now=before[name].hours_a_day(DAYS),
            hours_then=then[name].hours_a_day(DAYS),
            hours_other=other[name].hours_a_day(DAYS),
            roster=sum(roster[name].values()) / DAYS,
            overloaded=overloaded_days([other[name], then[name]], roster[name], days),
        )
        for name in names
    ]
    return found, unplanned


def _targets(plan: Plan) -> int:
    counted: int = plan.n  # type: ignore[attr-defined]  # annotated in _plans
    return counted


def _days(calendar: Calendar, now: datetime) -> list[date]:
    tomorrow = now.astimezone(calendar.zone).date() + timedelta(days=1)
    return [tomorrow + timedelta(days=n) for n in range(DAYS)]


def _opening(
    recurrence: Mapping[str, object], calendar: Calendar, days: Sequence[date]
) -> Iterator[date]:
    """The days its windows open on; none for a rule that cannot run or waits for an event."""
    zone = calendar.zone
    start = datetime.combine(days[0], datetime.min.time(), zone)
    end = datetime.combine(days[-1] + timedelta(days=1), datetime.min.time(), zone)
    try:
        for window in occurrences(recurrence, start, end, calendar):
            yield window.start.astimezone(zone).date()
    except RuleError:
        return


def _then(
    edition: Edition,
    site: Site,
    plans: Sequence[Plan],
    took: Mapping[tuple[int, str], Minutes],
    days: Sequence[date],
) -> tuple[dict[str, Load], list[str]]:
    """The load by the new edition: what is planned stays with its posts, the rest falls to those
    it names."""
    calendar, ground = calendar_of(site), ground_of(site)
    wanted = list(edition.requirements.select_related("checklist", "edition"))
    terms = terms_of(site, wanted)
    posts: dict[tuple[int, str], list[Plan]] = defaultdict(list)
    for plan in plans:
        posts[_code(plan.requirement)].append(plan)
    known = set(site.posts.values_list("name", flat=True))
    then: dict[str, Load] = defaultdict(Load)
    unplanned = []
    for one in wanted:
        targets = targets_on(one, ground)
        names = [p.post.name for p in posts[_code(one)]] or [one.post_name]
        if not targets or names[0] not in known or terms[one.pk].set_aside:
            unplanned.append(one.checklist.title)
            continue
        for day in _opening(terms[one.pk].recurrence, calendar, days):
            for name in names:
                then[name].add(day, targets, took[_code(one)].minutes)
    return then, unplanned


def _code(requirement: Requirement) -> tuple[int, str]:
    return requirement.edition.standard_id, requirement.checklist.code


def _roster(site: Site, days: Sequence[date]) -> dict[str, dict[date, float]]:
    """Hours people are there, by the name of their post and day."""
    names = dict(site.posts.values_list("pk", "name"))
    found: dict[str, dict[date, float]] = defaultdict(dict)
    for (post, day), duties in roster_map(site, days[0], days[-1]).items():
        hours: dict[int, float] = defaultdict(float)
        for window, staff in duties:
            hours[staff] += (window.end - window.start).total_seconds() / 3600
        there = found[names[post]]
        there[day] = there.get(day, 0.0) + sum(duty_hours(each) for each in hours.values())
    return found


def _minutes(
    edition: Edition, site: Site, plans: Sequence[Plan], now: datetime
) -> dict[tuple[int, str], Minutes]:
    """What a task of each checklist takes, from those done at the site in half a year."""
    done = Task.objects.filter(
        site=site,
        closes_at__gte=now - HISTORY,
        status__in=(Status.DONE, Status.LATE),
        started_at__isnull=False,
        done_at__gt=F("started_at"),
    ).order_by("-closes_at")
    rows = done.values_list(
        "checklist__edition__standard_id", "checklist__code", "started_at", "done_at"
    )
    seconds: dict[tuple[int, str], list[float]] = defaultdict(list)
    for standard, code, started, ended in rows[:MOST_TASKS]:
        known = seconds[standard, code]
        if started and ended and len(known) < MOST_RECORDS:
            known.append((ended - started).total_seconds())
    sizes = _sizes(edition, plans)
    return {key: minutes_of(seconds[key], sizes[key]) for key in sizes}


def _sizes(edition: Edition, plans: Sequence[Plan]) -> dict[tuple[int, str], int]:
    """How many items each checklist has; of this standard those of the new edition count."""
    wanted = {plan.checklist_id for plan in plans}
    rows = Checklist.objects.filter(pk__in=wanted) | Checklist.objects.filter(edition=edition)
    counted = rows.annotate(n=Count("items")).order_by("edition_id")
    found = {}
    for one in counted.select_related("edition"):
        key = one.edition.standard_id, one.code
        if key not in found or one.edition_id == edition.pk:
            found[key] = one.n
    return found


def _touched(edition: Edition, site: Site, now: datetime) -> Touched:
    tasks = Task.objects.filter(
        site=site, checklist__edition__standard=edition.standard_id
    ).exclude(checklist__edition=edition)
    tomorrow = now + timedelta(days=1)
    counted = Counter(tasks.open().values_list("status", flat=True))
    items = set(edition.checklists.exclude(items=None).values_list("code", "items__code"))
    findings = list(
        Finding.objects.filter(
            site=site,
            status=FindingStatus.OPEN,
            item__checklist__edition__standard=edition.standard_id,
        ).values_list("item__checklist__code", "item__code")
    )
    cases = Case.objects.unfinished().filter(
        site=site, finding__item__checklist__edition__standard=edition.standard_id
    )
    later = tasks.filter(status=Status.DUE, opens_at__gte=tomorrow)
    return Touched(
        withdrawn=later.count(),
        begun=counted[Status.RUNNING],
        findings=len(findings),
        without=sum(found not in items for found in findings),
        cases=cases.count(),
    )
