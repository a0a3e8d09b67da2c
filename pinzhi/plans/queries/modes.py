"""What is out of the ordinary at a site, as the recurrences want to know it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q

from pinzhi.common.calendar import Window
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, SpecialMode
from pinzhi.plans.models.modes import CONDITIONS

FOREVER = datetime(9000, 1, 1, tzinfo=UTC)
LOOK_BACK = timedelta(days=62)  # what comes after an event comes within a month and a day of it
BEGAN = Q(ends_at__gt=F("starts_at"))  # not called off
Events = Mapping[str, Sequence[Window]]


def events_of(site: Site, start: datetime, until: datetime) -> Events:
    """When each condition held or will hold around [start, until); one that is still on has an
    end far off. Spans of one condition that share time are one. One query."""
    rows = SpecialMode.objects.filter(site=site, starts_at__lt=until).filter(
        Q(ends_at=None) | Q(ends_at__gt=start - LOOK_BACK) & BEGAN
    )
    found: dict[str, list[Window]] = defaultdict(list)
    for kind, begins, ends in rows.values_list("kind", "starts_at", "ends_at").order_by(
        "starts_at"
    ):
        for condition in CONDITIONS[kind]:
            _add(found[condition], Window(begins, ends or FOREVER))
    return dict(found)


def _add(spans: list[Window], span: Window) -> None:
    """To spans in order of their beginnings."""
    if spans and span.start <= spans[-1].end:
        span = Window(spans[-1].start, max(span.end, spans.pop().end))
    spans.append(span)


def modes_on(site: Site, now: datetime) -> list[SpecialMode]:
    """Those that hold now or are still to come, in order. One query."""
    rows = SpecialMode.objects.filter(site=site).filter(
        Q(ends_at=None) | Q(ends_at__gt=now) & BEGAN
    )
    return list(rows.select_related("begun_by").order_by("starts_at", "pk"))


def modes_past(site: Site, now: datetime, limit: int = 50) -> list[SpecialMode]:
    """The latest of those that are over or were called off."""
    rows = SpecialMode.objects.filter(site=site).filter(
        Q(ends_at__lte=now) | Q(ends_at=F("starts_at"))
    )
    return list(rows.select_related("begun_by", "ended_by").order_by("-starts_at", "-pk")[:limit])


def plans_by_mode(site: Site) -> dict[str, int]:
    """How many running plans each kind of mode turns on, or has done after it. One query."""
    rules = Plan.objects.filter(site=site, status=Plan.Status.ACTIVE).values_list(
        "recurrence__condition", "recurrence__after"
    )
    wanted = [set(pair) - {None} for pair in rules]
    return {kind: sum(bool(one & on) for one in wanted) for kind, on in CONDITIONS.items()}
