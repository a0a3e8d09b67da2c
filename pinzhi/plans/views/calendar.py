"""The calendar of a site: a week by plan or by person, a month by day."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.queries import month_of, week_of
from pinzhi.plans.rules import may_plan
from pinzhi.plans.views.doing import of_calendar
from pinzhi.plans.views.framing import asked_day, frame, monday_of

VIEWS = ("plan", "person", "month")
DAY = timedelta(days=1)


@require_GET
@of_calendar
def calendar(request: SignedInRequest, site: Site) -> HttpResponse:
    """`by` is plan, person or month; `day` any day of the week or month to show."""
    by, day = request.GET.get("by") or "plan", asked_day(request)
    if by not in VIEWS:
        raise BadRequest("by")
    page: dict[str, Any] = {
        "site": site,
        "today": timezone.localdate(),
        **_frame(request, by, day),
    }
    page["may_plan"] = may_plan(request.user, site)
    if by == "month":
        page["month"] = month_of(site, page["first"], timezone.now())
        return render(request, "plans/calendar_month.html", page)
    by_person = by == "person"
    page["week"] = week_of(site, page["first"], by_person=by_person, now=timezone.now())
    return render(request, "plans/calendar_week.html", page)


def _frame(request: SignedInRequest, by: str, day: date) -> dict[str, object]:
    """The first day shown, and the addresses around it."""
    first = day.replace(day=1) if by == "month" else monday_of(day)
    around = (
        (first - DAY, first + 31 * DAY) if by == "month" else (first - 7 * DAY, first + 7 * DAY)
    )
    return {"first": first, "last": first + 6 * DAY, **frame(request, by, day, around)}
