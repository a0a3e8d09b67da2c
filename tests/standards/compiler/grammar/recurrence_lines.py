"""A short way to write recurrences down: "2/1week weekday=1,4 min", for tables of sentences."""

import re
from typing import Any

from pinzhi.standards.compiler.grammar.recurrence import find_recurrences

_HEAD = re.compile(r"([0-9.]+)/([0-9.]+)([a-z]+)")


def written(line: str) -> list[dict[str, Any]]:
    """Recurrences parted by "|"; none for an empty line."""
    return [_one(part.split()) for part in line.split("|") if part.strip()]


def found(text: str) -> list[Any]:
    """The values read from the text, in order."""
    return [found.value for found in find_recurrences(text)]


def _one(words: list[str]) -> dict[str, Any]:
    head = _HEAD.fullmatch(words[0])
    assert head is not None, words
    said: dict[str, Any] = {
        "times": float(head[1]),
        "every": float(head[2]),
        "unit": head[3],
    }
    for word in words[1:]:
        name, _, value = word.partition("=")
        said[name] = _value(name, value)
    return said


def _value(name: str, value: str) -> Any:
    if name in {"min", "max"}:
        return True
    if name in {"weekday", "monthday", "month"}:
        return [int(number) for number in value.split(",")]
    if name == "window":
        return value.split("-")
    if name == "time":
        return value.split(",")
    return int(value) if name == "before_day" else value
