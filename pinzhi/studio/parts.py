"""The parts of a proposal: one thing understood each, with the words it came from. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

UNSURE = 0.8  # below it a person should look first
UNSURE_BESIDE = 0.6  # the same for parts that only explain


class Part(TypedDict):
    """`start` and `end` count letters of the passage's text; None for what stands elsewhere."""

    key: str
    value: Any
    start: int | None
    end: int | None
    words: str
    confidence: float
    inherited: bool
    recipient: NotRequired[bool]  # a role that something is told or handed to


# In this order chips stand: what is done, how often, by whom, where, and so on.
KEYS = (
    "activity", "recurrence", "time_limit", "roles", "place", "quantities", "forms", "money",
    "score_band", "condition", "method", "check", "consequence",
)  # fmt: skip
# One of these makes a passage ask for something; a role or a place alone does not.
SUBSTANCE = frozenset(
    ("activity", "recurrence", "time_limit", "quantities", "forms", "money", "score_band")
)
SHARED = ("roles", "place")  # said once, meant for the whole passage


def part(
    key: str,
    value: Any,
    *,
    words: str = "",
    span: tuple[int, int] | None = None,
    confidence: float = 1.0,
    inherited: bool = False,
) -> Part:
    start, end = span or (None, None)
    return {
        "key": key,
        "value": value,
        "start": start,
        "end": end,
        "words": words,
        "confidence": round(confidence, 3),
        "inherited": inherited,
    }


def in_order(parts: Iterable[Part]) -> list[Part]:
    """By key, then by place in the text."""
    places = {key: n for n, key in enumerate(KEYS)}
    return sorted(parts, key=lambda p: (places.get(p["key"], len(KEYS)), p["start"] or 0))


# What a draft is made of; the rest only explains and is known less well.
TELLING = frozenset(
    ("recurrence", "time_limit", "roles", "quantities", "forms", "money", "score_band")
)


def sureness(parts: Sequence[Part]) -> float:
    """That of its least sure telling part; what a person wrote is sure."""
    told = [p["confidence"] for p in parts if p["key"] in TELLING]
    return min(told or [p["confidence"] for p in parts], default=1.0)


def is_unsure(part: Mapping[str, Any]) -> bool:
    sure: float = part["confidence"]
    return sure < (UNSURE if part["key"] in TELLING else UNSURE_BESIDE)


def of_key(parts: Iterable[Mapping[str, Any]], key: str) -> list[Any]:
    """The values of all parts of one key, in their order."""
    return [p["value"] for p in parts if p["key"] == key]


def first(parts: Iterable[Mapping[str, Any]], key: str) -> Any:
    """The value of the first part of a key, or None."""
    return next(iter(of_key(parts, key)), None)


def doer(parts: Iterable[Mapping[str, Any]]) -> str:
    """Who does it: the first role that nothing is told or handed to; empty when none is named."""
    roles = (p for p in parts if p["key"] == "roles" and not p.get("recipient"))
    return str(next((p["value"] for p in roles), ""))


def wording(value: Any) -> str:
    """A value that is words, or a mapping that holds some, as words."""
    if isinstance(value, Mapping):
        for name in ("text", "words", "event", "name", "label"):
            if value.get(name):
                return str(value[name])
        return "".join(str(one) for one in value.values() if isinstance(one, str))
    return "" if value is None else str(value)


def number_in(told: str, missing: int) -> int:
    """A whole number as an address or a form tells it, small enough for a column."""
    return int(told) if re.fullmatch(r"[0-9]{1,9}", told) else missing
