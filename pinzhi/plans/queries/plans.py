from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from pinzhi.common.calendar import Window
from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, Task
from pinzhi.plans.recurrence import RuleError, occurrences
from pinzhi.plans.states import OPEN

AHEAD = timedelta(days=400)
RATIO = timedelta(days=90)


def colleagues(site: Site) -> QuerySet[Staff]:
    """Those who hold a post or a role at the site itself, by name."""
    today = timezone.localdate()
    posted = Q(postings__site=site, postings__starts_on__lte=today) & (
        Q(postings__ends_on=None) | Q(postings__ends_on__gte=today)
    )
    member = Q(memberships__node_id=site.node_id, memberships__starts_on__lte=today) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
    )
    found = Staff.objects.filter(posted | member, is_active=True)
    people: QuerySet[Staff] = Staff.objects.filter(pk__in=found.values("pk"))
    return people.order_by("name", "pk")


def with_next_task(plans: QuerySet[Plan], now: datetime) -> QuerySet[Plan]:
    """With when the next open task of each closes, as `next_closes`, None when there is none."""
    mine = Task.objects.filter(
        plan=OuterRef("pk"), site=OuterRef("site"), status__in=OPEN, closes_at__gt=now
    )
    return plans.annotate(next_closes=Subquery(mine.order_by("closes_at").values("closes_at")[:1]))


def next_windows(plan: Plan, now: datetime, count: int = 5) -> list[Window]:
    """The next windows of a running plan from its own rule; none for one that cannot run."""
    if plan.status != Plan.Status.ACTIVE:
        return []
    try:
        found = occurrences(plan.recurrence, now, now + AHEAD, calendar_of(plan.site))
    except RuleError:
        return []
    zone = calendar_of(plan.site).zone
    within = (w for w in found if _holds(plan, w.start.astimezone(zone)))
    return list(islice(within, count))


def _holds(plan: Plan, at: datetime) -> bool:
    not_over = plan.ends_on is None or at.date() <= plan.ends_on
    return plan.starts_on <= at.date() and not_over


def counts_of(plan: Plan, now: datetime) -> dict[str, int]:
    """How many tasks of the last 90 days stand in each status. One query."""
    past = plan.tasks.filter(closes_at__gt=now - RATIO, closes_at__lte=now)
    return dict(past.values("status").annotate(n=Count("pk")).values_list("status", "n"))
