"""Reads that cross the ground: what nobody answers for (ORG-03, ORG-04), and the trees."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site

ANSWERED_KINDS = (
    Place.Kind.ZONE,
    Place.Kind.BUILDING,
    Place.Kind.SPACE,
    Place.Kind.CHECKPOINT,
)
# A spot is answered for by its own person or by that of any spot above it.
ANSWERED_FOR = """
    WITH RECURSIVE answered AS (
        SELECT id FROM places_place WHERE site_id = ANY(%s) AND responsible_id IS NOT NULL
        UNION
        SELECT c.id FROM places_place c JOIN answered ON c.parent_id = answered.id
    )
    SELECT id FROM answered
"""


def unanswered_places(sites: Iterable[int]) -> QuerySet[Place]:
    """Ground of these sites that nobody answers for, itself or above it (ORG-03). One statement.

    Zones, buildings, public spaces and checkpoints; homes are their owners', and entrances and
    floors belong to their building.
    """
    ids = sorted(sites)
    answered = RawSQL(ANSWERED_FOR, (ids,))  # noqa: S611 -- constant text, bound values
    places = Place.objects.filter(site_id__in=ids, kind__in=ANSWERED_KINDS)
    return places.exclude(pk__in=answered).order_by("site_id", "kind", "code")


def unanswered_equipment(sites: Iterable[int]) -> QuerySet[Equipment]:
    """Machines, but the scrapped, that no one person answers for (ORG-04, EQP-08)."""
    machines = Equipment.objects.filter(site_id__in=sites, responsible=None)
    return machines.exclude(status=Equipment.Status.SCRAPPED).order_by("site_id", "system", "code")


@dataclass(frozen=True)
class Unanswered:
    """How much of a site nobody answers for."""

    site: Site
    places: int
    equipment: int

    @property
    def total(self) -> int:
        return self.places + self.equipment


def unanswered_by_site(user: Staff) -> list[Unanswered]:
    """One line for each of the user's sites, the worst first. Three statements."""
    sites = list(Site.objects.visible_to(user))
    ids = [site.pk for site in sites]
    places = _by_site(unanswered_places(ids))
    equipment = _by_site(unanswered_equipment(ids))
    lines = [Unanswered(s, places.get(s.pk, 0), equipment.get(s.pk, 0)) for s in sites]
    return sorted(lines, key=lambda line: (-line.total, line.site.code))


def _by_site(rows: QuerySet[Place] | QuerySet[Equipment]) -> dict[int, int]:
    counted = rows.order_by().values_list("site_id").annotate(n=Count("pk"))
    return dict(counted)


def people_of(site: Site) -> QuerySet[Staff]:
    """Who can be named to answer for something here: employed, posted here or working here."""
    above = [site.path[: i + 1] for i, sign in enumerate(site.path) if sign == "/"]
    posted = Q(postings__site=site)
    working = Q(memberships__node__path__in=above)
    found: QuerySet[Staff] = Staff.objects.filter(posted | working, is_active=True)
    return found.order_by("name", "number").distinct()
