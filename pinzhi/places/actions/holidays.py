"""Closed days and make-up workdays, of one site or of all."""

from datetime import date

from django.db import transaction

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right
from pinzhi.places.models import Holiday, Site
from pinzhi.places.refusals import DayTaken, NoWeekday, refusing
from pinzhi.trail import actions as trail

CONSTRAINTS = {"one_holiday_per_day": DayTaken, "holiday_workday_says_which": NoWeekday}


@transaction.atomic
def set_holiday(
    site: Site | None,
    *,
    day: date,
    kind: str,
    name: str,
    by: Staff,
    weekday: int | None = None,
    confirmed: bool = True,
) -> Holiday:
    """Enter a closed day, or a make-up workday that works like ISO `weekday`.

    Without a site it holds for all. It adds to the published calendar and wins over it. Raises
    DayTaken, NoWeekday, NotAllowed.
    """
    require_right(rules.may_edit_holidays(by, site))
    holiday = Holiday(
        site=site, day=day, kind=kind, name=name, weekday=weekday, confirmed=confirmed
    )
    with refusing(CONSTRAINTS):
        holiday.save()
    after = {"day": day, "kind": kind, "weekday": weekday, "confirmed": confirmed}
    trail.record("holiday.set", holiday, by=by, after=after)
    return holiday


@transaction.atomic
def remove_holiday(holiday: Holiday, *, by: Staff) -> None:
    """Take an entered day away again; the published calendar holds for it from now on."""
    holiday = Holiday.objects.select_for_update(of=("self",)).get(pk=holiday.pk)
    require_right(rules.may_edit_holidays(by, holiday.site))
    before = {"day": holiday.day, "kind": holiday.kind, "name": holiday.name}
    trail.record("holiday.removed", holiday, by=by, before=before)
    holiday.delete()
