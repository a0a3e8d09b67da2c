"""The map of coverage of a site: its places against the days of a week or weeks of a quarter."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Place, Site
from pinzhi.plans.queries.coverage import columns_of, coverage_of, path_to
from pinzhi.plans.views.doing import of_calendar
from pinzhi.plans.views.framing import asked_day, frame, monday_of

DAY = timedelta(days=1)
WEEK = 7 * DAY
SPANS = {"week": (7, DAY), "quarter": (13, WEEK)}
BIGGEST = 19  # digits of a key


@require_GET
@of_calendar
def coverage(request: SignedInRequest, site: Site) -> HttpResponse:
    """`place` is the one whose parts are shown, `span` week or quarter."""
    day, span = asked_day(request), request.GET.get("span") or "week"
    if span not in SPANS:
        raise BadRequest("span")
    number, length = SPANS[span]
    below = _place(request, site)
    monday = monday_of(day)
    # a quarter ends with the week that is asked for
    first = monday if span == "week" else monday - (number - 1) * length
    columns = columns_of(first, number, length)
    page: dict[str, Any] = {
        "site": site,
        "today": timezone.localdate(),
        "first": first,
        "last": columns[-1][1],
        "below": below,
        "path": path_to(below) if below else [],
        "found": coverage_of(site, below, columns, timezone.now()),
        "span": span,
        "spans": [
            {"key": "week", "name": _("By day"), "href": _link(request, "week"), "count": ""},
            {
                "key": "quarter",
                "name": _("By week"),
                "href": _link(request, "quarter"),
                "count": "",
            },
        ],
        "kept": urlencode({"site": site.pk, "day": f"{day}", "span": span}),
        **frame(request, "coverage", day, (monday - number * length, monday + number * length)),
    }
    for name in ("before", "after", "now_link"):
        page[name] += "&" + urlencode(_kept(span, below))
    return render(request, "plans/coverage.html", page)


def _kept(span: str, below: Place | None) -> dict[str, str]:
    return {"span": span, **({"place": f"{below.pk}"} if below else {})}


def _link(request: SignedInRequest, span: str) -> str:
    query = request.GET.copy()
    query["span"] = span
    return f"{reverse('plans:coverage')}?{query.urlencode()}"


def _place(request: SignedInRequest, site: Site) -> Place | None:
    asked = request.GET.get("place", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) >= BIGGEST:
        raise BadRequest("place")
    places = Place.objects.select_related("parent__parent__parent__parent")
    return get_object_or_404(places.filter(site=site), pk=int(asked))
