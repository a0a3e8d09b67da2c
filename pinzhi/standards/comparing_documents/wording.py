"""The words around a finding that tell what it is about."""

import re
from dataclasses import dataclass
from typing import Final

from pinzhi.standards.comparing_documents.likeness import pairs

LONG: Final = 45
ENOUGH: Final = 15
_SENTENCE: Final = re.compile(r"[。；;！!？?]")
_PART: Final = re.compile(r"[。；;！!？?，,：:]")


@dataclass(frozen=True, slots=True)
class Wording:
    """`words` say the fact, `around` where it stands: headings, the title of a checklist."""

    words: str
    around: str = ""


def sentence(text: str, start: int, end: int, lowest: int = 0, highest: int | None = None) -> str:
    """The sentence of text[lowest:highest] that holds [start, end); of a long one the parts
    between commas that are near enough to belong to it."""
    highest = len(text) if highest is None else highest
    first, last = _cut(_SENTENCE, text, start, end, (lowest, highest))
    if last - first <= LONG:
        return text[first:last]
    near, far = _cut(_PART, text, start, end, (first, last))
    enough = ENOUGH + end - start
    while far - near < enough and (near, far) != (first, last):
        near = _cut(_PART, text, max(near - 1, first), far, (first, last))[0]
        if far - near < enough:
            far = _cut(_PART, text, near, min(far + 1, last), (first, last))[1]
    return text[near:far]


def without(text: str, *words: str) -> str:
    """The text without what is compared as a value, where something is left of it then."""
    for one in words:
        rest = text.replace(one, " ", 1)
        text = rest if pairs(rest) else text
    return text


def _cut(
    ends: re.Pattern[str], text: str, start: int, end: int, within: tuple[int, int]
) -> tuple[int, int]:
    first, last = within
    before = [match.end() for match in ends.finditer(text, first, start)]
    after = ends.search(text, end, last)
    return (before[-1] if before else first), (after.start() if after else last)
