"""Each kind of part as its chip says it, in English and in the trade's Chinese."""

from typing import Any

import pytest
from django.utils import translation

from pinzhi.studio.parts import part
from pinzhi.studio.sayings import chip, say

SAID: list[tuple[str, Any, str, str]] = [
    ("roles", "保洁员", "保洁员", "保洁员"),
    ("forms", "日检表", "日检表", "日检表"),
    ("activity", {"verb": "清扫", "object": "大堂"}, "清扫大堂", "清扫大堂"),
    ("recurrence", {"times": 2, "every": 1, "unit": "week"}, "2 times every week", "每周2次"),
    ("time_limit", {"value": 0.5, "unit": "hour"}, "within 0.5 hours", "0.5小时内"),
    ("time_limit", {"value": 0, "unit": "day", "of": "送达"}, "送达 · the same day", "送达 · 当日"),
    ("quantities", {"value": 98.0, "unit": "%", "cmp": ">="}, "≥ 98 %", "≥ 98 %"),
    (
        "money",
        {"amount": 200, "amount_max": 500, "sign": "reward", "per": "time"},
        "Reward ¥200–500 each time",
        "奖励 ¥200–500 每次",
    ),
    ("score_band", {"from": 80, "to": 90, "label": "良好"}, "良好 80–90", "良好 80–90"),
    ("score_band", {"from": None, "to": 60, "label": "差"}, "差 below 60", "差 60 以下"),
    (
        "place",
        {"words": "水泵", "kind": "equipment", "system": "lift"},
        "水泵（Lift）",
        "水泵（电梯）",
    ),
    ("condition", {"condition": "rain", "event": ""}, "in rain", "雨天"),
    ("condition", {"condition": "event", "event": "接到报修后"}, "接到报修后", "接到报修后"),
    ("method", {"method": "look"}, "Look", "看"),
    ("check", {"checker": "领班", "checked": "保洁员"}, "领班 → 保洁员", "领班 → 保洁员"),
    ("consequence", {"words": "通报批评"}, "通报批评", "通报批评"),
]


@pytest.mark.parametrize(("key", "value", "english", "chinese"), SAID)
def test_a_part_is_said_in_plain_words(key: str, value: Any, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert english in say(part(key, value))[0]
    with translation.override("zh-hans"):
        assert say(part(key, value)) == (chinese, False)


def test_a_frequency_that_cannot_run_is_marked() -> None:
    told = part("recurrence", {"unit": "day", "times": 0}, words="每日零次")
    assert say(told) == ("每日零次", True)


@pytest.mark.parametrize("value", [None, 3, [], "x", {}])
@pytest.mark.parametrize("key", sorted({key for key, *_ in SAID}))
def test_no_value_is_too_odd_to_be_said(key: str, value: Any) -> None:
    assert isinstance(chip(0, part(key, value, words="w")).text, str)


def test_a_chip_tells_from_which_words_and_how_sure() -> None:
    with translation.override("en"):
        told = part("roles", "保洁员", words="保潔員", confidence=0.7, inherited=True)
        assert chip(0, told).why == "“保潔員” · said above · 70 % sure"
        assert chip(0, part("roles", "x")).why == "Added by a person"
    assert (chip(0, told).unsure, chip(0, part("method", {}, confidence=0.7)).unsure) == (
        True,
        False,
    )
