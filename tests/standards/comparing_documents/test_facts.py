from typing import Any

import pytest

from pinzhi.standards.comparing_documents.facts import Kind, kind_of, value_of

SAYS: list[tuple[Kind, dict[str, Any] | str, tuple[str, ...]]] = [
    ("recurrence", {"times": 3, "every": 1, "unit": "day"}, ("3", "1", "day")),
    ("recurrence", {"times": 1, "every": 1, "unit": "week", "weekday": [5]}, ("1", "7", "day")),
    ("recurrence", {"times": 1, "every": 1, "unit": "halfyear"}, ("1", "6", "month")),
    ("recurrence", {"times": 2, "every": 1, "unit": "year"}, ("1", "6", "month")),
    ("recurrence", {"times": 1, "every": 0.5, "unit": "month"}, ("1", "0.5", "month")),
    ("recurrence", {"times": 1, "every": 15, "unit": "minute"}, ("1", "15", "minute")),
    ("recurrence", {"times": 1, "every": 1, "unit": "shift"}, ("1", "1", "shift")),
    ("time_limit", {"value": 0.5, "unit": "hour"}, ("30", "minute")),
    ("time_limit", {"value": "30", "unit": "minute", "of": "到场"}, ("30", "minute")),
    ("time_limit", {"value": 0, "unit": "day"}, ("0", "day")),
    ("time_limit", {"value": 1, "unit": "workday"}, ("1", "workday")),
    ("money", {"sign": "reward", "amount": 200, "amount_max": 500}, ("reward", "200", "500")),
    ("money", {"sign": "penalty", "amount": "500.00", "per": "time"}, ("penalty", "500", "")),
    ("score_band", {"from": None, "to": 79, "label": "差"}, ("差", "", "79")),
    ("forms", "《巡查记录表》", ("《巡查记录表》",)),
]


@pytest.mark.parametrize(("kind", "said", "value"), SAYS)
def test_value_of_says_what_and_leaves_out_how(
    kind: Kind, said: dict[str, Any] | str, value: tuple[str, ...]
) -> None:
    assert value_of(kind, said) == value


def test_kind_of_leaves_out_what_is_not_compared() -> None:
    assert [kind_of(key) for key in ("roles", "quantities", "activity")] == ["roles", None, None]
