"""From lines to paragraphs: a sentence that a page or a converter broke becomes whole again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pinzhi.standards.compiler.plain import HAN, Plain
from pinzhi.standards.compiler.readers.paper import Line
from pinzhi.standards.compiler.tree.boilerplate import is_boilerplate
from pinzhi.standards.compiler.tree.numbering import leading_number

_ENDED: Final = re.compile(r"[。;；!！?？:：…][”」』)）]*$")
_OPEN: Final = re.compile(r"(?:[,，、(（《“]|[和与及或的对在为由将把])$")
_GOES_ON: Final = re.compile(rf"[{HAN}a-zA-Z0-9(（《“)）》”,，、。;；]")
_WRAP_SHARE: Final = 0.4
_CUT_SHARE: Final = 0.5
_WIDEST_WRAP: Final = 120
_NARROWEST_WRAP: Final = 40
_NARROWEST_PAGE: Final = 24
_FULL: Final = 0.82
_FEWEST: Final = 6


def join_lines(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in order, those that one sentence runs over joined. A row is never joined."""
    width = _wrap_width(text, lines)
    whole: Line | None = None
    last: Line | None = None
    for line in lines:
        if whole is not None and last is not None and _runs_on(text, last, line, width):
            whole = replace(whole, end=line.end)
        else:
            if whole is not None:
                yield whole
            whole = line
        last = line
    if whole is not None:
        yield whole


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """How wide the lines are that were cut at a margin, 0 when none were."""
    words = [text[line.start : line.end] for line in lines if line.role == "text"]
    if len(words) < _FEWEST:
        return 0
    widths = sorted(map(_width, words))
    widest = widths[int(len(widths) * 0.95)]
    folded = any(line.folded for line in lines)
    if not (_NARROWEST_PAGE if folded else _NARROWEST_WRAP) <= widest <= _WIDEST_WRAP:
        return 0
    near = [one for one in words if _width(one) >= widest * _FULL]
    cut = sum(not _ENDED.search(one) for one in near)
    if folded or (len(near) >= _WRAP_SHARE * len(words) and cut >= _CUT_SHARE * len(near)):
        return widest
    return 0


def _width(words: str) -> int:
    return sum(2 if letter > "\u2e7f" else 1 for letter in words)


def _runs_on(text: str, before: Line, line: Line, width: int) -> bool:
    if before.role != "text" or line.role != "text":
        return False
    words, following = text[before.start : before.end], text[line.start : line.end]
    if _ENDED.search(words) or not _GOES_ON.match(following):
        return False
    if leading_number(Plain.of(following[:40]).text):
        return False
    if is_boilerplate(Plain.of(words[:200]).text) or is_boilerplate(Plain.of(following[:200]).text):
        return False
    if _is_cut(words, following):
        return True
    return bool(width) and width * _FULL <= _width(words) <= _WIDEST_WRAP


def _is_cut(words: str, following: str) -> bool:
    """Cut inside a bracket or after a word that asks for more."""
    if following[0] in "，、。；）》”,;)":
        return True
    if words.count("《") > words.count("》"):
        return True
    return bool(_OPEN.search(words)) and len(words) >= _FEWEST
