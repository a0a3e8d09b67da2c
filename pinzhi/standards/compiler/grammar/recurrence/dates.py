"""The days a period names: 每周一三五, 每月5日、20日前, 每年3月和9月, 每年第四季度."""

import re
from itertools import chain
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.draft import Draft
from pinzhi.standards.compiler.numerals import number
from pinzhi.standards.compiler.words.recurrence_units import MONTHS_OF_QUARTER, WEEKDAYS

_SEP: Final = r"\s*(?:[、,，和及与/]|以及)\s*"
_TO: Final = r"\s*(?:[-—–~～至到]{1,4})\s*"
_SMALL: Final = r"(?:[0-3]?[0-9](?!\.?[0-9])|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_BEFORE: Final = r"(?P<before>之前|以前|前(?!台|厅|门|往|[一二两三0-9]))?"

_NAME: Final = "(?:周|星期|礼拜)"
_DAY: Final = "[一二三四五六日天]"
# 每周一次 is once a week, 每周一评 one review a week.
_COUNTED: Final = (
    r"(?!\s*(?:(?:[至到~-][一二两三四五六七八九十0-9]?|[二两三四五六七八九十02-9]?)\s*"
    r"(?:次|遍|趟|回(?![访复报收执])|轮(?![流班岗值换休训])|[期讲练查评检扫清考报题星议场课]"
    r"(?![查讨修结扫洗洁理运除审核习送测验点告会])))|个|项|名|家|份|篇|条|小时|天)"
)
_LAST_DAY: Final = 31
_LAST_MONTH: Final = 12
WEEK: Final = re.compile(
    rf"(?:的|逢|的?每)?{_NAME}?(?P<days>(?:{_DAY}{_TO}{_NAME}?{_DAY}(?![次遍回轮趟])|{_DAY}{_COUNTED}"
    rf"(?:(?:{_SEP})?{_NAME}?{_DAY}(?!{_NAME}?[次遍回轮常报期检用气面台楼层号个名项位人大是]))*"
    rf"|[1-7]{_SEP}[1-7](?:{_SEP}[1-7])*(?![0-9次遍:.])))(?:前|之前|以前)?"
)
_WEEKDAYS_BEFORE: Final = re.compile(
    rf"(?<![每至到~—-]){_NAME}(?P<days>{_DAY}(?:(?:{_TO}|{_SEP}){_NAME}?{_DAY}){{0,6}})[\s,，(:：的]{{0,2}}$"
)
WEEKEND: Final = re.compile(r"(?:的?周)?末")
_LAST: Final = "(?:的?(?:最后一?[天日]|月?(?:末日|末尾|末|底)(?:[一1]天)?))"
MONTH: Final = re.compile(
    rf"[的逢]?(?:(?P<last>{_LAST})|(?P<first>{_SMALL})(?P<more>(?:[日号]?{_SEP}{_SMALL}){{0,9}})[日号](?!常|楼|线|门|岗|机)"
    rf"(?:{_TO}(?:每月|当月|本月)?(?P<to>{_SMALL}|月底|月末)[日号]?)?)(?:左右)?{_BEFORE}"
)
MONTH_RANGE: Final = re.compile(
    rf"的?(?P<first>{_SMALL})[日号]?{_TO}(?:(?:次月|下月|次月的)?)(?P<to>{_SMALL})[日号]{_BEFORE}"
)
NTH_WEEKDAY: Final = re.compile(
    rf"的?(?P<more>(?:第[一二三四1-4]个?(?:周|星期)?[、和及与])*)(?:第?[一二三四1-4首]|最后一?)个?(?:周|星期|礼拜)的?(?:周|星期)?(?P<day>{_DAY})(?!次)"
)
_MONTHS: Final = rf"{_SMALL}(?:月份?)?"
YEAR: Final = re.compile(
    rf"的?(?:(?P<range>(?P<a>{_SMALL})(?:月份?)?{_TO}(?:次年|翌年|第二年)?(?P<b>{_SMALL})月份?)"
    rf"|(?P<list>{_MONTHS}(?:{_SEP}{_MONTHS}){{0,11}})(?<=[月份])"
    rf"(?:(?P<day>{_SMALL})[日号]|(?P<last>{_LAST}|底|末))?"
    rf"|第(?P<quarter>[一二三四1-4])季度?|(?P<season>[一二三四])季度|(?P<end>年?[底末终]|岁末)|(?P<begin>年?初))"
    rf"(?P<part>[上中下]旬)?{_BEFORE}"
)
_MORE_DATES: Final = re.compile(
    rf"{_SEP}(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号]|[底末]){_BEFORE}"
)
_MONTH_END_TOO: Final = re.compile(r"(?:、|和|及|与|以及)(?:每月)?月[底末]")
QUARTER: Final = re.compile(
    rf"的?(?:[首末]个?月|[末底]|最后一?个月|第[一二三]个月)?的?"
    rf"(?:(?P<day>{_SMALL})[日号](?:{_SEP}{_SMALL}[日号])?)?{_BEFORE}"
)
SMALL_NUMBER: Final = re.compile(_SMALL)


def read_dates(text: str, draft: Draft) -> None:
    """Take in the dates right after the period; `tail` moves behind them."""
    if draft.every != 1 and draft.unit not in {"year", "week"}:
        return
    reader = {"week": _week, "month": _month, "quarter": _quarter, "year": _year}.get(draft.unit)
    if reader is not None:
        reader(text, draft)


