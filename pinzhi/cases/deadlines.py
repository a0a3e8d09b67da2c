"""When something must be put right. Pure: times in, times out."""

from datetime import datetime, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from pinzhi.common.calendar import Calendar

ELAPSED = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def due_at(opened_at: datetime, value: Decimal, unit: str, calendar: Calendar) -> datetime:
    """The last instant of a time limit that starts at `opened_at` (aware).

    Minutes and hours run by the clock, also at night: water does not wait. Days, weeks and months
    are the same wall-clock time so many days on; working days skip what the calendar closes
    (PAT-57: one week unless the item says otherwise).
    """
    local = opened_at.astimezone(calendar.zone)
    if unit == "month":
        return local + relativedelta(months=int(value))
    if unit == "workday":
        day = calendar.add_workdays(local.date(), int(value))
        return local.replace(year=day.year, month=day.month, day=day.day)
    if unit in {"minute", "hour"}:
        return opened_at + ELAPSED[unit] * float(value)
    return local + ELAPSED[unit] * float(value)
