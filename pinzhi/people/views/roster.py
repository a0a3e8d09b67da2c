from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people import rules
from pinzhi.people.actions import RosterLine, set_roster
from pinzhi.people.departments import Department
from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff, Team
from pinzhi.people.views.doing import permit

DAY = timedelta(days=1)
WEEK = 7
CELL = "on"  # on.<staff>.<post>.<day> = shift, once for each shift of that day
CELL_PARTS = 4
Pair = tuple[Staff, Post]


class Cell(NamedTuple):
    """One day of one person at one post: the shifts chosen, and whether it can be on."""

    name: str
    day: date
    shifts: list[int]
    open: bool


@dataclass(frozen=True)
class Line:
    """One person at one post."""

    staff: Staff
    post: Post
    team: Team | None
    cells: list[Cell]


@login_required
@require_safe
def roster_choose(request: SignedInRequest) -> HttpResponse:
    """To the roster of the only site, or a choice of sites."""
    sites = sorted(request.user.scope.sites.items(), key=lambda pair: pair[1])
    if len(sites) == 1:
        return redirect("people:roster", sites[0][0])
    return render(request, "people/roster_choose.html", {"sites": sites})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: SignedInRequest, site: int) -> HttpResponse:
    """One week of one department: people down, days across, a shift in each cell."""
    if not rules.may_see_roster(request.user, site):
        raise Http404
    first, department = _monday(request.GET), _department(request, site)
    may_edit = rules.may_set_roster(request.user, site, department)
    problem = ""
    if request.method == "POST":
        permit(may_edit)
        try:
            _save(request, site, department, first)
        except Refusal as refusal:
            problem = str(refusal)
        else:
            tell(request, _("The roster of the week is set."))
            return redirect(_address(site, first, department))
    page = _page(request, site, first, department)
    status = 422 if problem else 200
    page |= {"may_edit": may_edit, "problem": problem}
    return render(request, "people/roster.html", page, status=status)


def _page(request: SignedInRequest, site: int, first: date, department: str) -> dict[str, Any]:
    tabs = [
        {"key": d.value, "name": d.label, "href": _address(site, first, d.value)}
        for d in Department
    ]
    return {
        "site": site,
        "site_name": request.user.scope.sites[site],
        "department": department,
        "tabs": tabs,
        "days": [first + n * DAY for n in range(WEEK)],
        "today": timezone.localdate(),
        "before": _address(site, first - WEEK * DAY, department),
        "after": _address(site, first + WEEK * DAY, department),
        "lines": _lines(site, first, department),
        "shifts": list(Shift.objects.filter(site_id=site).order_by("starts", "name")),
    }


def _lines(site: int, first: date, department: str) -> list[Line]:
    """Everybody posted in the week, and whoever else is on its roster."""
    days = [first + n * DAY for n in range(WEEK)]
    postings: dict[Pair, list[Posting]] = defaultdict(list)
    for posting in _postings(site, department, days):
        postings[posting.staff, posting.post].append(posting)
    chosen: dict[Pair, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in _entries(site, department, days):
        chosen[entry.staff, entry.post][entry.day].append(entry.shift_id)
    pairs = sorted({*postings, *chosen}, key=lambda p: (p[1].name, p[0].name, p[0].pk))
    return [_line(pair, postings.get(pair, []), chosen[pair], days) for pair in pairs]


def _postings(site: int, department: str, days: list[date]) -> QuerySet[Posting]:
    there = Posting.objects.filter(site_id=site, post__department=department)
    there = there.not_over(days[0]).filter(starts_on__lte=days[-1], staff__is_active=True)
    return there.select_related("staff", "post", "team")


def _entries(site: int, department: str, days: list[date]) -> QuerySet[RosterEntry]:
    entries = RosterEntry.objects.filter(site_id=site, post__department=department)
    entries = entries.filter(day__range=(days[0], days[-1]))
    return entries.select_related("staff", "post").order_by("shift__starts", "pk")


def _line(
    pair: Pair, postings: list[Posting], chosen: dict[date, list[int]], days: list[date]
) -> Line:
    staff, post = pair
    cells = []
    for day in days:
        free = not postings or any(p.holds_on(day) for p in postings)
        name = f"{CELL}.{staff.pk}.{post.pk}.{day}"
        cells.append(Cell(name, day, chosen.get(day) or [0], free or day in chosen))
    return Line(staff, post, postings[0].team if postings else None, cells)


def _save(request: SignedInRequest, site: int, department: str, first: date) -> None:
    lines = [line for name in request.POST for line in _read(name, request.POST.getlist(name))]
    last = first + (WEEK - 1) * DAY
    set_roster(site, department, first=first, last=last, lines=lines, by=request.user)


def _read(name: str, shifts: list[str]) -> list[RosterLine]:
    if not name.startswith(f"{CELL}."):
        return []
    parts = name.split(".")
    day = _day(parts[-1])
    numbers = [*parts[1:-1], *(s for s in shifts if s)]
    if len(parts) != CELL_PARTS or day is None or not all(_is_key(n) for n in numbers):
        raise BadRequest(CELL)
    return [RosterLine(int(parts[1]), int(parts[2]), int(s), day) for s in shifts if s]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) < 2**63


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _monday(params: QueryDict) -> date:
    """The Monday of the week that `from` lies in; of this one when nothing is said."""
    asked = params.get("from")
    day = _day(asked) if asked else timezone.localdate()
    if day is None or not 2000 <= day.year <= 2100:  # noqa: PLR2004 -- nobody rosters beyond
        raise BadRequest("from")
    return day - day.weekday() * DAY


def _department(request: SignedInRequest, site: int) -> str:
    """The one asked for; else the first one with posts, preferably one whose roster one sets."""
    asked = request.GET.get("department")
    if asked is None:
        staffed = set(Post.objects.filter(site_id=site).values_list("department", flat=True))
        own = [d for d in Department if rules.may_set_roster(request.user, site, d)]
        found = [d for d in (*own, *Department) if d in staffed]
        return found[0] if found else Department.ENGINEERING
    if asked not in Department.values:
        raise BadRequest("department")
    return asked


def _address(site: int, first: date, department: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"from": first.isoformat(), "department": department})
    return f"{reverse('people:roster', args=[site])}?{query.urlencode()}"
