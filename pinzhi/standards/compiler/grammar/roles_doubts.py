"""Whether a head word with its modifiers is a person here, or part of something else."""

import re

from pinzhi.standards.compiler.words import role_contexts as around
from pinzhi.standards.compiler.words.role_heads import POSTS, TRADES
from pinzhi.standards.compiler.words.role_modifiers import GENERIC, GOVERNING

_NOT_BEFORE = {head: re.compile(words) for head, words in around.NOT_BEFORE.items()}
_NOT_AFTER = {head: re.compile(words) for head, words in around.NOT_AFTER.items()}
_CHIEF = re.compile(around.AFTER_CHIEF)
_STAFF = re.compile(around.AFTER_STAFF)
_TRADE = re.compile(around.AFTER_TRADE)
_FIXED = re.compile(f"{around.FIXED_NAME}|{around.FORM_NAME}")
_GOVERNED = re.compile(around.GOVERNED)
_SPOKEN_TO = re.compile(around.SPOKEN_TO)
_SPOKEN_NEAR = re.compile(around.SPOKEN_TO.removesuffix("$"))
_ACTS = re.compile(around.ACTS)
_ACTS_SURELY = re.compile(around.ACTS_SURELY)
_POSTED = re.compile(around.POSTED)
_AFTER_A_ROLE = re.compile(around.AFTER_A_ROLE)
_BEFORE_A_ROLE = re.compile(around.BEFORE_A_ROLE)
_LIST_ENDS = re.compile(around.LIST_ENDS)
_TOLD = re.compile(around.TOLD)
_WHO = re.compile(r"(?:人员|员工|员|者|岗位)[(]$")
_DOUBLE_ELSE = re.compile(
    "部|处|室|台|组|大队|中队|班|公司|服务|工作|员|队|岗|亭|人员|设施|系统|中心|全|主管|经理|领班"
)


def is_person(text: str, start: int, head_at: int, end: int, head: str) -> bool:
    """False for titles inside fixed names, other people's staff, and longer words."""
    if _part_of_a_longer_word(text, end, head) or _FIXED.match(text, end):
        return False
    before = text[max(0, start - 6) : head_at if head in {"主管", "岗"} else start]
    if head in around.OF_A_HOUSE and start < head_at:
        before = ""  # 公司|防火责任人: the field says whose duty it is
    if head in _NOT_AFTER and _NOT_AFTER[head].search(before):
        return False
    if head == "人员":
        return not _governed(text[start:head_at], text, end)
    return not (head == "员工" and text[start:head_at] in GENERIC)


def _part_of_a_longer_word(text: str, end: int, head: str) -> bool:
    after = _NOT_BEFORE.get(head)
    if after is not None and after.match(text, end):
        return True
    if head.endswith("员"):
        return bool(_STAFF.match(text, end))
    if head in TRADES:
        return bool(_TRADE.match(text, end))
    return head.endswith("长") and head in POSTS and bool(_CHIEF.match(text, end))


def _governed(modifier: str, text: str, end: int) -> bool:
    """检查人员是否在岗: a verb and its object, no function."""
    verb = modifier in GOVERNING | {"维护", "疏散"} or modifier.endswith("负责")
    return verb and bool(_GOVERNED.match(text, end))


def may_be_double_person(text: str, start: int, end: int) -> bool:
    """A quick look before the name's beginning is known: most mentions are of the service."""
    if _DOUBLE_ELSE.match(text, end):
        return False
    if _explains(text, start, end) or _stands_somewhere(text, start, end):
        return True
    if _ends_a_list(text, start, end):
        return True
    if _is_told(text, start, end):
        return True
    return bool(_ACTS.match(text, end) or _SPOKEN_NEAR.search(text, max(0, start - 14), start))


def _explains(text: str, start: int, end: int) -> bool:
    """当班人员(保安): the brackets say who is meant."""
    return text.startswith(")", end) and bool(_WHO.search(text, max(0, start - 4), start))


def _stands_somewhere(text: str, start: int, end: int) -> bool:
    """夜班保安, 出入口保安: their shift or their place is named."""
    posted = text[start:end] in around.POSTED_HEADS
    return posted and bool(_POSTED.search(text, max(0, start - 4), start))


def _is_told(text: str, start: int, end: int) -> bool:
    """向礼宾说明: what is said, is said to a person."""
    return bool(_TOLD.match(text, end)) and "向" in text[max(0, start - 5) : start]


def _ends_a_list(text: str, start: int, end: int) -> bool:
    """客户经理、外勤等: what is listed with roles is one."""
    if _BEFORE_A_ROLE.match(text, end) and not text[max(0, start - 1) : start].isalpha():
        return True
    listed = _AFTER_A_ROLE.search(text, max(0, start - 4), start)
    return bool(listed and _LIST_ENDS.match(text, end))


def is_double_person(text: str, start: int, end: int, head: str) -> bool:
    """Whether 保安, 前台 … means people: they are told something, or they must do something."""
    if _DOUBLE_ELSE.match(text, end) or _FIXED.match(text, end):
        return False
    if _stands_somewhere(text, end - len(head), end):
        return True
    if not may_be_double_person(text, start, end):
        return False
    return _is_named_or_acts(text, start, end, head)


def _is_named_or_acts(text: str, start: int, end: int, head: str) -> bool:
    if _explains(text, start, end) or _ends_a_list(text, start, end):
        return True
    if text[start - 1 : start] == "向" and _is_told(text, start, end):
        return True
    if head == "前台接待" and end - start > len(head):
        return True  # 客服部前台接待
    if head in around.SERVICES:
        return bool(_ACTS_SURELY.match(text, end))
    before = text[max(0, start - 6) : start]
    return bool(_SPOKEN_TO.search(before) or _ACTS.match(text, end))
