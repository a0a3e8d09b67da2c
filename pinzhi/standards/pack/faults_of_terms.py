"""Where clocks, money, bands and variants disagree with each other or point at nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pinzhi.standards.pack.data import (
    Pack,
    PackBand,
    PackConsequence,
    PackItem,
    PackSet,
    PackVariant,
)

LOWEST, HIGHEST = Decimal("-Infinity"), Decimal("Infinity")
FEWEST_OPTIONS = 2


def term_faults(pack: Pack) -> Iterator[str]:
    """One sentence for each."""
    numbers = {clause.number for clause in pack.clauses}
    kinds = (("clock", pack.clocks), ("scheme rule", pack.schemes), ("band", pack.bands))
    for noun, terms in kinds:
        yield from _repeats(noun, [term.code for term in terms])
        for term in terms:
            if term.clause not in numbers:
                yield f"{noun} {term.code}, key clause: there is no clause {term.clause}."
    for rule in pack.schemes:
        yield from _consequence_faults(rule, f"scheme rule {rule.code}")
    yield from _band_faults(pack.bands)
    yield from _repeats("variant", [variant.code for variant in pack.variants])
    for variant in pack.variants:
        yield from _variant_faults(variant, pack, f"variant {variant.code}")


def _repeats(noun: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{noun} {name}: stands {count} times, expected once."


def _consequence_faults(rule: PackConsequence, place: str) -> Iterator[str]:
    if rule.amount is None and rule.points is None:
        yield f"{place}: expected amount or points."
    if rule.amount_max is not None and (rule.amount is None or rule.amount_max <= rule.amount):
        yield f"{place}, key amount_max: expected above an amount."


def _band_faults(bands: tuple[PackBand, ...]) -> Iterator[str]:
    schemes: dict[str, list[tuple[Decimal, Decimal, str]]] = defaultdict(list)
    for band in bands:
        low = LOWEST if band.low is None else band.low
        high = HIGHEST if band.high is None else band.high
        if (band.low, band.high) == (None, None):
            yield f"band {band.code}: expected from or to."
        elif low > high:
            yield f"band {band.code}, key from: {low} is above the to of {high}."
        else:
            schemes[band.scheme].append((low, high, band.code))
    for spans in schemes.values():
        for (_, end, code), (start, _, following) in pairwise(sorted(spans)):
            if start < end:
                yield f"band {following}: begins before band {code} of the same scheme ends."


def _variant_faults(variant: PackVariant, pack: Pack, place: str) -> Iterator[str]:
    yield from _repeats(f"{place}, option", [option.code for option in variant.options])
    if len(variant.options) < FEWEST_OPTIONS:
        yield f"{place}, key options: expected at least two."
    for index, option in enumerate(variant.options):
        here = f"{place}, option {option.code}"
        if bool(option.sets) != bool(index):
            expected = "something to change" if index else "[], the pack itself says this option"
            yield f"{here}, key sets: expected {expected}."
        things = [f"{one.checklist} {one.item} {one.clock}".strip() for one in option.sets]
        yield from _repeats(f"{here}, sets", things)
        for number, one in enumerate(option.sets, start=1):
            yield from _set_faults(one, pack, f"{here}, set number {number}")


def _set_faults(one: PackSet, pack: Pack, place: str) -> Iterator[str]:
    if one.clock:
        if one.clock not in {clock.code for clock in pack.clocks}:
            yield f"{place}, key clock: there is no clock {one.clock}."
        return
    checklist = next((each for each in pack.checklists if each.code == one.checklist), None)
    if checklist is None:
        yield f"{place}, key checklist: there is no checklist {one.checklist}."
    elif one.item:
        item = next((each for each in checklist.items if each.code == one.item), None)
        yield from _item_set_faults(one, item, place)
    elif checklist.plan is None:
        yield f"{place}, key checklist: {one.checklist} has no plan that could be changed."


def _item_set_faults(one: PackSet, item: PackItem | None, place: str) -> Iterator[str]:
    if item is None:
        yield f"{place}, key item: {one.checklist} has no item {one.item}."
    elif item.answer_type != "number" and {"minimum", "maximum"} & set(one.changes):
        yield f"{place}, keys minimum and maximum: expected only for a number."
