"""{% load plans %}: rules in words, and what runs because of a requirement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Count
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pinzhi.common import looks
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, SpecialMode, Task
from pinzhi.plans.queries.modes import modes_on
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.plans.rules import PLANNERS, may_set_mode
from pinzhi.plans.showing import state_of, word_of
from pinzhi.standards.models import Edition

register = template.Library()


@register.filter
def in_words(rule: Mapping[str, Any]) -> SafeString | str:
    """A recurrence as the trade says it; marked, with what is wrong, when it cannot run."""
    try:
        return describe(rule, get_language() or "zh-hans")
    except RuleError as fault:
        return format_html('<span class="pz-note" data-tone="warning">{}</span>', str(fault))


@register.simple_tag
def plans_running(edition: Edition, user: Staff) -> dict[int, int]:
    """How many plans of one's sites carry each requirement out. One query."""
    plans = Plan.objects.visible_to(user).filter(
        requirement__edition=edition, status=Plan.Status.ACTIVE
    )
    counted = plans.values("requirement").annotate(n=Count("pk"))
    return dict(counted.values_list("requirement", "n"))


@dataclass(frozen=True)
class Missing:
    site_id: int
    site: str
    count: int


@register.simple_tag
def plans_missing(edition: Edition, user: Staff) -> list[Missing]:
    """At which of one's sites that one may plan for and that work by the standard how many
    requirements of the edition are not planned. Three queries."""
    mine = [pk for pk in user.scope.site_ids if user.scope.holds(pk, *PLANNERS)]
    running = Plan.objects.filter(site__in=mine).exclude(status=Plan.Status.ENDED)
    using = running.filter(requirement__edition__standard=edition.standard_id)
    sites = set(using.values_list("site_id", flat=True)) if mine else set()
    if not sites:
        return []
    planned = running.filter(requirement__edition=edition).values("site")
    counted = dict(planned.annotate(n=Count("requirement", distinct=True)).values_list("site", "n"))
    whole = edition.requirements.count()
    found = [Missing(pk, user.scope.sites[pk], whole - counted.get(pk, 0)) for pk in sorted(sites)]
    return [one for one in found if one.count]


@register.filter
def task_status(task: Task) -> SafeString:
    state = state_of(task)
    return looks.status(state, word_of(task))


@register.simple_tag
def task_address(query: Mapping[str, str]) -> str:
    """The list of tasks narrowed as a chip of the calendar says."""
    return f"{reverse('plans:task_list')}?{urlencode(query)}"


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours with at most one decimal."""
    return f"{round(minutes / 60, 1):g}"


@register.simple_tag
def chip_icon(look: str) -> SafeString:
    return looks.icon(looks.STATUSES[look][1])


@register.inclusion_tag("plans/_modes.html", takes_context=True)
def special_modes(context: Context, site: Site) -> dict[str, Any]:
    """The special modes of a site with a button for each; for the board of its day. One query."""
    now, user = timezone.now(), context["request"].user
    on = modes_on(site, now)
    taken = {mode.kind for mode in on}
    return {
        "site": site,
        "now": now,
        "on": on,
        "off": [pair for pair in SpecialMode.Kind.choices if pair[0] not in taken],
        "may_set": may_set_mode(user, site.pk),
        "csrf_token": context.get("csrf_token"),
    }
