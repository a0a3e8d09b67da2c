"""Two packs compared: clause by clause, checklist by checklist, item by item."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass, replace
from decimal import Decimal
from typing import Any

from pinzhi.standards.pack.data import Pack, PackChecklist, PackItem, Span

FULL_SCORE = Decimal(100)
ONE_WEEK = Span(1, "week")
HEAD = ("code", "title", "line", "edition")
OWN_PLACES = {"items", "options"}  # compared part by part, not as a whole


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` is empty where the whole part is only in one of the two."""

    place: str
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        if self.field:
            return f"~ {self.place}, {self.field}: {self.before} → {self.after}"
        return f"- {self.place} {self.before}" if self.before else f"+ {self.place} {self.after}"


def differences(before: Pack, after: Pack) -> Iterator[Difference]:
    """What one has to do to `before` to get `after`, in the order of the pack.

    What a pack leaves out and what stands in the database for it is no difference.
    """
    was, now = dict(_parts(filled(before))), dict(_parts(filled(after)))
    for place in [*now, *(one for one in was if one not in now)]:
        if place not in was:
            yield Difference(place, "", "", _name(now[place]))
        elif place not in now:
            yield Difference(place, "", _name(was[place]), "")
        else:
            for field, value in now[place].items():
                if was[place][field] != value:
                    yield Difference(place, field, _shown(was[place][field]), _shown(value))


def filled(pack: Pack) -> Pack:
    """The pack with what stands in the database where it says nothing itself."""
    return replace(pack, about="", checklists=tuple(_filled(one) for one in pack.checklists))


def _filled(checklist: PackChecklist) -> PackChecklist:
    items = tuple(_filled_item(item) for item in checklist.items)
    total = FULL_SCORE if checklist.total is None else checklist.total
    if checklist.plan is not None:
        return replace(checklist, items=items, total=total)
    return replace(checklist, items=items, total=total, post="", place_kind="", system="")


def _filled_item(item: PackItem) -> PackItem:
    return replace(item, fix_within=item.fix_within or ONE_WEEK)


def _parts(pack: Pack) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "standard", {key: getattr(pack, key) for key in HEAD}
    for clause in pack.clauses:
        yield f"clause {clause.number}", _fields(clause)
    for checklist in pack.checklists:
        yield f"checklist {checklist.code}", _fields(checklist)
        for item in checklist.items:
            yield f"checklist {checklist.code}, item {item.code}", _fields(item)
    terms = (("clock", pack.clocks), ("scheme rule", pack.schemes), ("band", pack.bands))
    for noun, ones in terms:
        for term in ones:
            yield f"{noun} {term.code}", _fields(term)
    for variant in pack.variants:
        yield f"variant {variant.code}", _fields(variant)
        for option in variant.options:
            yield f"variant {variant.code}, option {option.code}", _fields(option)


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__ if name not in OWN_PLACES}


def _name(fields: dict[str, Any]) -> str:
    names = (fields.get(key) for key in ("title", "event", "occasion", "label"))
    return next(str(name) for name in names if name)


def _shown(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_shown(one) for one in value) or "–"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return " ".join(f"{key} {_shown(one)}" for key, one in value.items())
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(_shown(one) for one in asdict(value).values() if one not in ("", None))
    return "–" if value in (None, "") else str(value)
