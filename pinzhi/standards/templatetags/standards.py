"""{% load standards %}: how an item is asked and judged, in the trade's words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from pinzhi.standards.models import Item
from pinzhi.standards.words import AnswerType, FixUnit, Method

register = template.Library()


@register.filter
def methods(item: Item) -> str:
    """Look, listen (PAT-35)"""
    return "、".join(str(Method(one).label) for one in item.methods)


@register.filter
def expected(item: Item) -> str:
    """What the answer is held against: 0.2–0.4 MPa, or the choices that are right."""
    if item.answer_type == AnswerType.NUMBER:
        return f"{_limits(item)} {item.unit}".strip()
    if item.answer_type == AnswerType.CHOICE:
        return " / ".join(f"{c['label']}{'' if c['ok'] else ' ✕'}" for c in item.choices)
    return str(AnswerType(item.answer_type).label)


@register.filter
def fix_within(item: Item) -> str:
    """1 week"""
    return f"{_plain(item.fix_value)} {FixUnit(item.fix_unit).label}"


@register.filter
def points(value: Decimal | None) -> str:
    return _plain(value) if value else "–"


def _limits(item: Item) -> str:
    low, high = item.minimum, item.maximum
    if low is not None and high is not None:
        return f"{_plain(low)}–{_plain(high)}"
    if low is not None:
        return f"≥ {_plain(low)}"
    return f"≤ {_plain(high)}" if high is not None else _("Reading")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@register.filter
def kept_count(pairs: Iterable[Any]) -> int:
    """How many of two editions' things are the same in both."""
    return sum(pair.fate == "kept" for pair in pairs)
