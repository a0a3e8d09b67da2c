"""The words for stretches of time that things recur by, and what each amounts to."""

from typing import Final

UNITS: Final[dict[str, tuple[float, str]]] = {
    "分钟": (1, "minute"), "分": (1, "minute"),
    "小时": (1, "hour"), "钟头": (1, "hour"), "h": (1, "hour"),
    "班": (1, "shift"), "班次": (1, "shift"),
    "天": (1, "day"), "日": (1, "day"), "工作日": (1, "day"), "早": (1, "day"), "早晨": (1, "day"),
    "早上": (1, "day"), "晚": (1, "day"), "晚上": (1, "day"), "夜": (1, "day"), "夜间": (1, "day"),
    "夜晚": (1, "day"), "昼夜": (1, "day"), "旬": (10, "day"),
    "周": (1, "week"), "星期": (1, "week"), "礼拜": (1, "week"),
    "月": (1, "month"), "月度": (1, "month"), "半月": (0.5, "month"), "月份": (1, "month"),
    "季": (1, "quarter"), "季度": (1, "quarter"),
    "半年": (1, "halfyear"), "半年度": (1, "halfyear"),
    "年": (1, "year"), "年度": (1, "year"),
}  # fmt: skip
"""A word for a stretch: how many of which unit it is."""

RANK: Final = ("minute", "hour", "shift", "day", "week", "month", "quarter", "halfyear", "year")
"""From fine to coarse."""

SMALL: Final = (
    r"(?:(?<![0-9])[0-9]{1,4}(?:\.[0-9]{1,2})?(?:个半)?|[一二]百[二五八]?十?"
    "|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]{1,2}(?:个半)?|半)"
)
"""The numbers that count rounds and stretches. `NUMBER` reads more, but costs ten times the
time to compile, and is needed here some twenty times."""

NIGHT: Final = frozenset({"晚", "晚上", "夜", "夜间", "夜晚"})

# What may not follow the word for it to be a stretch of time: 每季节, 每班组, 每周期.
NOT_AFTER: Final = {
    "天": "然气|花板", "日": "常", "周": "期|岁|转|边|遭|长", "月": "台|饼|嫂|薪|租金", "季": "节",
    "年": "龄|级|代|轮|限|份|款",
    "班": "级|组|长|子|车|人|员|岗|主任|机|线|干|费|[配设]|不少于[0-9]+[人名]|[0-9]+[人名]",
    "早": "餐|班|期|于|完成|[一两二三半0-9]{1,3}个?(?:天|日|周|月|季|年|小时|分钟|工作日)",
    "晚": "班|餐|会", "夜": "班",
}  # fmt: skip

WEEKDAYS: Final = {**dict(zip("一二三四五六日", range(1, 8), strict=True)), "天": 7, "7": 7}
WEEKDAYS.update({str(day): day for day in range(1, 7)})

MONTHS_OF_QUARTER: Final = {
    sign: [3 * i + 1, 3 * i + 2, 3 * i + 3]
    for i, pair in enumerate(("一1", "二2", "三3", "四4"))
    for sign in pair
}


def unit_pattern(words: tuple[str, ...]) -> str:
    """Alternatives for the words, longest first, each barred from its false friends."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"{w}(?!{NOT_AFTER[w]})" if w in NOT_AFTER else w for w in ordered)
