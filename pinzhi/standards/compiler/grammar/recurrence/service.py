"""Hours that are open, worked or served, and rounds at listed clock times."""

import re
from typing import Final

from pinzhi.standards.compiler.grammar.recurrence.clocks import Clocks
from pinzhi.standards.compiler.grammar.recurrence.draft import Draft

_OPEN: Final = (
    "营业|服务|办公|开放|作息|上班|工作|接待|受理|施工|装修"
    "|送货|支持|供暖|供水|供应|运营|对外|值班|开门|营运"
    "|洽谈|参观|允许|动火|搬运|作业|就餐|用餐|开餐"
)
_HOURS_BEFORE: Final = re.compile(
    rf"(?:{_OPEN})[^,，。;；:：会]{{0,6}}(?:时间|时段|时)(?:为|是|安排|表|规定)?[^。;；]{{0,10}}$"
)
_HOURS_AFTER: Final = re.compile(rf"的?(?:{_OPEN})(?:时间|时段)")
_OPENS: Final = re.compile(
    r"[^,，。;；]{0,6}?(?:营业|开放|提供服务|对外服务|对外办公|接待业主|为[^,，。;；]{0,6}提供|供应|供水|供暖|可以?施工|允许|禁止|不得|严禁|(?:有|设|安排)专人(?:接待|服务)|为(?:营业|工作|服务|办公)时间|上班$|办公)"
)
_ROUND: Final = (
    r"(?:各|分别|准时|进行|对[^,，。;；]{1,14}?|须|应|要|必须|到[^,，。;；]{1,8}?|由[^,，。;；]{1,8}?)*"
    r"(?:各|进行)?(?:[一1两2]次)?(?:巡视|巡查|巡逻|巡检|巡更|巡场|巡楼|签到|打卡|打点|抄表|抄录|清扫|检查|查岗|点名|开关|清洁|消毒|各[^,，。;；]{0,4}[一1]次)"
)
_ROUND_AFTER: Final = re.compile(_ROUND)
_ROUND_BEFORE: Final = re.compile(
    r"(?:巡视|巡查|巡逻|巡检|巡更|签到|打卡|打点|抄表|清扫|查岗)(?:的)?(?:时间|时点)?(?:分别)?(?:为|是|定为|在|于)?[:：]?$"
)


# 每日12:00-14:00、18:00后不得进行敲打
_FORBIDDEN: Final = re.compile(r"[^,，。;；]{0,16}?(?:不得|禁止|严禁|不准|不可)")


def keeps_hours(text: str, draft: Draft, clocks: Clocks | None) -> bool:
    """Service, opening or working hours recur but are no act: 营业时间每日9:00-21:00."""
    before = text[max(0, draft.start - 20) : draft.start]
    after = _HOURS_AFTER.match(text, draft.tail) or _HOURS_AFTER.match(text, draft.end)
    if _HOURS_BEFORE.search(before) or after:
        days = draft.unit == "day" and draft.tail > draft.end  # 受理时间为每周一至周五
        return clocks is not None or days or after is not None
    if clocks is None or not clocks.window:
        return False
    return bool(_OPENS.match(text, clocks.end) or _FORBIDDEN.match(text, clocks.end))


def is_round(text: str, clocks: Clocks) -> bool:
    """9:00、13:00、17:00巡视: a round at listed times is made every day."""
    if clocks.window or len(clocks.times) == 1:
        return False
    return bool(
        _ROUND_AFTER.match(text, clocks.end) or _ROUND_BEFORE.search(text[: clocks.start][-16:])
    )
