"""How far to the left a role's name reaches: from the head back over its modifiers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pinzhi.standards.compiler.grammar.roles_open import open_start
from pinzhi.standards.compiler.words import role_modifiers as words
from pinzhi.standards.compiler.words.places import ENDINGS as PLACES
from pinzhi.standards.compiler.words.role_contexts import EDGE, NO_POST, NO_UNIT
from pinzhi.standards.compiler.words.role_edges import EDGES
from pinzhi.standards.compiler.words.role_heads import NOT_STAFF, POSTS, TRADES
from pinzhi.standards.compiler.words.thing_list import listed

# Classes of modifiers: U unit, O owner, D domain, F function, T thing, R rank, M manner,
# K stand of a guard, P another post.
_LAYERS = (
    ("U", words.UNITS),
    ("U", frozenset(stem + end for stem in words.STEMS for end in words.ENDINGS)),
    ("O", words.OWNERS),
    ("D", words.DOMAINS),
    ("F", words.FUNCTIONS),
    ("T", words.THINGS | {word for word, (kind, _) in PLACES.items() if kind in words.TENDED}),
    ("R", words.RANKS),
    ("M", words.MANNERS),
    ("K", words.STANDS),
    ("Z", words.FIELDS),
    ("P", (POSTS | TRADES) - {"专员", "队员", "组员"}),
)
_CLASSES: dict[str, str] = {}
for _name, _set in _LAYERS:
    for _word in _set:
        _CLASSES[_word] = _CLASSES.get(_word, "") + _name
# How long the modifiers are that end in a character: most characters end none.
_SIZES_SEEN: dict[str, set[int]] = {}
for _word in _CLASSES:
    _SIZES_SEEN.setdefault(_word[-1], set()).add(len(_word))
_SIZES = {last: tuple(sorted(sizes)) for last, sizes in _SIZES_SEEN.items()}

# Which class may stand right before which (H is the head).
_BEFORE = {
    "U": "UODFTRMKPH",
    "O": "UDRFPH",
    "D": "DFRTUKPZH",
    "F": "FDPH",
    "T": "TFDMH",
    "R": "RDUFMPH",
    "M": "DFTURMOPH",
    "K": "KH",
    "P": "H",
    "Z": "H",
}
_HEAD_TAKES = {
    "人员": "UDFTZ", "员工": "UDF", "员": "DFT", "岗": "UDFTK", "负责人": "UODFTMR",
    "责任人": "UODFT", "老师": "UDFTM", "教师": "UDFTM",
    "骨干": "UD", "领导": "U", "人": "F",
}  # fmt: skip
_POST_TAKES = "UODFTRM"
_UNDER_A_POST = listed("主管 助理 领班 班长 组长 队长 秘书 岗 人员 员工")
_MOST_WORDS = 6
_NAMES_A_POST = listed("培训 接待 服务 招聘 调度 督导 质检 管理 宣传 登记")
_STRADDLES = listed("加强 增强 提高 最高 确保 公安 治安 不安 住宿 专业 作业 行业 企业 开业")
_NOT_WITHIN = (
    "由经向报请对和与及或的各每名位为是让使给当至将把按应需须设等本该全若如经从到在把被令派兼任各于"
)
_UNLISTED_UNIT = re.compile(
    EDGE + rf"((?:[^\W\d_a-zA-Z{_NOT_WITHIN}]){{1,4}}(?:部|科|处|室|中心|办|队|组))$"
)
_UNIT_ENDS = frozenset("部科处室心办队组")
_NO_UNIT = re.compile(rf"(?:{NO_UNIT})$")
# 营养科长、膳管主任、: between the commas of a list the whole word is the name
_LISTED_POST = re.compile(rf"(?<!\d)、((?:[^\W\d_a-zA-Z{_NOT_WITHIN}]){{2,3}})$")
_NO_POST = re.compile(NO_POST)
_LIST_GOES_ON = re.compile(r"\s*(?:[、,。;:)]|$|和|及|与)")
_OF_UNITS = POSTS | TRADES | listed("人员 员工 负责人 责任人 骨干 领导")
# Heads that make a name of any field (not 人员: 公务人员, 居住人员);
# and those nothing unknown stands before.
_OPEN = listed("员 负责人 责任人 岗 老师 教师")
_WHOLE = listed("员工 领导 骨干 人 总值班 大值班")
_OF_NOUNS = listed("负责人 责任人")
_ORDER = re.compile("的?(?:各项|工作)?(?:指示|指令|决定|安排|命令|交办|下达|要求|部署)")
_EAGERLY = re.compile("(?:贯彻|坚决|严格|认真|必须|负责|彻底)$")
_AT_EDGE = re.compile(EDGE + "$")
_SHORT_STAFF = re.compile(
    EDGE + r"((?![由经向报请对和与及或的各每名位如若但含且兼并])[\u4e00-\u9fff]{2,3})$"
)


def start_of(text: str, at: int, head: str) -> tuple[int, float] | None:
    """Where the name whose head begins at `at` begins, and how sure that is.

    None when the head needs a modifier and has none that names a function (bare 人员).
    """
    best = at
    path: tuple[str, ...] = ()
    for start, found in _walks(text, at, head):
        if start < best and not _straddles(text, start) and not _carried_out(text, start, at, head):
            best, path = start, found
    if head in _OF_UNITS and (unit := _unlisted_unit(text, best)) is not None:
        return unit, 0.8
    alone = head in _HEAD_TAKES and not _specific(path, head)
    if alone and (head not in _OPEN or best < at):
        return None
    if head not in _WHOLE and (wider := _wider(text, at, best, head, alone=alone)) is not None:
        return wider, 0.6
    if alone:
        return _unlisted_staff(text, at) if head == "员" else None
    return _known(text, at, best, head)


def _known(text: str, at: int, best: int, head: str) -> tuple[int, float]:
    if head in _HEAD_TAKES:
        return best, 0.9
    listed_one = _LISTED_POST.search(text, max(0, best - 6), best) if best == at else None
    told = listed_one is None or _NO_POST.search(listed_one[1])
    if listed_one and not told and _LIST_GOES_ON.match(text, at + len(head)):
        return listed_one.start(1), 0.7
    return best, 0.95


def _wider(text: str, at: int, best: int, head: str, *, alone: bool) -> int | None:
    """Where a name begins that reaches further left than the lists know."""
    if head == "员" and text[at + 1 : at + 2] == "工":
        return None  # 业主及|员工资料
    if best < at and _AT_EDGE.search(text, max(0, best - 4), best):
        return None  # 须经|验房员
    known = best < at or head in _OF_NOUNS
    wider = open_start(text, best, verbs=alone, known=known)
    if wider is None and best < at:  # 中|餐厅: part of a longer word was known
        wider = open_start(text, at, verbs=False, known=True)
    return wider if wider is not None and wider < best else None


def _walks(text: str, at: int, head: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every way back from the head: the start and the words gone over, nearest first."""
    pending: list[tuple[int, str, tuple[str, ...]]] = [(at, "H", ())]
    seen: set[tuple[int, str]] = set()
    while pending:
        end, right, path = pending.pop()
        for size in _SIZES.get(text[end - 1 : end], ()):
            if size > end:
                break
            word = text[end - size : end]
            if path and word == path[-1]:
                continue  # a heading run into its sentence: 大厦巡逻 巡逻保安员
            for kind in _CLASSES.get(word, ""):
                if _fits(kind, right, word, head):
                    longer = (*path, word)
                    yield end - size, longer
                    if len(longer) < _MOST_WORDS and (end - size, kind) not in seen:
                        seen.add((end - size, kind))
                        pending.append((end - size, kind, longer))


