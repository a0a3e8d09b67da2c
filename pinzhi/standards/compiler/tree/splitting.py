"""Numbers run into the text: 1目的为…。2职责2.1部门负责…4.1.1接待1、对于… is several clauses."""

import re
from collections.abc import Iterator
from typing import Final

from pinzhi.standards.compiler.plain import HAN
from pinzhi.standards.compiler.tree.numbering import HEAD_WORDS, Number, leading_number

_BOUNDARY: Final = "。;!?:,)》”…"
_PLACE: Final = re.compile(
    rf"(?<=[{HAN}。;!?:,)》”… \n])(?:(?<=[。;!?:,)》”… \n])\(?[一二三四五六七八九十]{{1,3}}[、)]"
    r"|(?<![0-9.])\(?[0-9]{1,3}(?:[、)]|\.(?:[0-9]{1,3}){1,2}|\.(?![0-9]))"
    rf"|(?<=[。;!?\n])[0-9]{{1,2}}\s?(?={'|'.join(HEAD_WORDS)})"
    rf"|(?:1\s|1[、.]|一、)(?={'|'.join(HEAD_WORDS)})"
    rf"|[①-⑳⑴-⒇]|(?<=[。;:!?\n])[a-zA-Z][.、)](?=[{HAN}])|(?<=[。\n])第[一二三四五六七八九十百]{{1,5}}[章条])"
)
_LONGEST_JUMP: Final = 5


Counted = dict[str, tuple[int, ...]]
"""The latest value of each style so far."""


_SECOND: Final = {
    "1、": "2、", "1.": "2.", "1)": "2)", "(1)": "(2)", "①": "②", "一、": "二、", "(一)": "(二)",
    "a": "b", "A": "B",
}  # fmt: skip


class _Seconds:
    """Where the last second of each style stands: a first without a second begins no list."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: dict[str, int] = {}

    def comes_after(self, number: Number) -> bool:
        if number.style not in self._last:
            second = _SECOND.get(number.style)
            self._last[number.style] = self._text.rfind(second) if second else -1
        return self._last[number.style] >= number.end


def split_numbers(text: str, counted: Counted | None = None) -> list[int]:
    """Where the clauses of a paragraph of plain text begin; the first always at 0.

    `counted` carries the counts from one paragraph of a document to the next.
    """
    starts = [0]
    last: Counted = {} if counted is None else counted
    first = leading_number(text)
    if first:
        _remember(last, first)
    seconds = _Seconds(text)
    for number in _candidates(text, first.end if first else 1):
        if number.start - starts[-1] > 1 and _follows(number, last, text, seconds):
            starts.append(number.start)
            _remember(last, number)
    return starts


def _candidates(text: str, begin: int) -> Iterator[Number]:
    at = begin
    while match := _PLACE.search(text, at):
        number = leading_number(text, match.start())
        if number is not None and number.start == match.start() and number.value:
            yield number
            at = max(number.end, match.start() + 1)
        else:
            at = match.start() + 1


def _follows(number: Number, last: Counted, text: str, seconds: _Seconds) -> bool:
    """A number in the text counts when it goes on counting, or begins a count that goes on."""
    before = text[number.start - 1]
    value, known = number.value, last.get(number.style)
    if len(value) > 1:
        return _follows_dotted(number, last, before)
    if known is not None and len(known) == 1 and value[0] == known[0] + 1:
        return before in _BOUNDARY or before.isspace() or number.style in {"①", "(1)", "第"}
    if number.style in {"章", "条"}:
        return known is None or 0 < value[0] - known[0] <= _LONGEST_JUMP
    if number.style == "1" and value[0] > 1:
        return before in "。;\n"
    if value == (1,) and text.startswith(HEAD_WORDS, number.end):
        return True
    return value == (1,) and seconds.comes_after(number)


def _follows_dotted(number: Number, last: Counted, before: str) -> bool:
    value = number.value
    if 0 in value or before in "-~—至到第":
        return False
    dotted = [known for known in last.values() if len(known) > 1]
    plain = [known[0] for style, known in last.items() if style in {"1", "1.", "1、"}]
    latest = dotted[-1] if dotted else None
    if latest is None:
        return value[-1] == 1 and (not plain or value[0] in {*plain, max(plain) + 1})
    return latest < value and value[0] - latest[0] <= 2  # noqa: PLR2004 -- a lost heading between


def _remember(last: Counted, number: Number) -> None:
    # Taken out first, so that the latest stands last; a new heading begins its lists anew.
    last.pop(number.style, None)
    if len(number.value) > 1 or number.style in {"1", "章", "条"}:
        for style in [style for style, known in last.items() if len(known) == 1]:
            if style not in {"1", "1.", "章", "条"}:
                del last[style]
    last[number.style] = number.value