def weekdays(days: str) -> list[int]:
    """一三五, 一、周三, 1、3: the days; 一至五: all between."""
    named = [WEEKDAYS[sign] for sign in days if sign in WEEKDAYS]
    if re.search(_TO, days):
        first, last = named[0], named[-1]
        return list(range(first, last + 1)) if first <= last else []
    return sorted(dict.fromkeys(named))


def _week(text: str, draft: Draft) -> None:
    if (match := WEEK.match(text, draft.end)) is None:
        if (end := WEEKEND.match(text, draft.end)) is not None:
            draft.tail = end.end()
        return
    draft.tail = match.end()
    read_weekdays(match["days"], draft)


def read_weekdays(days: str, draft: Draft) -> None:
    """A list sets the weekdays of the week; a range makes it daily on those days."""
    draft.weekday = weekdays(days)
    if re.search(_TO, days):
        draft.unit, draft.every = "day", 1
        draft.weekday = [] if len(draft.weekday) == len(set(WEEKDAYS.values())) else draft.weekday
    else:
        draft.moments *= len(draft.weekday)


def read_weekdays_before(text: str, draft: Draft) -> None:
    """周一至周五每天: the weekdays stand before the period."""
    if draft.unit in {"day", "hour", "minute", "shift"} and not draft.weekday:
        match = _WEEKDAYS_BEFORE.search(text, max(0, draft.start - 16), draft.start)
        draft.weekday = weekdays(match["days"]) if match else []
        if len(draft.weekday) == len(set(WEEKDAYS.values())):
            draft.weekday = []


def _month(text: str, draft: Draft) -> None:
    if nth := NTH_WEEKDAY.match(text, draft.end):
        draft.weekday, draft.tail = [WEEKDAYS[nth["day"]]], nth.end()
        draft.moments *= 1 + nth["more"].count("第")
        return
    if (match := MONTH.match(text, draft.end) or MONTH_RANGE.match(text, draft.end)) is None:
        return
    groups = match.groupdict()
    if groups.get("last"):
        draft.monthday, draft.tail = [-1], match.end()
        return
    days = [_day(match["first"]), *map(_day, SMALL_NUMBER.findall(groups.get("more") or ""))]
    last = groups.get("to")
    ends = [_day(last)] if last and not last.startswith("月") else []
    if not all(0 < day <= _LAST_DAY for day in days + ends):
        return
    draft.tail = match.end()
    if last and last.startswith("月"):
        draft.monthday = [*range(days[0], 32), -1]
    elif last and match["before"]:
        draft.before_day = _day(last)
    elif last:
        draft.monthday = list(range(days[0], _day(last) + 1))
    elif match["before"]:
        draft.before_day, draft.moments = days[-1], draft.moments * len(days)
    else:
        draft.monthday, draft.moments = days, draft.moments * len(days)
        if too := _MONTH_END_TOO.match(text, draft.tail):
            draft.monthday, draft.tail = [*days, -1], too.end()
            draft.moments += 1


def _quarter(text: str, draft: Draft) -> None:
    match = QUARTER.match(text, draft.end)
    if match is None or match.end() == draft.end:
        return
    if match["day"] and not 1 <= _day(match["day"]) <= _LAST_DAY:
        return
    draft.tail = match.end()
    if match["day"] and match["before"]:
        draft.before_day = _day(match["day"])
    elif match["day"]:
        draft.monthday = [_day(match["day"])]


def _year(text: str, draft: Draft) -> None:
    if (match := YEAR.match(text, draft.end)) is None:
        return
    months = _months(match)
    if not months or not all(1 <= month <= _LAST_MONTH for month in months):
        return
    if match["day"] and not 1 <= _day(match["day"]) <= _LAST_DAY:
        return
    draft.tail, draft.month = match.end(), months
    if match["list"]:
        draft.moments *= len(months)
    if match["day"] and match["before"]:
        draft.before_day = _day(match["day"])
    elif match["day"]:
        draft.monthday = [_day(match["day"])]
        _more_dates(text, draft)
    elif match["last"]:
        draft.monthday = [-1]
        _more_dates(text, draft)


def _is_date(match: re.Match[str]) -> bool:
    in_year = 1 <= _day(match["month"]) <= _LAST_MONTH
    return in_year and (not match["day"] or 1 <= _day(match["day"]) <= _LAST_DAY)


def _more_dates(text: str, draft: Draft) -> None:
    """每年1月15日、7月15日: both dates."""
    while (more := _MORE_DATES.match(text, draft.tail)) and _is_date(more):
        draft.month.append(_day(more["month"]))
        if more["day"] and _day(more["day"]) not in draft.monthday:
            draft.monthday.append(_day(more["day"]))
        draft.moments, draft.tail = draft.moments + 1, more.end()
        if more["before"] and more["day"]:
            draft.before_day, draft.monthday = _day(more["day"]), []


def _months(match: re.Match[str]) -> list[int]:
    if match["range"]:
        return month_range(_day(match["a"]), _day(match["b"]))
    if quarter := match["quarter"] or match["season"]:
        return MONTHS_OF_QUARTER[quarter]
    if match["list"]:
        return list(map(_day, SMALL_NUMBER.findall(match["list"])))
    return [12] if match["end"] else [1]


def month_range(first: int, last: int) -> list[int]:
    """4, 11 -> April to November; 11, 3 -> November to March. Empty when they are no months."""
    if not (1 <= first <= _LAST_MONTH and 1 <= last <= _LAST_MONTH):
        return []
    if first <= last:
        return list(range(first, last + 1))
    return list(chain(range(first, 13), range(1, last + 1)))


def _day(words: str) -> int:
    return int(number(words))
