"""What the compiler wrote survives its form unchanged; what cannot be is refused with a reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.studio.forms import FORMS

VALUES: list[tuple[str, Any]] = [
    ("activity", {"verb": "清扫", "object": "大堂"}),
    ("roles", "保洁员"),
    ("forms", "日检表"),
    ("recurrence", {"times": 1, "every": 1, "unit": "day"}),
    ("recurrence", {"times": 1, "every": 0.5, "unit": "month"}),
    ("recurrence", {"times": 2, "every": 1, "unit": "week", "weekday": [1, 5], "min": True}),
    ("recurrence", {"times": 2, "every": 1, "unit": "month", "monthday": [-1, 15]}),
    ("recurrence", {"times": 1, "every": 1, "unit": "year", "month": [6], "before_day": 20}),
    ("recurrence", {"times": 1, "every": 1, "unit": "day", "window": ["22:00", "06:00"]}),
    ("recurrence", {"times": 2, "every": 1, "unit": "day", "time": ["09:00", "17:00"]}),
    ("recurrence", {"times": 1, "every": 1, "unit": "day", "time": ["18:30"], "clock": "by"}),
    ("recurrence", {"times": 1, "every": 1, "unit": "day", "condition": "rain"}),
    ("time_limit", {"value": 15, "unit": "minute", "of": "到场"}),
    ("time_limit", {"value": 0.5, "unit": "hour"}),
    ("place", {"words": "车库", "kind": "space", "system": ""}),
    ("quantities", {"value": 98, "unit": "%", "cmp": ">="}),
    ("money", {"amount": 200, "sign": "reward", "amount_max": 500, "per": "time"}),
    ("money", {"amount": 20, "sign": "penalty"}),
    ("score_band", {"from": 80, "to": None, "label": "良好"}),
    ("condition", {"condition": "event", "event": "接到报修后"}),
    ("method", {"method": "look"}),
    ("check", {"checker": "领班", "checked": "保洁员"}),
    ("consequence", {"text": "通报批评"}),
]


def sent(key: str, value: Any) -> dict[str, Any]:
    return {name: one for name, one in FORMS[key].fields_of(value).items() if one is not None}


@pytest.mark.parametrize(("key", "value"), VALUES)
def test_a_value_survives_its_form(key: str, value: Any) -> None:
    form = FORMS[key](sent(key, value))
    assert (form.is_valid(), form.errors) == (True, {})
    assert form.value() == value


def test_every_kind_of_part_is_tried() -> None:
    assert {key for key, _ in VALUES} == set(FORMS)


@pytest.mark.parametrize(
    ("key", "fields", "field"),
    [
        ("recurrence", {"times": 0, "every": 1, "unit": "day"}, "times"),
        ("recurrence", {"times": 1, "every": 1, "unit": "day", "window_from": "8"}, "window_from"),
        ("recurrence", {"times": 1, "every": 1, "unit": "day", "window_from": "8:00"}, "__all__"),
        ("recurrence", {"times": 1, "every": 1, "unit": "week", "monthday": "3"}, "__all__"),
        ("recurrence", {"times": 1, "every": 1, "unit": "month", "monthday": "32"}, "monthday"),
        ("quantities", {"cmp": ">=", "value_": "1e308", "unit": "%"}, "value_"),
        ("money", {"sign": "reward", "amount": "-1"}, "amount"),
        ("score_band", {"label": "优秀"}, "__all__"),
        ("score_band", {"label": "优秀", "low": 9, "high": 1}, "__all__"),
        ("time_limit", {"value_": "nan", "unit": "hour"}, "value_"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(
    key: str, fields: dict[str, Any], field: str
) -> None:
    assert list(FORMS[key](fields).errors) == [field]


@given(st.sampled_from(sorted(FORMS)), st.dictionaries(st.text(max_size=8), st.text(max_size=20)))
def test_no_form_breaks_on_anything(key: str, told: dict[str, str]) -> None:
    form = FORMS[key]({**dict.fromkeys(FORMS[key].base_fields, "9" * 30), **told})
    assert isinstance(form.is_valid(), bool)
    assert isinstance(FORMS[key].fields_of(told), dict)
