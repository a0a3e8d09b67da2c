"""Who may be drawn to look at a sign: neither whom it concerns nor whoever leads them."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from pinzhi.places.models import Membership, Role, Site

LOOKING = (
    Role.SITE_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.FOREMAN,
    Role.INSPECTOR,
    Role.QUALITY_OFFICER,
    Role.BUTLER,
)
LEADING = (Role.FOREMAN, Role.DEPARTMENT_HEAD)


def candidates(site: Site, people: Collection[int], departments: Collection[str]) -> list[int]:
    """Everybody employed who holds a looking role that reaches the site today, but for `people`
    and the foremen and heads of their `departments` and of the departments they hold a role in."""
    path = site.path
    nodes = [path[: at + 1] for at, sign in enumerate(path) if sign == "/"]
    day = timezone.localdate(timezone=ZoneInfo(site.time_zone))
    here = Membership.objects.on(day).filter(node__path__in=nodes, staff__is_active=True)
    theirs = here.filter(staff__in=people).values_list("department", flat=True)
    led = {*departments, *theirs} - {""}
    leaders = here.filter(Q(department="") | Q(department__in=led), role__in=LEADING)
    found = here.filter(role__in=LOOKING).exclude(staff__in=people)
    rows = found.exclude(staff__in=leaders.values("staff")).values_list("staff_id", flat=True)
    return sorted(set(rows))
