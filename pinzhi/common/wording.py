"""How times, sums and numbers are said to people. Pure: `now` is always given, its zone is used."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LONG_PHONE = 11
SHORT_PHONE = 7


def say_day(day: date, today: date) -> str:
    """Today, yesterday, tomorrow; else day and month, with the year when it is another one."""
    match (day - today).days:
        case 0:
            return pgettext("day", "Today")
        case -1:
            return pgettext("day", "Yesterday")
        case 1:
            return pgettext("day", "Tomorrow")
    if day.year == today.year:
        return format_date(day, pgettext("day of this year", "j M"))
    return format_date(day, pgettext("day of another year", "j M Y"))


def say_time(value: datetime, now: datetime) -> str:
    """An instant as people say it in the zone of `now`: Today 09:30."""
    here = value.astimezone(now.tzinfo)
    return f"{say_day(here.date(), now.date())} {here:%H:%M}"


def say_span(start: datetime, end: datetime, now: datetime) -> str:
    """A window: Today 09:30–10:00; the day of the end only when it is another day."""
    last = end.astimezone(now.tzinfo)
    if last.date() == start.astimezone(now.tzinfo).date():
        return f"{say_time(start, now)}–{last:%H:%M}"
    return f"{say_time(start, now)}–{say_time(end, now)}"


def say_duration(length: timedelta) -> str:
    """A stretch of time in the one or two units that matter: 18 minutes, 2 h 5 min, 3 days."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < MINUTE:
        return _("less than a minute")
    if seconds < HOUR:
        minutes = seconds // MINUTE
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if seconds < DAY:
        hours, minutes = divmod(seconds // MINUTE, 60)
        if minutes and hours < 6:  # noqa: PLR2004 -- beyond six hours minutes say nothing
            return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = seconds // DAY
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def say_remaining(due: datetime, now: datetime) -> str:
    """How a clock stands: 18 minutes left, or overdue by 2 hours."""
    if due >= now:
        return _("%(time)s left") % {"time": say_duration(due - now)}
    return _("overdue by %(time)s") % {"time": say_duration(now - due)}


def say_money(amount: Decimal | int) -> str:
    """Yuan with two decimals and grouped thousands: ¥1,300.00; a minus stands before the sign."""
    cents = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{'−' if cents < 0 else ''}¥{abs(cents):,.2f}"


def say_percent(ratio: Decimal | float | None, digits: int = 0) -> str:
    """A ratio (1 is all) as a percentage; nothing known is a dash."""
    return "–" if ratio is None else f"{ratio * 100:.{digits}f}%"


def mask_phone(number: str) -> str:
    """A telephone number that tells its owner and nobody else: 138****5678."""
    if len(number) >= LONG_PHONE:
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    if len(number) >= SHORT_PHONE:
        return f"{number[:-6]}****{number[-2:]}"
    return "*" * len(number)