def _fits(kind: str, right: str, word: str, head: str) -> bool:
    if right not in _BEFORE[kind]:
        return False
    if right == "H":
        return _fits_head(kind, word, head)
    if kind == "R" and right == "U" and word not in words.LEVELS:
        return False  # 执行管理处主任指令 carries out an order
    if word in words.NEXT_TO_HEAD and kind == "O":
        of_field = word == "项目" and right == "D" and head not in {"人员", "员", "员工", "岗"}
        return right in "RP" or of_field
    return not (kind in "FD" and word in words.GOVERNING)


def _fits_head(kind: str, word: str, head: str) -> bool:
    if kind == "P":
        return head in _UNDER_A_POST
    if kind not in _HEAD_TAKES.get(head, _POST_TAKES):
        return False
    if head == "人":
        return word in words.MAKE_STAFF_WITH_REN
    if kind in "FD" and head == "员工":
        return word not in words.GOVERNING and word not in words.ON_DUTY
    governs = kind == "F" and head not in _HEAD_TAKES and word in words.GOVERNING
    return not governs or word in _NAMES_A_POST


@lru_cache(maxsize=4096)
def _specific(path: tuple[str, ...], head: str) -> bool:
    """Whether the modifiers name a function, a domain or a unit."""
    if not path:
        return False
    kinds = [_CLASSES[word] for word in path]
    if head in {"负责人", "责任人", "老师", "教师"}:
        return True
    if head == "领导":
        return path[0].endswith(("部", "处", "中心", "队", "组", "室", "科"))
    telling = [
        word
        for word, kind in zip(path, kinds, strict=True)
        if word not in words.GENERIC and set(kind) & set("UDFKP")
    ]
    if path[0] in words.GENERIC:  # 当班|工作人员
        telling = [word for word in telling if word not in words.ON_DUTY]
    if head == "员":
        return bool(telling) or path[0] in words.GENERIC or "T" in kinds[0]
    if not telling and path[0] in words.GENERIC and len(path) > 1:
        return "T" in kinds[1]
    return bool(telling)


def _carried_out(text: str, start: int, at: int, head: str) -> bool:
    """执行 before a title is a rank, unless something of the person is carried out."""
    if not text.startswith("执行", start):
        return False
    order = _ORDER.match(text, at + len(head))
    return bool(order or _EAGERLY.search(text, max(0, start - 2), start))


def _straddles(text: str, start: int) -> bool:
    """Whether the first character belongs to the word before it: 加强|电工."""
    return text[max(start - 1, 0) : start + 1] in _STRADDLES


def _unlisted_unit(text: str, at: int) -> int | None:
    """Where a department begins that no list holds, standing by itself: 膳食科科长."""
    if text[at - 1 : at] not in _UNIT_ENDS:
        return None
    match = _UNLISTED_UNIT.search(text, max(0, at - 8), at)
    if match is None or _NO_UNIT.search(match[1]):
        return None
    told = next((size for size in (4, 3, 2) if match[1][:size] in EDGES), 0)
    return match.start(1) + told  # 通知|运维部主任


def _unlisted_staff(text: str, at: int) -> tuple[int, float] | None:
    """A word in 员 that no list holds, standing by itself: 巡渠员, 护林员."""
    if text[at + 1 : at + 2] == "工":
        return None
    match = _SHORT_STAFF.search(text, max(0, at - 6), at)
    if match is None or {text[at - 1 : at + 1], text[at - 2 : at + 1]} & NOT_STAFF:
        return None
    return match.start(1), 0.6
