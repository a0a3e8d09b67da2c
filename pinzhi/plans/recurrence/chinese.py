from collections.abc import Mapping, Sequence
from typing import Any

UNITS = {
    "minute": ("每分钟", "分钟"),
    "hour": ("每小时", "小时"),
    "shift": ("每班", "班"),
    "day": ("每天", "天"),
    "week": ("每周", "周"),
    "month": ("每月", "个月"),
    "quarter": ("每季度", "个季度"),
    "halfyear": ("每半年", "个半年"),
    "year": ("每年", "年"),
}
HALVES = {"hour": "每半小时", "day": "每半天", "month": "每半月", "year": "每半年"}
WEEKDAYS = "一二三四五六日"
CONDITIONS = {
    "rain": "雨天",
    "typhoon": "台风天",
    "snow": "雪天",
    "special": "特殊情况下",
    "peak": "高峰期",
    "night": "夜间",
    "holiday": "节假日",
    "spring": "春季",
    "summer": "夏季",
    "autumn": "秋季",
    "winter": "冬季",
    "growing": "生长季节",
}
AFTER = {
    "rain": "雨停",
    "typhoon": "台风过",
    "snow": "雪停",
    "special": "特殊情况结束",
    "peak": "高峰过",
}
CLOCKS = {"by": "前", "from": "后"}
MOVES = {"skip": "不安排", "before": "提前", "after": "顺延"}
LONG = {"month", "quarter", "halfyear", "year"}
RUN = 3  # months in a row from which on they are written as a run


def sentence(rule: Mapping[str, Any]) -> str:
    if rule.get("after"):
        return _after(rule)
    when = CONDITIONS.get(rule.get("condition", ""), "")
    clock = _clock(rule)
    text = f"{when}{_days(rule)}{_count(rule, fixed=bool(_on(rule) or clock))}"
    text += f" {clock}" if clock else ""
    extras = "，".join(_extras(rule))
    return f"{text}（{extras}）" if extras else text


def _days(rule: Mapping[str, Any]) -> str:
    cycle, on, months = _cycle(rule), _on(rule), _months(rule.get("month") or ())
    if rule["unit"] in {"quarter", "halfyear", "year"}:
        return cycle + months + on
    if rule["unit"] == "week" and on and rule.get("every", 1) == 1:
        return months + "每" + on
    if rule["unit"] == "day" and on:
        return months + on + cycle
    return months + cycle + ("的" if on and rule.get("every", 1) != 1 else "") + on


def _cycle(rule: Mapping[str, Any]) -> str:
    unit, every = rule["unit"], rule.get("every", 1)
    if every == 1:
        return UNITS[unit][0]
    if every == 1 / 2 and unit in HALVES:
        return HALVES[unit]
    return f"每{every:g}{UNITS[unit][1]}"


def _on(rule: Mapping[str, Any]) -> str:
    if rule.get("before_day"):
        return f"{rule['before_day']}日前"
    if rule.get("monthday"):
        dates = [day for day in sorted(set(rule["monthday"])) if day > 0]
        names = ["、".join(f"{day}日" for day in dates)] if dates else []
        return "、".join([*names, *(["最后一天"] if -1 in rule["monthday"] else [])])
    if rule.get("weekday"):
        days = _weekdays(sorted(set(rule["weekday"])))
        return f"首个{days}" if rule["unit"] in LONG and rule.get("times", 1) == 1 else days
    return ""


def _weekdays(days: Sequence[int]) -> str:
    if len(days) >= RUN and days[-1] - days[0] == len(days) - 1:
        return f"周{WEEKDAYS[days[0] - 1]}至周{WEEKDAYS[days[-1] - 1]}"
    return "周" + "、".join(WEEKDAYS[day - 1] for day in days)


def _months(months: Sequence[int]) -> str:
    found = sorted(set(months))
    if len(found) >= RUN and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}–{found[-1]}月"
    return "、".join(f"{month}月" for month in found)


def _count(rule: Mapping[str, Any], *, fixed: bool) -> str:
    times = rule.get("times", 1)
    bound = "至少" if rule.get("min") else "最多" if rule.get("max") else ""
    listed = max(len(rule.get(key) or ()) for key in ("weekday", "monthday", "time", "month"))
    if fixed and not bound and times <= max(listed, 1):
        return ""
    each = not bound and times == len(set(rule.get("month") or ())) > 1
    return "各1次" if each and rule["unit"] in LONG else f"{bound}{times}次"


def _clock(rule: Mapping[str, Any]) -> str:
    if rule.get("window"):
        return "–".join(rule["window"])
    if rule.get("before_opening"):
        return f"开门前{_length(rule['before_opening'])}"
    side = CLOCKS.get(rule.get("clock", "at"), "")
    return "、".join(f"{at}{side}" for at in rule.get("time") or ())


def _after(rule: Mapping[str, Any]) -> str:
    delay = f"{_length(rule['delay'])}起" if rule.get("delay") else ""
    return f"{AFTER[rule['after']]}后{delay}{_length(rule.get('duration', 1440))}内1次"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{minutes}分钟" if rest else f"{hours}小时"


def _extras(rule: Mapping[str, Any]) -> list[str]:
    extras = []
    policy, workdays = rule.get("holiday", "keep"), rule.get("workdays_only")
    if workdays and policy in {"keep", "skip"}:
        extras.append("仅工作日")
    elif policy in MOVES:
        extras.append(f"遇{'非工作日' if workdays else '节假日'}{MOVES[policy]}")
    elif policy == "only" and rule.get("condition") != "holiday":
        extras.append("仅节假日")
    if rule.get("shift_windows") and rule["unit"] in {"minute", "hour"}:
        extras.append("按班计算")
    if rule.get("min_gap_days"):
        extras.append(f"两次间隔至少{rule['min_gap_days']}天")
    return extras
