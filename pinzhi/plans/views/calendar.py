"""The calendar of a site: a week by plan or by person, a month by day."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.queries import month_of, week_of
from pinzhi.plans.rules import may_plan, may_see_plans, may_see_plans_of
from pinzhi.plans.views.doing import asked_site, permit, sites_of

VIEWS = ("plan", "person", "month")
DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@login_required
@require_GET
def calendar(request: SignedInRequest) -> HttpResponse:
    """`by` is plan, person or month; `day` any day of the week or month to show."""
    permit(may_see_plans(request.user))
    by, day = request.GET.get("by") or "plan", _day(request)
    if by not in VIEWS:
        raise BadRequest("by")
    pk = asked_site(request)
    if pk is None:
        sites = sites_of(request.user)[:200]
        return render(request, "plans/calendar_sites.html", {"sites": sites})
    permit(may_see_plans_of(request.user, pk))
    site = Site.objects.get(pk=pk)
    page: dict[str, Any] = {
        "site": site,
        "by": by,
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


def _day(request: SignedInRequest) -> date:
    asked = request.GET.get("day", "")
    try:
        found = parse_date(asked) if asked else timezone.localdate()
    except ValueError as problem:
        raise BadRequest("day") from problem
    if found is None or not EARLIEST <= found <= LATEST:
        raise BadRequest("day")
    return found


def _frame(request: SignedInRequest, by: str, day: date) -> dict[str, object]:
    """The first day shown, and the addresses around it."""
    if by == "month":
        first = day.replace(day=1)
        before, after = first - DAY, first + 31 * DAY
    else:
        first = day - day.weekday() * DAY
        before, after = first - 7 * DAY, first + 7 * DAY
    asked = request.GET.get("site", "")

    def to(day: date | None, by: str = by) -> str:
        kept = {"site": asked, "by": by, "day": f"{day}" if day else ""}
        return f"?{urlencode({k: v for k, v in kept.items() if v})}"

    names = {
        "plan": _("Week by plan"),
        "person": _("Week by person"),
        "month": pgettext("calendar", "Month"),
    }
    tabs = [{"key": k, "name": n, "href": to(day, k), "count": ""} for k, n in names.items()]
    found = {"first": first, "last": first + 6 * DAY, "tabs": tabs}
    return {**found, "before": to(before), "after": to(after), "now_link": to(None)}
