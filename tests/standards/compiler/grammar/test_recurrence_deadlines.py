"""Days of the month by which something is due, said away from the month itself."""

import pytest

from tests.standards.compiler.grammar.recurrence_lines import found, written


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("每月能耗统计表应于4日前上报", "1/1month before_day=4"),
        ("每月的排班表须于当月28日前张贴", "1/1month before_day=28"),
        ("每月4日前收齐单据,并于9日前交会计", "1/1month before_day=4|1/1month before_day=9"),
        (
            "每月6日前交表,审核后于12日前存档,20日前反馈",
            "1/1month before_day=6|1/1month before_day=12|1/1month before_day=20",
        ),
        ("每月3日前盘点,7月15日前交总表", "1/1month before_day=3"),  # a date of its own
        ("每月巡查两次,于50日前完成", "2/1month"),  # no such day
    ],
)
def test_deadline_away_from_its_month(text: str, line: str) -> None:
    assert found(text) == written(line)
