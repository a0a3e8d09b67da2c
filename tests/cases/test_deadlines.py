from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from pinzhi.cases.deadlines import due_at
from pinzhi.common.calendar import Calendar

OFFICE = Calendar(
    tz="Asia/Shanghai",
    windows={day: [(time(9), time(18))] for day in range(1, 6)},
    days_off={date(2026, 10, d) for d in range(1, 8)},
    days_on={date(2026, 10, 10): 1},
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("opened", "value", "unit", "due"),
    [
        ("2026-09-16 10:00", "1", "week", "2026-09-23 10:00"),  # the rule for patrol findings
        ("2026-09-16 23:50", "15", "minute", "2026-09-17 00:05"),  # by the clock, over midnight
        ("2026-09-30 17:00", "4", "hour", "2026-09-30 21:00"),  # also after office hours
        ("2026-09-16 10:00", "0.5", "day", "2026-09-16 22:00"),
        ("2026-01-31 08:00", "1", "month", "2026-02-28 08:00"),  # a short month
        ("2026-09-30 10:00", "1", "workday", "2026-10-08 10:00"),  # over the National Day holiday
        ("2026-10-09 10:00", "1", "workday", "2026-10-10 10:00"),  # a worked Saturday
        ("2026-10-10 10:00", "1", "workday", "2026-10-12 10:00"),  # over Sunday
    ],
)
def test_due_at_counts_in_the_unit_of_the_item(
    opened: str, value: str, unit: str, due: str
) -> None:
    assert due_at(local(opened), Decimal(value), unit, OFFICE) == local(due)
