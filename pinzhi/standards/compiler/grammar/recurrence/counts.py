"""How often within the period: 2次, 至少两次, 不少于3遍, 各一次, 一次以上."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.numerals import number
from pinzhi.standards.compiler.words.recurrence_units import SMALL
from pinzhi.standards.compiler.words.recurrence_verbs import MISDEEDS

AT_LEAST: Final = r"(?:至少|不得?少于|不能少于|不应少于|不得?低于|不应低于|最少|最低|≥|>=)"
AT_MOST: Final = r"(?:至多|最多|不得?超过|不能超过|不应超过|不得?多于|不应多于|不得?大于|≤|<=)"
TIMES_WORD: Final = "(?:次|遍|回(?!访|复|报|收|执)|轮(?!班|岗|值|流)|趟)"
RANGE: Final = rf"{SMALL}(?:[-—–~～至到]{{1,2}}{SMALL})?"
COUNT: Final = re.compile(
    rf"(?P<each>各|分别|均)?(?P<cmp>(?P<min>{AT_LEAST})|(?P<max>{AT_MOST}))?(?:为|有|应|要)?\s*"
    rf"(?<![第每上下首续满超再几0-9.隔另])(?<!(?<![饭班餐业门课会])[前后])(?<![累合总共]计)(?<![0-9一二三四五六七八九十]点)(?P<n>{SMALL})(?:[-—–~～至到]{{1,2}}(?P<to>{SMALL}))?"
    rf"(?:人|车)?{TIMES_WORD}(?!性|者|数|供水|加压|装修|污染|回路|侧|结构|灾害|搬运|利用)(?P<above>(?:\(含\)|\(含.次\))?(?:及以上|或以上|含?以上))?"
)
_PAIRS: Final = re.compile(
    r"早[、,和]?晚|上[、]?下午|上午[、,和及]下午|早[、,]中[、,和]?晚|早中晚|班前[、,]?班后"
)
_PART: Final = (
    "(?:早上|早晨|清晨|上午|中午|午间|下午|傍晚|晚上|晚间|夜间|(?:上班|下班|营业|开店|闭店|开门|关门|饭|餐|早餐|午餐|晚餐"
    "|班|工作|作业|课|会)[前后]|早|中|晚|上|下)"
)
# 每天中午和晚上: as many moments as are listed, one of them not 早晚 as a way to say always
_PARTS: Final = re.compile(
    rf"的?(?:在|于)?{_PART}(?:[、,和及与]{_PART}){{1,4}}(?!班|[至到-]|高峰)|早中晚|早晚(?!班|高峰)|上下午"
)
_LEAST_FAR: Final = re.compile(
    rf"{AT_LEAST}(?![0-9一二两三四五六七八九十]{{1,3}}(?:[位户个名家人项处份%]))"
)
_MOST_FAR: Final = re.compile(rf"{AT_MOST}[^0-9一二两三四五六七八九十]{{0,8}}$")
_LEAST_END: Final = re.compile(rf"{AT_LEAST}(?:保证|做到|要|应)?$")
_MOST_END: Final = re.compile(rf"{AT_MOST}(?:为)?$")
_OBJECT_NUMBER: Final = re.compile(
    r"[0-9]|[两三四五六七八九十](?:位|户|个|名|家|人|项|处|份|条)|[一二]+[位户名家]"
)
_MISDEED: Final = re.compile("|".join(MISDEEDS))
_PENALTY: Final = re.compile(
    r"(?:者|的[,，扣罚处给予考]|的$|[,，]?(?:扣|罚|处以|考核|视为|视同|给予|取消|予以))"
)
# 一年内两次考试不合格的
_FAILED: Final = re.compile(
    "[^,，。;；]{0,8}(?:不合格|不达标|不及格|未达标|违纪|违规|投诉|差错|末位|垫底)(?:的|者|,?予以)"
)
_EACH: Final = re.compile(r"(?:各|分别)[^,，、]{0,6}$")
_AND: Final = re.compile("[、和及与]")
_AND_OR: Final = re.compile("[、,和及与]")
_RUN_TOGETHER: Final = frozenset({"早中晚", "早晚", "上下午"})
_OCCASION: Final = r"[^,，。;；、和及与0-9]{1,6}?"
# 春季和秋季各, 国庆、春节前各: as many occasions as are listed
_OCCASIONS: Final = re.compile(
    rf"(?:在|于|的)?{_OCCASION}(?:[、和及与]{_OCCASION}){{1,4}}(?:季|前|后|时|期间|节|期|旬|开始|结束|两季|[二三四]季)(?=[各分均]|$)"
)
_SEASONS: Final = re.compile("的?(?P<n>[两二三四])季(?=[各分])")
_DEEDS: Final = re.compile(r"(?P<n>[一二两三四五六])(?=[巡检查扫清消评练考讲结洁报]|题|课|会)")
_COMMA: Final = re.compile("[,，]")
_COUNT_FIRST: Final = re.compile(
    rf"(?:共|每日|合计|总计)?(?:{AT_LEAST}|{AT_MOST}|各)?\s*{RANGE}{TIMES_WORD}"
)
# 每周对楼道,天台,车库巡查,不少于2次: commas that only list
_LISTED_COUNT: Final = re.compile(
    rf"(?:[,，][^,，。;；:：0-9每日周月年发如若]{{1,12}}){{1,4}}[,，](?:共|合计|{AT_LEAST}){RANGE}{TIMES_WORD}(?:以上)?"
)
# 每月累计迟到或早退超过三次者
_TOO_OFTEN: Final = re.compile(
    rf"(?P<deed>[^,，。;；]{{0,16}}?)(?:(?:超过|超出|超|达到?|满|多于|大于){SMALL}(?:次|回|天|日|个?小时|分钟|起|宗)"
    rf"|{SMALL}(?:次|回|天|日|起|宗)(?:及?以上)?(?:者|的[,，扣罚处给按视]))"
)
_PAIRED: Final = re.compile(r"相邻|两次之间|前后")


def read_count(text: str, draft: Draft, end: int) -> bool:
    """Set times, min and max from the words after the period, up to `end`.

    False when the count is a threshold of misdeeds, so that there is no recurrence.
    """
    scope = _scope(text, draft.tail, end)
    match = _first_count(text, draft.tail, scope)
    _read_before(text, draft)
    pair = _PAIRS.search(text, draft.tail, scope)
    over = _TOO_OFTEN.match(text, draft.tail, scope) if match is None else None
    if over and _MISDEED.search(over["deed"]):
        return False
    if match is None:
        deeds = _DEEDS.match(text, draft.tail, scope)
        if deeds and draft.unit != "week":  # 每日三巡
            draft.times = number(deeds["n"])
        _bare_minimum(text, draft, scope)
        _read_parts(text, draft, scope)
        return True
    between = text[draft.tail : match.start()]
    if len(_COMMA.findall(between)) > 1:
        draft.tail = match.end()
    if _is_threshold(text, between, match):
        return False
    each = match["each"] or _EACH.search(between)
    listed = _OCCASIONS.match(between) if each and not draft.time else None
    seasons = _SEASONS.match(between)
    if listed:
        draft.moments *= len(_AND.split(listed.group()))
        draft.tail = max(draft.tail, draft.tail + listed.end())
    elif seasons:
        draft.moments *= int(number(seasons["n"]))
    elif match["each"] and (parts := _PARTS.match(text, draft.tail, match.start())):
        draft.moments *= _parts_size(parts.group()) if not draft.time else 1
    elif pair and pair.end() <= match.start() + 1 and not draft.time:
        draft.moments *= _pair_size(pair.group()) if match["each"] or number(match["n"]) == 1 else 1
    count = number(match["n"])
    together = draft.moments * count if each or count == 1 else max(count, draft.moments)
    draft.times = together
    draft.min |= bool(match["min"] or match["above"]) or _least_far(between)
    draft.max |= bool(match["max"] or _MOST_FAR.search(between))
    return True


def _read_parts(text: str, draft: Draft, end: int) -> None:
    """每天中午和晚上, 每日早晚: the parts of the day that are listed right behind the period."""
    parts = _PARTS.match(text, draft.tail, end)
    if parts is None or draft.time or draft.window or draft.unit not in {"day", "week"}:
        return
    draft.moments *= _parts_size(parts.group())
    draft.tail = max(draft.tail, parts.end())


def _parts_size(said: str) -> int:
    return _pair_size(said) if said in _RUN_TOGETHER else len(_AND_OR.split(said))


def _pair_size(words: str) -> int:
    return 3 if "中" in words else 2


def _scope(text: str, start: int, end: int) -> int:
    """Counts stand in the same phrase, or right behind its comma: …检查,不少于3次."""
    comma = _COMMA.search(text, start, end)
    while comma is not None:
        if not _COUNT_FIRST.match(text, comma.end(), end) and comma.start() > start:
            listed = _LISTED_COUNT.match(text, comma.start(), end)
            return listed.end() if listed else comma.start()
        comma = _COMMA.search(text, comma.end(), end)
    return end


def _first_count(text: str, start: int, end: int) -> re.Match[str] | None:
    for match in COUNT.finditer(text, start, end):
        if number(match["n"]) and not _PAIRED.search(
            text, max(start, match.start() - 3), match.end()
        ):
            return match
    return None


def _is_threshold(text: str, between: str, match: re.Match[str]) -> bool:
    if _FAILED.match(text, match.end()):
        return True
    ends = _PENALTY.match(text, match.end())
    return bool(ends and (_MISDEED.search(between) or match["above"]))


def _read_before(text: str, draft: Draft) -> None:
    """至少每周一次, 不超过每4小时一次."""
    before = text[max(0, draft.start - 6) : draft.start]
    draft.min |= bool(_LEAST_END.search(before))
    draft.max |= bool(_MOST_END.search(before))


def _least_far(between: str) -> bool:
    """每周至少组织一次: the minimum bounds the count unless another number stands between."""
    match = _LEAST_FAR.search(between)
    return bool(match and not _OBJECT_NUMBER.search(between, match.end()))


def _bare_minimum(text: str, draft: Draft, end: int) -> None:
    """每周至少巡查: a minimum even without a count, unless it bounds a quantity."""
    match = re.compile(rf"(?:要|应|须)?至少(?!.{{0,3}}{SMALL})").match(text, draft.tail, end)
    draft.min |= bool(match and not _OBJECT_NUMBER.search(text, match.end(), end))
