"""A fact: one frequency, limit, sum of money, grade, form or post, whoever states it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import gcd
from typing import Any, Final, Literal

from pinzhi.standards.comparing_documents.wording import Wording

Kind = Literal["recurrence", "time_limit", "money", "score_band", "forms", "roles"]
KINDS: Final[tuple[Kind, ...]] = (
    "recurrence", "time_limit", "money", "score_band", "forms", "roles",
)  # fmt: skip
NAMES: Final = frozenset(("forms", "roles"))

Value = tuple[str, ...]

_LENGTHS: Final = {
    "second": (Decimal(1) / 60, "minute"),
    "hour": (Decimal(60), "minute"),
    "week": (Decimal(7), "day"),
    "quarter": (Decimal(3), "month"),
    "halfyear": (Decimal(6), "month"),
    "year": (Decimal(12), "month"),
}
"""Units that are a fixed number of another; a day is not 24 hours here, nor a month 30 days."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is equal for facts that say the same; `texts` are the wordings it stands in, any of
    which may be the one that another fact shares words with; `place` says where to look it up."""

    kind: Kind
    value: Value
    texts: tuple[Wording, ...]
    place: str

    def also(self, text: Wording) -> "Fact":
        """The same fact with one more wording."""
        return replace(self, texts=(*self.texts, text))


def kind_of(key: str) -> Kind | None:
    """The kind of what the compiler found; None for what is not compared."""
    return next((kind for kind in KINDS if kind == key), None)


def value_of(kind: Kind, said: Mapping[str, Any] | str) -> Value:
    """What is compared: a name; how many times in which span; a length of time; an amount with
    its sign; the ends of a grade with its name. Months, hours, conditions, least and most do not
    count, nor what a sum is paid for each of: they are how, the rest is what."""
    if isinstance(said, str):
        return (said,)
    if kind == "recurrence":
        every, unit = _length(said["every"], said["unit"])
        return (*_reduced(plain(said["times"]), every), unit)
    if kind == "time_limit":
        return _length(said["value"], said["unit"])
    if kind == "money":
        return (said["sign"], plain(said["amount"]), plain(said.get("amount_max")))
    return (said["label"], plain(said["from"]), plain(said["to"]))


def plain(number: Any) -> str:
    """2, 2.0 and "2.00" alike; nothing for none."""
    if number is None:
        return ""
    shown = f"{Decimal(str(number)):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _reduced(times: str, every: str) -> tuple[str, str]:
    """Twice a year is once in half a year."""
    if not (times.isdigit() and every.isdigit()):
        return times, every
    common = gcd(int(times), int(every)) or 1
    return str(int(times) // common), str(int(every) // common)


def _length(count: Any, unit: str) -> tuple[str, str]:
    times, of = _LENGTHS.get(unit, (Decimal(1), unit))
    return plain(round(Decimal(str(count)) * times, 4)), of
