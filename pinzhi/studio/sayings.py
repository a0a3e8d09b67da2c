"""A part of a proposal in plain words, and how its chip looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from pinzhi.places.models import EquipmentSystem
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.standards.words import Method, PlaceKind, SpanUnit
from pinzhi.studio.parts import is_unsure, wording

# What a chip's key is called, and its icon.
LOOKS: dict[str, tuple[str | Promise, str]] = {
    "activity": (pgettext_lazy("part", "What"), "tool"),
    "recurrence": (pgettext_lazy("part", "How often"), "clock-hour-4"),
    "time_limit": (pgettext_lazy("part", "Time limit"), "hourglass"),
    "roles": (pgettext_lazy("part", "Who"), "user"),
    "place": (pgettext_lazy("part", "Where"), "map-2"),
    "quantities": (pgettext_lazy("part", "Measure"), "gauge"),
    "forms": (pgettext_lazy("part", "Form"), "file-text"),
    "money": (pgettext_lazy("part", "Reward or penalty"), "star"),
    "score_band": (pgettext_lazy("part", "Grade"), "chart-bar"),
    "condition": (pgettext_lazy("part", "When"), "sun-high"),
    "method": (pgettext_lazy("part", "Method"), "eye"),
    "check": (pgettext_lazy("part", "Check"), "users"),
    "consequence": (pgettext_lazy("part", "Consequence"), "alert-triangle"),
}
CONDITIONS: dict[str, str | Promise] = {
    "rain": gettext_lazy("in rain"),
    "typhoon": gettext_lazy("in a typhoon"),
    "snow": gettext_lazy("in snow"),
    "holiday": gettext_lazy("on holidays"),
    "night": gettext_lazy("at night"),
    "special": gettext_lazy("in special circumstances"),
    "summer": gettext_lazy("in summer"),
    "winter": gettext_lazy("in winter"),
    "spring": gettext_lazy("in spring"),
    "autumn": gettext_lazy("in autumn"),
    "growing": gettext_lazy("in the growing season"),
    "peak": gettext_lazy("at peak times"),
    "event": gettext_lazy("when it happens"),
}
SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": ""}
PERS: dict[str, str | Promise] = {
    "time": gettext_lazy("each time"),
    "person": gettext_lazy("each person"),
    "point": gettext_lazy("each point"),
    "unit": gettext_lazy("each unit stated"),
}


@dataclass(frozen=True)
class Chip:
    """A part as the page shows it."""

    index: int
    key: str
    name: str
    icon: str
    text: str
    why: str
    unsure: bool
    inherited: bool
    wrong: bool


def chip(index: int, part: Mapping[str, Any]) -> Chip:
    name, icon = LOOKS.get(part["key"], (part["key"], "info-circle"))
    text, wrong = say(part)
    return Chip(
        index=index,
        key=part["key"],
        name=str(name),
        icon=icon,
        text=text,
        why=_why(part),
        unsure=is_unsure(part),
        inherited=bool(part.get("inherited")),
        wrong=wrong,
    )


def say(part: Mapping[str, Any]) -> tuple[str, bool]:
    """The part in words, and whether nothing can be made of it as it stands."""
    value = part["value"]
    if part["key"] == "recurrence":
        return _recurrence(value, part.get("words", ""))
    speak = SPEAKERS.get(part["key"])
    if speak is None or not isinstance(value, Mapping):
        return wording(value) or part.get("words", ""), False
    return speak(value) or part.get("words", ""), False


def _why(part: Mapping[str, Any]) -> str:
    """From which words, how sure: what a person asks a chip."""
    if not part.get("words"):
        return _("Added by a person")
    sure = _("%(n)s %% sure") % {"n": round(part["confidence"] * 100)}
    source = _("“%(words)s”") % {"words": part["words"]}
    above = _("said above") if part.get("inherited") else ""
    return " · ".join(one for one in (source, above, sure) if one)


def _recurrence(value: Any, words: str) -> tuple[str, bool]:
    try:
        return describe(value, get_language() or "zh-hans"), False
    except (RuleError, AttributeError):
        return words or "?", True


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _time_limit(value: Mapping[str, Any]) -> str:
    number, unit = value.get("value", 0), value.get("unit", "")
    if number == 0 and unit == "day":
        span = _("the same day")
    else:
        units = {key: str(label) for key, label in SpanUnit.choices}
        span = _("within %(n)s %(unit)s") % {"n": _number(number), "unit": units.get(unit, unit)}
    of = value.get("of", "")
    return f"{of} · {span}" if of else span


def _quantity(value: Mapping[str, Any]) -> str:
    sign = SIGNS.get(value.get("cmp", "="), "")
    return f"{sign}{_number(value.get('value', ''))} {value.get('unit', '')}".strip()


def _money(value: Mapping[str, Any]) -> str:
    sign = _("Reward") if value.get("sign") == "reward" else _("Penalty")
    amount = f"¥{_number(value.get('amount', 0))}"
    if value.get("amount_max"):
        amount += f"–{_number(value['amount_max'])}"
    per = PERS.get(value.get("per", ""), "")
    return f"{sign} {amount} {per}".strip()


def _band(value: Mapping[str, Any]) -> str:
    low, high = value.get("from"), value.get("to")
    if low is None:
        reach = _("below %(n)s") % {"n": _number(high)}
    elif high is None:
        reach = _("%(n)s and more") % {"n": _number(low)}
    else:
        reach = f"{_number(low)}–{_number(high)}"
    return f"{value.get('label', '')} {reach}".strip()


def _activity(value: Mapping[str, Any]) -> str:
    said = f"{value.get('verb') or ''}{value.get('object') or ''}"
    return said or wording(value)


def _place(value: Mapping[str, Any]) -> str:
    name = wording(value)
    kinds = {key: str(label) for key, label in PlaceKind.choices}
    systems = {key: str(label) for key, label in EquipmentSystem.choices}
    more = systems.get(value.get("system", ""), "") or kinds.get(value.get("kind", ""), "")
    return f"{name}（{more}）" if name and more and more != name else name or more


def _condition(value: Mapping[str, Any]) -> str:
    known = CONDITIONS.get(str(value.get("condition", "")))
    event = str(value.get("event", ""))
    return event or (str(known) if known else wording(value))


def _method(value: Mapping[str, Any]) -> str:
    return {key: str(label) for key, label in Method.choices}.get(value.get("method", ""), "")


def _check(value: Mapping[str, Any]) -> str:
    return f"{value.get('checker', '')} → {value.get('checked', '')}"


SPEAKERS = {
    "time_limit": _time_limit,
    "quantities": _quantity,
    "money": _money,
    "score_band": _band,
    "activity": _activity,
    "place": _place,
    "condition": _condition,
    "method": _method,
    "check": _check,
}
