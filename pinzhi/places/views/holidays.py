"""The year as a site works it: national days, those entered by hand, and what is not yet sure."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common import holidays as national
from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.places import actions, rules
from pinzhi.places.calendars import days_of_year, is_announced
from pinzhi.places.forms.ground import HolidayForm
from pinzhi.places.models import Holiday, Site
from pinzhi.places.views.doing import FormPage, permit, site_of

FIRST, LAST = national.FIRST_YEAR, 2100


@login_required
@require_GET
def holiday_list(request: SignedInRequest) -> HttpResponse:
    """?year= and ?site= choose; without a site it is what holds for all."""
    permit(bool(request.user.scope.roles))
    year = _year(request.GET.get("year", ""))
    site = _site(request)
    entered = Holiday.objects.filter(Q(site=None) | Q(site=site), day__year=year)
    by_day: dict[Any, list[Holiday]] = defaultdict(list)
    for row in entered:
        by_day[row.day].append(row)
    months: dict[int, list[dict[str, Any]]] = {month: [] for month in range(1, 13)}
    for day in days_of_year(year, site):
        own = [(r, rules.may_edit_holidays(request.user, r.site)) for r in by_day[day.day]]
        months[day.day.month].append({"day": day, "entered": own})
    page = {
        "year": year,
        "site": site,
        "years": [y for y in (year - 1, year + 1) if FIRST <= y <= LAST],
        "months": months.items(),
        "announced": is_announced(year),
        "may_edit": rules.may_edit_holidays(request.user, site),
        "sites": Site.objects.visible_to(request.user).order_by("name")[:200],
    }
    return render(request, "places/holidays.html", page)


def _year(text: str) -> int:
    if not text:
        return timezone.localdate().year
    if not (text.isascii() and text.isdecimal() and FIRST <= int(text[:5]) <= LAST):
        raise BadRequest("year")
    return int(text)


def _site(request: SignedInRequest) -> Site | None:
    pk = request.GET.get("site", "")
    if not pk:
        return None
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):  # noqa: PLR2004 -- fits int8
        raise BadRequest("site")
    return site_of(request, int(pk))


def holidays_seen(user: Any) -> QuerySet[Holiday]:
    """Days of one's sites, and those of all."""
    return Holiday.objects.filter(Q(site=None) | Q(site_id__in=user.scope.site_ids))


@login_required
@require_http_methods(["GET", "POST"])
def holiday_add(request: SignedInRequest) -> HttpResponse:
    """Enter a day for everybody."""
    return _add(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def site_holiday_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a day for one site."""
    return _add(request, site_of(request, pk))


def _add(request: SignedInRequest, site: Site | None) -> HttpResponse:
    permit(rules.may_edit_holidays(request.user, site))
    name = site.name if site else _("all sites")

    def deed(given: dict[str, Any]) -> str:
        made = actions.set_holiday(site, by=request.user, **given)
        return _address(site, made.day.year)

    title = _("A closed day or make-up workday: %(where)s") % {"where": name}
    page = FormPage(title, _("Enter"), _address(site, timezone.localdate().year))
    return page.answer(request, HolidayForm(request.POST or None), deed, _("Entered."))


@login_required
@require_POST
def holiday_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(holidays_seen(request.user).select_related("site"), pk=pk)
    permit(rules.may_edit_holidays(request.user, row.site))
    actions.remove_holiday(row, by=request.user)
    tell(request, _("Removed. The published calendar holds again."))
    return redirect(_address(row.site, row.day.year))


def _address(site: Site | None, year: int) -> str:
    where = f"&site={site.pk}" if site else ""
    shown = min(max(year, FIRST), LAST)
    return f"{reverse('places:holiday_list')}?year={shown}{where}"
