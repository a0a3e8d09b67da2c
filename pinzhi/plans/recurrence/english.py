from collections.abc import Mapping, Sequence
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
CONDITIONS = {
    "rain": "in rain",
    "typhoon": "in a typhoon",
    "snow": "in snow",
    "special": "in special circumstances",
    "peak": "at peak times",
    "night": "at night",
    "holiday": "on holidays",
    "spring": "in spring",
    "summer": "in summer",
    "autumn": "in autumn",
    "winter": "in winter",
    "growing": "in the growing season",
}
AFTER = {
    "rain": "the rain",
    "typhoon": "a typhoon",
    "snow": "the snow",
    "special": "special circumstances",
    "peak": "a peak time",
}
MOVES = {"skip": "not on", "before": "earlier before", "after": "later after"}
LONG = {"month", "quarter", "halfyear", "year"}
RUN = 3  # in a row from which on they are written as a run
TEENS = range(11, 14)


def sentence(rule: Mapping[str, Any]) -> str:
    if rule.get("after"):
        return _after(rule)
    parts = [_count(rule), _cycle(rule), _on(rule), _months(rule.get("month") or ()), _clock(rule)]
    parts.append(CONDITIONS.get(rule.get("condition", ""), ""))
    text = " ".join(part for part in parts if part)
    extras = ", ".join(_extras(rule))
    return f"{text} ({extras})" if extras else text


def _count(rule: Mapping[str, Any]) -> str:
    times = rule.get("times", 1)
    bound = "at least " if rule.get("min") else "at most " if rule.get("max") else ""
    listed = max(len(rule.get(key) or ()) for key in ("weekday", "monthday", "time", "month"))
    if not bound and times <= max(listed, 1):
        return ""
    return bound + ("once" if times == 1 else f"{times} times")


def _cycle(rule: Mapping[str, Any]) -> str:
    unit = {"halfyear": "half-year"}.get(rule["unit"], rule["unit"])
    every = rule.get("every", 1)
    if unit == "week" and every == 1 and rule.get("weekday"):
        return f"every {_weekdays(rule['weekday'])}"
    if every == 1:
        return f"every {unit}"
    if every == 1 / 2:
        return f"every half {unit}"
    return f"every {every:g} {unit}s"


def _on(rule: Mapping[str, Any]) -> str:
    if rule.get("before_day"):
        return f"before the {_nth(rule['before_day'])}"
    if rule.get("monthday"):
        dates = [_nth(day) for day in sorted(set(rule["monthday"])) if day > 0]
        last = ["last day"] if -1 in rule["monthday"] else []
        return f"on the {_list([*dates, *last])}"
    weekly = rule["unit"] == "week" and rule.get("every", 1) == 1
    if rule.get("weekday") and not weekly:
        first = "the first " if rule["unit"] in LONG and rule.get("times", 1) == 1 else ""
        return f"on {first}{_weekdays(rule['weekday'])}"
    return ""


def _weekdays(days: Sequence[int]) -> str:
    return _row(sorted(set(days)), WEEKDAYS)


def _months(months: Sequence[int]) -> str:
    return f"in {_row(sorted(set(months)), MONTHS)}" if months else ""


def _row(numbers: Sequence[int], names: Sequence[str]) -> str:
    if len(numbers) >= RUN and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[numbers[0] - 1]} to {names[numbers[-1] - 1]}"
    return _list([names[number - 1] for number in numbers])


def _list(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])


def _nth(day: int) -> str:
    ending = "th" if day in TEENS else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _clock(rule: Mapping[str, Any]) -> str:
    if rule.get("window"):
        return "–".join(rule["window"])
    if rule.get("before_opening"):
        return f"{_length(rule['before_opening'])} before opening"
    return f"{rule.get('clock', 'at')} {_list(rule['time'])}" if rule.get("time") else ""


def _after(rule: Mapping[str, Any]) -> str:
    delay = f", from {_length(rule['delay'])} later on" if rule.get("delay") else ""
    length = _length(rule.get("duration", 1440))
    return f"once within {length} after {AFTER[rule['after']]}{delay}"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    number, unit = (minutes, "minute") if rest else (hours, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _extras(rule: Mapping[str, Any]) -> list[str]:
    extras = []
    policy, workdays = rule.get("holiday", "keep"), rule.get("workdays_only")
    if workdays and policy in {"keep", "skip"}:
        extras.append("workdays only")
    elif policy in MOVES:
        extras.append(f"{MOVES[policy]} {'rest days' if workdays else 'holidays'}")
    elif policy == "only" and rule.get("condition") != "holiday":
        extras.append("holidays only")
    if rule.get("shift_windows") and rule["unit"] in {"minute", "hour"}:
        extras.append("counted by shift")
    if rule.get("min_gap_days"):
        extras.append(f"at least {rule['min_gap_days']} days apart")
    return extras
