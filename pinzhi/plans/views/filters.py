"""What the list of tasks may be narrowed by, beside the house's usual filters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.common.pages import Days, Reference
from pinzhi.common.pages.filters import Option, Widget
from pinzhi.people.models import Staff
from pinzhi.places.models import Place
from pinzhi.plans.models import Plan
from pinzhi.plans.showing import NOBODY
from pinzhi.plans.states import OPEN, Status

NO_ONE = "0"
FEW_SITES = 5
WHOLE_SITE = _("The whole site")


@dataclass(frozen=True)
class DueDays(Days):
    """Deadlines of a day: a window that ends at midnight still belongs to the day before it."""

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        found = super().condition(params, model)
        moved = {"__gte": "__gt", "__lt": "__lte"}
        return Q(*((_moved(name, moved), at) for name, at in _pairs(found)))


def _pairs(found: Q) -> list[tuple[str, datetime]]:
    return [child for child in found.children if isinstance(child, tuple)]


def _moved(name: str, moved: dict[str, str]) -> str:
    path, _sep, sign = name.rpartition("__")
    return f"{path}{moved[f'__{sign}']}"


@dataclass(frozen=True)
class Person(Reference):
    """Tasks of one person; 0 stands for nobody."""

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        found = super().condition(params, model)
        return found | Q(assignee=None) if NO_ONE in params.getlist(self.name) else found

    def widget(self, params: QueryDict, user: Any) -> Widget:
        found = super().widget(params, user)
        nobody = Option(NO_ONE, NOBODY, NO_ONE in params.getlist(self.name))
        return Widget(found.kind, found.name, found.label, [nobody, *found.options])


@dataclass(frozen=True)
class Chosen(Reference):
    """Offers only what an address has chosen already: there is too much to choose from."""

    name_of: Callable[[Any, list[int]], list[tuple[int, str]]] = lambda _user, _pks: []

    def widget(self, params: QueryDict, user: Any) -> Widget:
        wanted = [int(v) for v in params.getlist(self.name) if v.isdecimal()]
        names = self.name_of(user, wanted) if wanted else []
        options = [Option(str(pk), name, chosen=True) for pk, name in names]
        return Widget("select", self.name, self.label, options)


BELOW = """
    WITH RECURSIVE below AS (
        SELECT id FROM places_place WHERE id = ANY(%s)
        UNION
        SELECT c.id FROM places_place c JOIN below ON c.parent_id = below.id
    )
    SELECT id FROM below
"""


@dataclass(frozen=True)
class Within(Chosen):
    """Tasks at a place or anywhere below it."""

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        if super().condition(params, model) == Q():
            return Q()
        wanted = [int(v) for v in params.getlist(self.name) if v]
        return Q(place_id__in=RawSQL(BELOW, (wanted,)))  # noqa: S611 -- constant text


@dataclass(frozen=True)
class Spot(Chosen):
    """Tasks at just this place; 0 stands for none, the whole site."""

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        found = super().condition(params, model)
        return found | Q(place=None) if NO_ONE in params.getlist(self.name) else found


def place_names(user: Any, pks: list[int]) -> list[tuple[int, str]]:
    places = Place.objects.visible_to(user).filter(pk__in=pks)
    nowhere = [(0, str(WHOLE_SITE))] if 0 in pks else []
    return nowhere + list(places.values_list("pk", "full_name"))


def nothing(_user: Any) -> list[tuple[int, str]]:
    return []


def plan_names(user: Any, pks: list[int]) -> list[tuple[int, str]]:
    plans = Plan.objects.visible_to(user).filter(pk__in=pks)
    return list(plans.values_list("pk", "title"))


def people(user: Any) -> list[tuple[int, str]]:
    """Those who hold a place at one's sites; of many sites there are too many to list."""
    if len(user.scope.sites) > FEW_SITES:
        return []
    found = Staff.objects.filter(
        Q(postings__site_id__in=user.scope.site_ids)
        | Q(memberships__node__site__pk__in=user.scope.site_ids)
    )
    return list(found.distinct().order_by("name").values_list("pk", "name"))


def _now(now: datetime) -> Q:
    return Q(status__in=OPEN, opens_at__lte=now, closes_at__gt=now)


def _late(now: datetime) -> Q:
    return Q(status__in=OPEN, closes_at__lte=now)


def _nobody(now: datetime) -> Q:
    return Q(status__in=OPEN, assignee=None, closes_at__gt=now)


def _given(now: datetime) -> Q:
    return Q(status__in=OPEN, assignee__isnull=False, closes_at__gt=now)


CASES: dict[str, tuple[str | Promise, Q | Callable[[datetime], Q]]] = {
    "now": (pgettext_lazy("tasks", "Open now"), _now),
    "late": (pgettext_lazy("tasks", "Overdue"), _late),
    "missed": (pgettext_lazy("tasks", "Missed"), Q(status=Status.MISSED)),
    "nobody": (_("Nobody's"), _nobody),
    "given": (pgettext_lazy("tasks", "Given and in time"), _given),
}
