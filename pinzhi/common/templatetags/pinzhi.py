"""{% load pinzhi %}: how times, sums and statuses are said on a page."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pinzhi.common import looks, wording

register = template.Library()


def _now(now: datetime | None) -> datetime:
    return timezone.localtime(now)


@register.filter
def people_time(value: datetime | None, now: datetime | None = None) -> str:
    """Today 09:30"""
    return wording.say_time(value, _now(now)) if value else "–"


@register.simple_tag
def span(start: datetime, end: datetime, now: datetime | None = None) -> str:
    """Today 09:30–10:00"""
    return wording.say_span(start, end, _now(now))


@register.filter
def remaining(due: datetime | None, now: datetime | None = None) -> str:
    """18 minutes left · overdue by 2 hours"""
    return wording.say_remaining(due, _now(now)) if due else ""


@register.filter
def duration(length: timedelta | None) -> str:
    return wording.say_duration(length) if length is not None else "–"


@register.filter
def money(amount: Decimal | int | None) -> str:
    return wording.say_money(amount) if amount is not None else "–"


@register.filter
def percent(ratio: Decimal | float | None, digits: int = 0) -> str:
    return wording.say_percent(ratio, digits)


@register.filter
def mask_phone(number: str | None) -> str:
    return wording.mask_phone(number or "")


@register.filter
def exact(value: datetime | None) -> str:
    """The instant to the second in local time, for hover and print."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}" if value else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    return looks.icon(name)


@register.simple_tag
def status(kind: str, word: object = "") -> SafeString:
    return looks.status(kind, word)


@register.simple_tag
def people_clock(
    value: datetime | None = None,
    end: datetime | None = None,
    due: datetime | None = None,
    now: datetime | None = None,
) -> SafeString:
    """A <time>: `value` (to `end`) as people say it, then how `due` stands; exact on hover."""
    if value is None and due is None:
        return format_html('<span class="pz-muted">{}</span>', "–")
    here = _now(now)
    parts = _spoken(value, end, here) + ([wording.say_remaining(due, here)] if due else [])
    marked = value or due
    return format_html(
        '<time class="pz-time" datetime="{}" title="{}" data-exact="{}"{}>{}</time>',
        marked.isoformat() if marked else "",
        exact(marked),
        exact(marked),
        format_html(' data-status="{}"', "late") if due and due < here else "",
        " · ".join(parts),
    )


def _spoken(value: datetime | None, end: datetime | None, now: datetime) -> list[str]:
    if value is None:
        return []
    return [wording.say_span(value, end, now) if end else wording.say_time(value, now)]


@register.filter
def undo_address(message: Message) -> str:
    """Where a message's undo button posts to; empty when the deed cannot be undone."""
    return (message.extra_tags or "").partition("undo=")[2]


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """mapping[key], None when it is not there."""
    return mapping.get(key)
