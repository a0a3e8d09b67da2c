"""How long tasks take: measured where it is known, reckoned from the form where it is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F

from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.standards.models import Item

BACK = timedelta(days=28)
FEWEST = 5  # fewer measured times say little
LONGEST = timedelta(hours=4)  # begun and forgotten
PER_ITEM, LEAST = 2, 5  # minutes
MINUTE = timedelta(minutes=1)


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Median"


@dataclass(frozen=True)
class Effort:
    """Minutes of one task of a checklist; `measured` is how many done tasks that was seen at, 0
    where it is reckoned as two minutes an item, five at least."""

    minutes: int
    measured: int


def efforts_of(site: Site, checklists: Iterable[int], now: datetime) -> dict[int, Effort]:
    """The median time from begun to done of the last four weeks at the site. Two queries."""
    wanted = set(checklists)
    took = ExpressionWrapper(F("done_at") - F("started_at"), output_field=DurationField())
    done = Task.objects.filter(
        site=site, closes_at__gt=now - BACK, closes_at__lte=now + BACK, checklist__in=wanted,
        status__in=(Status.DONE, Status.LATE), done_at__gt=F("started_at"),
    ).annotate(took=took).filter(took__lte=LONGEST)  # fmt: skip
    rows = done.values("checklist").annotate(n=Count("pk"), middle=Median("took"))
    measured = {
        pk: Effort(max(1, round(middle / MINUTE)), n)
        for pk, n, middle in rows.values_list("checklist", "n", "middle")
        if n >= FEWEST
    }
    items = Item.objects.filter(checklist__in=wanted - measured.keys()).values("checklist")
    sizes = dict(items.annotate(n=Count("pk")).values_list("checklist", "n"))
    reckoned = {pk: Effort(max(LEAST, PER_ITEM * sizes.get(pk, 0)), 0) for pk in wanted}
    return {**reckoned, **measured}
