"""Special modes: rain, typhoon, a holiday. They turn the plans that depend on them on and off."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pinzhi.people.models import Staff
from pinzhi.places.calendars import calendar_of
from pinzhi.places.models import Site
from pinzhi.plans.actions.replanning import note_withdrawn, replan_site
from pinzhi.plans.models import SpecialMode, Task
from pinzhi.plans.models.modes import CONDITIONS
from pinzhi.plans.queries.modes import modes_on
from pinzhi.plans.refusals import ModeIsOn, ModeIsOver, ModeTooLong
from pinzhi.plans.states import Status, Withdrawn
from pinzhi.trail import actions as trail

LONGEST = timedelta(days=31)


@transaction.atomic
def begin_mode(
    site: Site,
    *,
    kind: str,
    starts_at: datetime,
    now: datetime,
    by: Staff,
    ends_at: datetime | None = None,
    note: str = "",
) -> SpecialMode:
    """Let a special mode hold at a site; the tasks that depend on it are there at once, at the
    soonest from `now` on (EMG-13, DRN-01).

    Raises ModeIsOn when one of the kind holds then already, ModeTooLong for one that would begin
    or last more than a month from now, or end before it begins.
    """
    starts_at = max(starts_at, now)
    if starts_at > now + LONGEST or (
        ends_at is not None and not starts_at < ends_at <= starts_at + LONGEST
    ):
        raise ModeTooLong
    try:
        with transaction.atomic():
            mode = SpecialMode.objects.create(
                site=site, kind=kind, starts_at=starts_at, ends_at=ends_at, note=note, begun_by=by
            )
    except IntegrityError as error:
        if "one_mode_of_a_kind" in str(error):
            raise ModeIsOn from None
        raise
    _of_mode(site, CONDITIONS[kind], now, Status.CANCELLED, Withdrawn.MODE).update(
        withdrawn=Withdrawn.PLAN
    )
    done = replan_site(site, now=now, by=by)
    after = {"from": starts_at, "until": ends_at, "tasks": done.made + done.returned}
    trail.record("mode.begun", mode, by=by, after=after, reason=note)
    return mode


@transaction.atomic
def end_mode(mode: SpecialMode, *, now: datetime, by: Staff) -> SpecialMode:
    """End it now, or call off one that has not begun. What depends on it and nobody began is
    taken back. Raises ModeIsOver."""
    mode = (
        SpecialMode.objects.select_for_update(of=("self",)).select_related("site").get(pk=mode.pk)
    )
    if mode.ends_at is not None and mode.ends_at <= max(now, mode.starts_at):
        raise ModeIsOver
    before = {"until": mode.ends_at}
    mode.ends_at, mode.ended_by = max(now, mode.starts_at), by
    mode.save(update_fields=["ends_at", "ended_by"])
    withdrawn = _take_back(mode, now, by)
    withdrawn += replan_site(mode.site, now=now, by=by).withdrawn
    after = {"until": mode.ends_at, "tasks_withdrawn": withdrawn}
    trail.record("mode.ended", mode, by=by, before=before, after=after)
    return mode


def _take_back(mode: SpecialMode, now: datetime, by: Staff) -> int:
    """The windows that are open now; unless another mode still wants them."""
    on = [one for one in modes_on(mode.site, now) if one.starts_at <= now]
    off = CONDITIONS[mode.kind] - {c for one in on for c in CONDITIONS[one.kind]}
    if _is_holiday(mode.site, now):
        off -= {"holiday"}
    tasks = _of_mode(mode.site, off, now, Status.DUE, "").filter(opens_at__lte=now)
    gone = list(tasks.select_for_update(of=("self",)).values_list("pk", flat=True))
    Task.objects.filter(pk__in=gone).update(status=Status.CANCELLED, withdrawn=Withdrawn.MODE)
    note_withdrawn(gone, Withdrawn.MODE, by)
    return len(gone)


def _of_mode(
    site: Site, conditions: frozenset[str], now: datetime, status: str, withdrawn: str
) -> QuerySet[Task]:
    """Tasks of plans that depend on one of the conditions, not over yet."""
    return Task.objects.filter(
        site=site,
        plan__recurrence__condition__in=sorted(conditions),
        closes_at__gt=now,
        status=status,
        withdrawn=withdrawn,
    )


def _is_holiday(site: Site, now: datetime) -> bool:
    calendar = calendar_of(site)
    return calendar.is_day_off(now.astimezone(calendar.zone).date().toordinal())
