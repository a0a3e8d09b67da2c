"""{% load plans %}: rules in words, and what runs because of a requirement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Count
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pinzhi.common import looks, wording
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Plan, SpecialMode, Task
from pinzhi.plans.queries.modes import modes_on
from pinzhi.plans.queries.people_day import Bar, Line
from pinzhi.plans.queries.weeks import Cell, Chip
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


@register.simple_tag
def chips(found: Iterable[Chip]) -> SafeString:
    """Numbers by state, each leading to the tasks it counts. A page holds hundreds: no template."""
    return mark_safe("".join(map(_chip, found)))  # noqa: S308 -- each is escaped


def _chip(chip: Chip) -> SafeString:
    word, icon = chip.word, looks.icon(looks.STATUSES[chip.look][1])
    inner = format_html(
        '{}<b>{}</b><span class="plan-chip-word">{}</span>', icon, chip.number, word
    )
    if not chip.query:
        return format_html(
            '<span class="plan-chip" data-status="planned" title="{}">{}</span>', word, inner
        )
    return format_html(
        '<a class="plan-chip" data-status="{}" href="{}" title="{}">{}</a>',
        chip.look, task_address(chip.query), word, inner,
    )  # fmt: skip


@register.simple_tag
def shares(cell: Cell, label: str) -> SafeString:
    """The states of a cell as a strip, as <c-strip> draws it."""
    parts = format_html_join(
        "",
        '<rect x="{}" y="0" width="{}" height="14" data-status="{}"></rect>',
        ((part.x, part.width, part.status) for part in cell.strip),
    )
    return format_html(
        '<svg class="pz-strip" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" '
        'aria-label="{} {}">{}</svg>',
        label, cell.day, parts,
    )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A bar of a day in words, worked out once for the desk's page and the phone's."""

    bar: Bar
    href: str
    when: str
    word: str
    title: str


def _said(bar: Bar, now: datetime) -> Said:
    href = reverse("plans:task", args=[bar.tasks[0]])
    title = bar.title
    if len(bar.tasks) > 1:
        href, title = task_address(bar.query), f"{title} × {len(bar.tasks)}"
    when = wording.say_span(bar.window.start, bar.window.end, now)
    return Said(bar, href, when, str(bar.word or _("Nobody's")), title)


@register.simple_tag
def bars(line: Line) -> SafeString:
    """A person's day along the hours: list items that lie where their hours are."""
    now = timezone.localtime()
    return format_html_join(
        "",
        '<li class="plan-bar g-c{} g-w{}"><a data-status="{}" href="{}" title="{} · {} · {}">{}'
        "<span>{}</span></a></li>",
        (
            (b.column, b.span, b.look, said.href, said.when, said.word, said.title,
             chip_icon(b.look), said.title)
            for b in line.bars
            for said in [_said(b, now)]
        ),
    )  # fmt: skip


@register.simple_tag
def bar_rows(line: Line) -> SafeString:
    """The same one under the other, for a narrow screen."""
    now = timezone.localtime()
    return format_html_join(
        "",
        '<li><a class="plan-row" data-status="{}" href="{}"><b>{}</b>'
        '<span class="pz-muted">{} · {}</span></a></li>',
        (
            (said.bar.look, said.href, said.title, said.when, said.word)
            for said in (_said(b, now) for b in line.bars)
        ),
    )


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
