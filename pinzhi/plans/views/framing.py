"""What the calendar's pages share: their tabs, the day they show, the days around it."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.common.requests import SignedInRequest

DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
PAGES: dict[str, tuple[str, str | Promise]] = {
    "plan": ("plans:calendar", _("Week by plan")),
    "person": ("plans:calendar", _("Week by person")),
    "month": ("plans:calendar", pgettext_lazy("calendar", "Month")),
    "day": ("plans:people_day", _("Day by person")),
    "coverage": ("plans:coverage", _("Coverage")),
    "load": ("plans:workload", _("Workload")),
}


def asked_day(request: SignedInRequest) -> date:
    asked = request.GET.get("day", "")
    try:
        found = parse_date(asked) if asked else timezone.localdate()
    except ValueError as problem:
        raise BadRequest("day") from problem
    if found is None or not EARLIEST <= found <= LATEST:
        raise BadRequest("day")
    return found


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def frame(
    request: SignedInRequest, by: str, day: date, around: tuple[date, date]
) -> dict[str, object]:
    """The tabs, and the addresses of the days before and after and of now."""
    asked = request.GET.get("site", "")

    def to(day: date | None, by: str = by) -> str:
        page = PAGES[by][0]
        named = {"by": by} if page == "plans:calendar" else {}
        kept = {"site": asked, **named, "day": f"{day}" if day else ""}
        query = urlencode({k: v for k, v in kept.items() if v})
        return f"{reverse(page)}?{query}"

    tabs = [
        {"key": key, "name": name, "href": to(day, key), "count": ""}
        for key, (_page, name) in PAGES.items()
    ]
    before, after = around
    return {"by": by, "tabs": tabs, "before": to(before), "after": to(after), "now_link": to(None)}
