"""Reading the choices a pack leaves to a site."""

from collections.abc import Iterator
from typing import Any

from pinzhi.standards.frequency import read_recurrence
from pinzhi.standards.pack.data import PackOption, PackSet, PackVariant
from pinzhi.standards.pack.terms import exact, read_limit
from pinzhi.standards.pack.words import CODE, EVIDENCE, OPTION, SOURCE, SPAN_UNITS
from pinzhi.standards.strict import Fields

LONGEST_MAKEUP = 744


def read_variants(file: Fields) -> tuple[PackVariant, ...]:
    if not file.has("variants"):
        return ()
    return tuple(_read_variant(one) for one in file.each("variants", "variant", "code"))


def read_sources(fields: Fields) -> Iterator[str]:
    """The ids of the requirements a part answers; there is at least one."""
    for index, value in enumerate(fields.entries("sources"), start=1):
        one = Fields({f"sources {index}": value}, fields.place, fields.problems)
        yield one.text(f"sources {index}", like=SOURCE)


def _read_variant(fields: Fields) -> PackVariant:
    variant = PackVariant(
        code=fields.text("code", like=CODE, most=32),
        title=fields.text("title", most=60),
        about=fields.text("about", default="", most=300),
        options=tuple(_read_option(one) for one in fields.each("options", "option", "code")),
    )
    fields.close()
    return variant


def _read_option(fields: Fields) -> PackOption:
    option = PackOption(
        code=fields.text("code", like=OPTION, most=32),
        title=fields.text("title", most=60),
        sources=tuple(read_sources(fields)),
        sets=tuple(
            _read_set(one) for one in fields.each("sets", "set", "number", may_be_empty=True)
        ),
    )
    fields.close()
    return option


def _read_set(fields: Fields) -> PackSet:
    clock = fields.text("clock", default="", most=20)
    item = "" if clock else fields.text("item", default="", most=3)
    checklist = "" if clock else fields.text("checklist", most=32)
    changes = _changes(fields, clock, item)
    if not changes:
        fields.report("expected something that is changed")
    fields.close()
    return PackSet(checklist, item, clock, changes)


def _changes(fields: Fields, clock: str, item: str) -> dict[str, Any]:
    if clock:
        value, unit = read_limit(fields)
        return {"value": str(value), "unit": unit}
    return _item_changes(fields) if item else _plan_changes(fields)


def _plan_changes(fields: Fields) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    recurrence = fields.sub("recurrence", "recurrence")
    if recurrence is not None:
        changes["recurrence"] = read_recurrence(recurrence)
    if fields.has("makeup_hours"):
        changes["makeup_hours"] = fields.whole("makeup_hours", 0, LONGEST_MAKEUP)
    return changes


def _item_changes(fields: Fields) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for key in ("minimum", "maximum"):
        if fields.has(key):
            changes[key] = str(fields.decimal(key, default=None))
    if fields.has("deduction"):
        changes["deduction"] = str(exact(fields, "deduction"))
    if fields.has("evidence"):
        changes["evidence"] = fields.one_of("evidence", EVIDENCE)
    within = fields.sub("fix_within", "fix_within")
    if within is not None:
        changes["fix_value"] = str(within.whole("value", 1, 1000))
        changes["fix_unit"] = within.one_of("unit", SPAN_UNITS)
        within.close()
    return changes
