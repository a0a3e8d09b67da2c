"""Strict reading of a small YAML file: what is wrong is collected, sentence by sentence. Pure."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, Final

import yaml

REQUIRED: Final = object()
DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")


DEEPEST = 20
# The same language read many times faster, where PyYAML was built with libyaml.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(Loader):  # type: ignore[misc] # which of the two is known only when it runs
    """Plain data: no doubled keys, only text for keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 -- PyYAML's own signature
        seen: set[str] = set()
        for key_node, _ in node.value:
            if key_node.tag != "tag:yaml.org,2002:str":
                problem = "a key must be plain text"
            elif key_node.value in seen:
                problem = f"the key {key_node.value} stands twice"
            else:
                seen.add(key_node.value)
                continue
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=key_node.start_mark)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


def load_yaml(text: str) -> object:
    """Read one YAML document; any fault is a ValueError with one short reason and its line."""
    try:
        _refuse_traps(text)
        return yaml.load(text, StrictLoader)  # noqa: S506 -- StrictLoader is a SafeLoader
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}: " if fault.problem_mark else ""
        raise ValueError(f"{line}{fault.problem}") from fault
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        reason = str(fault).splitlines()[0]
        raise ValueError(reason) from fault


def _refuse_traps(text: str) -> None:
    """Neither anchors, which unfold without end, nor more depth than a stack holds."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        problem = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "anchors and aliases are not allowed"
        elif depth > DEEPEST:
            problem = f"more than {DEEPEST} levels"
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


class Fields:
    """One mapping of the file. Each key is taken once; `close()` names every key nobody took."""

    def __init__(self, data: object, place: str, problems: list[str]) -> None:
        self.place = place
        self.problems = problems
        self._left: dict[str, object] = dict(data) if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.report(f"expected keys and values, got {show(data)}")
            self.problems = []  # what would follow from this says nothing new

    def report(self, sentence: str, key: str = "") -> None:
        where = f"{self.place}, key {key}" if key else self.place
        self.problems.append(f"{where}: {sentence}.")

    def has(self, key: str) -> bool:
        return key in self._left

    def close(self) -> None:
        for key in self._left:
            self.report("this key is not known here", key)

    def take(self, key: str, default: object, expected: str) -> object:
        value = self._left.pop(key, default)
        if value is REQUIRED:
            self.report(f"expected {expected}, got nothing", key)
        return value

    def text(self, key: str, *, default: object = REQUIRED, like: str = "", most: int = 200) -> str:
        """Text of 1 to `most` characters, matching the pattern `like` where one is given."""
        expected = f"text like {like}" if like else f"text of 1 to {most} characters"
        value = self.take(key, default, expected)
        if isinstance(value, str) and (value == default or self._fits(value, like, most)):
            return value
        if value is not REQUIRED:
            self.report(f"expected {expected}, got {show(value)}", key)
        return ""

    @staticmethod
    def _fits(value: str, like: str, most: int) -> bool:
        whole = re.fullmatch(like, value) is not None if like else True
        return whole and 0 < len(value) <= most and value == value.strip()

    def one_of(self, key: str, allowed: Collection[str], *, default: object = REQUIRED) -> str:
        expected = f"one of {', '.join(sorted(allowed))}"
        value = self.take(key, default, expected)
        if isinstance(value, str) and (value in allowed or value == default):
            return value
        if value is not REQUIRED:
            self.report(f"expected {expected}, got {show(value)}", key)
        return ""

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.take(key, default, "true or false")
        if isinstance(value, bool):
            return value
        self.report(f"expected true or false, got {show(value)}", key)
        return default

    def decimal(self, key: str, *, default: Decimal | None) -> Decimal | None:
        """A decimal written as text: a bare 0.1 would already have lost its last digit."""
        value = self.take(key, default, "")
        if isinstance(value, str) and DECIMAL.fullmatch(value):
            return Decimal(value)
        if value is not default:
            self.report(f'expected a number in quotes like "2.5", got {show(value)}', key)
        return default

    def number(self, key: str, low: float, high: float) -> float:
        """A number from `low` to `high`; whole numbers stay whole."""
        expected = f"a number from {low:g} to {high:g}"
        value = self.take(key, REQUIRED, expected)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not REQUIRED:
            self.report(f"expected {expected}, got {show(value)}", key)
        return low

    def whole(self, key: str, low: int, high: int, *, default: object = REQUIRED) -> int:
        expected = f"a whole number from {low} to {high}"
        value = self.take(key, default, expected)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not REQUIRED:
            self.report(f"expected {expected}, got {show(value)}", key)
        return low

    def entries(
        self, key: str, *, default: object = REQUIRED, may_be_empty: bool = False
    ) -> list[Any]:
        """A list, with something in it unless it may be empty."""
        value = self.take(key, default, "a list")
        if isinstance(value, list) and (value or may_be_empty or value is default):
            return value
        if value is not REQUIRED:
            expected = "a list" if may_be_empty else "a list that is not empty"
            self.report(f"expected {expected}, got {show(value)}", key)
        return []

    def many_of(self, key: str, allowed: Collection[Any]) -> tuple[Any, ...]:
        """A list without repeats of allowed values."""
        values = self.entries(key)
        for value in values:
            if not any(value == one and type(value) is type(one) for one in allowed):
                listed = ", ".join(str(one) for one in allowed)
                self.report(f"expected only {listed}, got {show(value)}", key)
                return ()
        if len(set(values)) != len(values):
            self.report("the same value stands twice", key)
        return tuple(values)

    def sub(self, key: str, place: str) -> "Fields | None":
        """The mapping under a key that may be left out."""
        if not self.has(key):
            return None
        return Fields(self._left.pop(key), f"{self.place}, {place}", self.problems)

    def each(
        self, key: str, noun: str, name: str, *, may_be_empty: bool = False
    ) -> Iterator["Fields"]:
        """The mappings in a list, each placed by its own name: "item 03"."""
        for index, data in enumerate(self.entries(key, may_be_empty=may_be_empty), start=1):
            own = data.get(name) if isinstance(data, dict) else None
            label = own if isinstance(own, str) and own else f"number {index}"
            yield Fields(data, f"{self.place}, {noun} {label}", self.problems)


def show(value: object) -> str:
    """A value as a sentence can carry it."""
    if value is None:
        return "nothing"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 -- keeps the sentence short
