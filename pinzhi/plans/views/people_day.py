"""One day of a site by person, along the hours (Gantt)."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site
from pinzhi.plans.queries.people_day import people_day
from pinzhi.plans.views.doing import of_calendar
from pinzhi.plans.views.framing import asked_day, frame

DAY = timedelta(days=1)


@require_GET
@of_calendar
def day_of_people(request: SignedInRequest, site: Site) -> HttpResponse:
    day, now = asked_day(request), timezone.now()
    page: dict[str, Any] = {
        "site": site,
        "first": day,
        "last": day,
        "found": people_day(site, day, now),
        "hours": [f"{hour:02}" for hour in range(0, 24, 2)],
        **frame(request, "day", day, (day - DAY, day + DAY)),
    }
    return render(request, "plans/people_day.html", page)
