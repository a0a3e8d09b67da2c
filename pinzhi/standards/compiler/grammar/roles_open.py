"""The part of a role's name that no list holds: 中餐厅|经理, 电商|运营专员, 防火|责任人.

The words between a sure edge (the start, a comma, a verb or preposition that governs people) and
the part that is known belong to the name when each of them can name a field, a thing or a unit.
"""

import re
from functools import lru_cache

from pinzhi.standards.compiler.words.role_edges import (
    COMING,
    EDGES,
    GIVING_LETTERS,
    GOVERNING_LETTERS,
    JOINING_LETTERS,
    NOT_AT_END,
    NOT_IN_NAME,
    OPENING_LETTERS,
    OWNER_ENDS,
    OWNERS,
    UNIT_LETTERS,
)
from pinzhi.standards.compiler.words.role_heads import POSTS
from pinzhi.standards.compiler.words.role_modifiers import MANNERS

_WINDOW = 14
_MOST_CHARS = 6
_MOST_WORDS = 3
_RUN = re.compile(r"[\u4e00-\u9fff]+$")
_NAMING = ("n", "vn", "j", "b", "s")
_CLOSING = ("p", "c", "m", "r", "q")
_NEVER = ("nr", "ns")
_NO_PART = EDGES | NOT_IN_NAME | POSTS
_MANNERS = MANNERS - NOT_IN_NAME


def open_start(text: str, at: int, *, verbs: bool, known: bool) -> int | None:
    """Where the unknown part before `at` begins; None when there is none that is sure.

    With `verbs` a bare verb may name the function too (打捞|员), as before 员 and 岗.
    With `known` a part of the name is known already, and only a sure edge allows more of it.
    """
    match = _RUN.search(text, max(0, at - _WINDOW), at)
    if match is None:
        return None
    closed = match.start() > max(0, at - _WINDOW) or match.start() == 0
    taken = _taken(match[0], verbs, known, closed)
    return at - taken if taken else None


@lru_cache(maxsize=4096)
def _taken(run: str, verbs: bool, known: bool, closed: bool) -> int:  # noqa: FBT001  # a key
    """How many letters at the end of a run of letters belong to the name."""
    words = _cut(run)
    size = count = 0
    how = False
    while words and count < _MOST_WORDS:
        word, kind = words[-1]
        if word in UNIT_LETTERS and len(words) > 1 and _may_be_unit(*words[-2]):
            word, kind = words[-2][0] + word, "n"
            words.pop()
        how = count > 0 and word in _MANNERS  # 兼职|档案柜管理员
        if not how and not _names(word, kind, verbs=verbs and not count):
            break
        size += len(word)
        count += 1
        words.pop()
        if how:
            break
    if not size or size > _MOST_CHARS:
        return 0
    sure = how or (_closes(*words[-1], known) if words else closed)
    return size if sure else 0


def _cut(run: str) -> list[tuple[str, str]]:
    import rjieba  # its dictionary takes 0.1 s to load and is seldom needed

    words: list[tuple[str, str]] = []
    for word, kind in rjieba.tag(run):
        if len(word) > 1 and word[0] in GOVERNING_LETTERS and not rjieba.has_word(word):
            words += [(word[0], "p"), (word[1:], "n")]  # a guess of the segmenter: 由验
        else:
            words.append((word, kind))
    return words


def _names(word: str, kind: str, *, verbs: bool) -> bool:
    if word in _NO_PART or _shows_edge(word) or word[-1] in NOT_AT_END:
        return False
    if verbs and word[0] in COMING:
        return False
    if len(word) < 2 or kind.startswith(_NEVER):  # noqa: PLR2004  # one letter names nothing
        return False
    return kind.startswith(_NAMING) or word == "出入口" or (verbs and kind == "v")


def _may_be_unit(word: str, kind: str) -> bool:
    known = word in EDGES or word in NOT_IN_NAME or len(word) < 2  # noqa: PLR2004  # as above
    return not known and kind.startswith((*_NAMING, "v"))


def _shows_edge(word: str) -> bool:
    if word[0] in OPENING_LETTERS or word[-1] in GIVING_LETTERS:
        return True
    if word in POSTS or not JOINING_LETTERS.isdisjoint(word):
        return True
    if word[-2:] in EDGES or word[2:] in NOT_IN_NAME:
        return True
    return word.endswith(OWNER_ENDS)


def _closes(word: str, kind: str, known: bool) -> bool:  # noqa: FBT001  # as above
    if word in EDGES or word in OWNERS or _shows_edge(word):
        return True
    return kind in _CLOSING or (kind == "v" and not known)
