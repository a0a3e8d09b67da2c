"""What each part of a pack alone cannot know: codes used twice, references to nothing, sums."""

from collections import Counter
from collections.abc import Iterator

from pinzhi.standards.pack.data import Pack, PackChecklist, PackItem
from pinzhi.standards.pack.faults_of_terms import term_faults


def contradictions(pack: Pack) -> Iterator[str]:
    """One sentence for each."""
    numbers = [clause.number for clause in pack.clauses]
    yield from twice("clause", numbers)
    for index, number in enumerate(numbers):
        parent = number.rpartition(".")[0]
        if parent and parent not in numbers[:index]:
            yield f"clause {number}: expected its parent {parent} before it."
    yield from twice("checklist", [checklist.code for checklist in pack.checklists])
    for checklist in pack.checklists:
        place = f"checklist {checklist.code}"
        yield from _checklist_faults(checklist, place)
        for item in checklist.items:
            if item.clause not in numbers:
                yield f"{place}, item {item.code}, key clause: there is no clause {item.clause}."
            yield from _item_faults(item, f"{place}, item {item.code}")
    yield from term_faults(pack)


def twice(noun: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{noun} {name}: stands {count} times, expected once."


def _checklist_faults(checklist: PackChecklist, place: str) -> Iterator[str]:
    yield from twice(f"{place}, item", [item.code for item in checklist.items])
    if (checklist.place_kind == "equipment") != bool(checklist.system):
        yield f"{place}, key system: expected for place_kind equipment, and only there."
    points = sum(item.deduction for item in checklist.items)
    if checklist.total is not None and points > checklist.total:
        yield f"{place}, key total: the deductions add up to {points} of {checklist.total} points."
    if checklist.purpose == "inspection":
        if checklist.rest_fine:
            yield f"{place}, key rest_fine: an inspection looks at every item by itself."
        if not checklist.total:
            yield f"{place}, key total: an inspection is scored, so a full score is expected."
        for item in checklist.items:
            if not item.deduction:
                yield f"{place}, item {item.code}, key deduction: expected in an inspection."


def _item_faults(item: PackItem, place: str) -> Iterator[str]:
    is_number, is_choice = item.answer_type == "number", item.answer_type == "choice"
    if is_number != bool(item.unit):
        yield f"{place}, key unit: expected for a number, and only there."
    if not is_number and (item.minimum, item.maximum) != (None, None):
        yield f"{place}, keys min and max: expected only for a number."
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield f"{place}, key min: {item.minimum} is above the max of {item.maximum}."
    if item.deduction < 0:
        yield f"{place}, key deduction: expected 0 or more points."
    if is_choice != bool(item.choices):
        yield f"{place}, key choices: expected for a choice, and only there."
    yield from twice(f"{place}, choice", [choice["value"] for choice in item.choices])
    if is_choice and not any(choice["ok"] for choice in item.choices):
        yield f"{place}, key choices: expected at least one that is ok."
