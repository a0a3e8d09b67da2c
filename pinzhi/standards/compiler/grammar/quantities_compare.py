"""Which way a number bounds: the comparing words before and after it."""

import re
from typing import Final, Literal

Cmp = Literal[">=", "<=", "=", ">", "<"]

_NOT: Final = r"不(?:得|应该?|宜|能|可|准|许|要|会|必|允许|需)?(?:再)?"
_LESS: Final = r"(?:少于|低于|小于|短于|矮于|窄于|弱于|薄于|轻于|浅于|早于|不足)"
_MORE: Final = r"(?:超过|超出|超|大于|高于|多于|长于|宽于|晚于|迟于|深于|厚于|重于|突破)"
_LINK: Final = r"(?:或等于|等于)?(?:为|是|在|到|至|有|:|约|的|达|其中|共|共计|总计){0,2}[\s\"“]?"

_DIRECT: Final[tuple[tuple[Cmp, str], ...]] = (
    (">=", rf"(?:{_NOT}{_LESS}|≥|>=|≧|>=|大于(?:或|或者)?等于|高于或等于)"),
    ("<=", rf"(?:{_NOT}{_MORE}|未{_MORE}|≤|<=|≦|<=|小于(?:或|或者)?等于|低于或等于)"),
    ("<", rf"(?:{_LESS}|不满|不到|不及|未达到?|未满|达不到|没有?达到|不达|<|小于)"),
    (">", rf"(?:{_MORE}|>|逾)"),
    (">=", r"(?:至少|最少|起码|达到|达|满|最低|最小|下限|保底)"),
    ("<=", r"(?:至多|最多|最高|最大|最长|上限|限[速高宽重载]|限制在|(?<![期时])限于?)"),
)
_BEFORE: Final = tuple((cmp, re.compile(f"{words}{_LINK}$")) for cmp, words in _DIRECT)
_GAP: Final = r"[^,。;:0-9]{0,20}"
_AHEAD: Final[tuple[tuple[Cmp, re.Pattern[str]], ...]] = (
    ("<=", re.compile(r"最[高多](?:可|只)?[加扣减奖得]$")),
    (">=", re.compile(rf"(?:至少|最少|起码|{_NOT}少于){_GAP}$")),
    ("<=", re.compile(rf"(?:最多|至多|{_NOT}(?:超过|多于)){_GAP}$")),
)
_RANK: Final = re.compile(r"[前后]$")
_RANKED: Final = frozenset("名位%")

_TAIL: Final[tuple[tuple[Cmp, re.Pattern[str]], ...]] = (
    (">", re.compile(r"\s?(?:[(]不含[)]?(?:及|或)?以上|以上\s?[(]不含)")),
    ("<", re.compile(r"\s?(?:[(]不含[)]?(?:及|或)?以下|以下\s?[(]不含)")),
    (">=", re.compile(r"\s?(?:≤|<=)")),  # 90分≤得分
    ("<=", re.compile(r"\s?(?:≥|>=)")),
    (">", re.compile(r"\s?<")),
    ("<", re.compile(r"\s?>")),
    (">=", re.compile(r"\s?(?:左右)?[(]?(?:及其?|含|或者?)?(?:以上|之上)")),
    (
        "<=",
        re.compile(
            r"\s?[(]?(?:及其?|含|或者?)?(?:以下|之下|以内|之内|范围内|范围之内|距离内|时间内)"
        ),
    ),
    (">=", re.compile(r"\s?(?:以外|之外|开外)|[以之]?后至")),
    # 15分钟后打卡者: later than that
    (
        ">",
        re.compile(
            r"[以之]?后(?=[^,。;]{0,8}(?:打卡|签到|到岗|到者|到的)|[^,。;]{0,4}(?:视为|按[旷迟早缺]))"
        ),
    ),
    ("<=", re.compile(r"[内](?![容部外墙侧业销勤务饰存径])")),
)
_RINGS: Final = re.compile(r"(?:之|以)?前|响?(?:之|以)?内|(?:铃响)?[以之]内")


def comparison(before: str, after: str, unit: str) -> Cmp | None:
    """How the number between the two texts bounds, or None when no word says so."""
    if _RANK.search(before) and unit in _RANKED:
        return "<="
    for cmp, pattern in _BEFORE:
        if pattern.search(before):
            return cmp
    if unit == "声" and _RINGS.match(after):
        return "<="
    for cmp, pattern in _TAIL:
        if pattern.match(after):
            return cmp
    return next((cmp for cmp, pattern in _AHEAD if pattern.search(before)), None)
