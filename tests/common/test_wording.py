from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from pinzhi.common import wording

NOW = datetime(2026, 9, 16, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (at("2026-09-16 09:30"), "今天 09:30", "Today 09:30"),
        (at("2026-09-15 23:59"), "昨天 23:59", "Yesterday 23:59"),
        (at("2026-09-17 00:00"), "明天 00:00", "Tomorrow 00:00"),
        (at("2026-09-14 08:05"), "9月14日 08:05", "14 Sep 08:05"),
        (at("2026-01-02 08:05"), "1月2日 08:05", "2 Jan 08:05"),
        (at("2025-12-31 08:05"), "2025年12月31日 08:05", "31 Dec 2025 08:05"),
        (datetime(2026, 9, 15, 16, 30, tzinfo=UTC), "今天 00:30", "Today 00:30"),  # other zone
    ],
)
def test_say_time(value: datetime, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert wording.say_time(value, NOW) == chinese
    with override("en"):
        assert wording.say_time(value, NOW) == english


@pytest.mark.parametrize(
    ("start", "end", "chinese"),
    [
        ("2026-09-16 09:30", "2026-09-16 10:00", "今天 09:30–10:00"),
        ("2026-09-16 22:00", "2026-09-17 06:00", "今天 22:00–明天 06:00"),  # a night window
        ("2026-09-01 09:30", "2026-09-01 10:00", "9月1日 09:30–10:00"),
    ],
)
def test_say_span(start: str, end: str, chinese: str) -> None:
    with override("zh-hans"):
        assert wording.say_span(at(start), at(end), NOW) == chinese


@pytest.mark.parametrize(
    ("length", "chinese", "english"),
    [
        (timedelta(seconds=59), "不到 1 分钟", "less than a minute"),
        (timedelta(minutes=1), "1 分钟", "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 分钟", "59 minutes"),
        (timedelta(hours=1), "1 小时", "1 hour"),
        (timedelta(hours=2, minutes=5), "2 小时 5 分钟", "2 h 5 min"),
        (timedelta(hours=7, minutes=5), "7 小时", "7 hours"),
        (timedelta(days=1), "1 天", "1 day"),
        (timedelta(days=3, hours=23), "3 天", "3 days"),
        (timedelta(seconds=-5), "不到 1 分钟", "less than a minute"),
    ],
)
def test_say_duration(length: timedelta, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert wording.say_duration(length) == chinese
    with override("en"):
        assert wording.say_duration(length) == english


@pytest.mark.parametrize(
    ("due", "chinese", "english"),
    [
        (NOW + timedelta(minutes=18), "剩 18 分钟", "18 minutes left"),
        (NOW, "剩 不到 1 分钟", "less than a minute left"),  # the last instant still counts
        (NOW - timedelta(hours=2), "超时 2 小时", "overdue by 2 hours"),
    ],
)
def test_say_remaining(due: datetime, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert wording.say_remaining(due, NOW) == chinese
    with override("en"):
        assert wording.say_remaining(due, NOW) == english


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Decimal(1300), "¥1,300.00"),
        (0, "¥0.00"),
        (Decimal("-50.5"), "−¥50.50"),
        (Decimal("0.005"), "¥0.01"),  # a half cent is rounded up
        (Decimal("-0.001"), "¥0.00"),
        (Decimal("1234567.891"), "¥1,234,567.89"),
    ],
)
def test_say_money(amount: Decimal, said: str) -> None:
    assert wording.say_money(amount) == said


@pytest.mark.parametrize(
    ("ratio", "digits", "said"),
    [(0.956, 0, "96%"), (0.956, 1, "95.6%"), (Decimal(1), 0, "100%"), (0, 0, "0%"), (None, 0, "–")],
)
def test_say_percent(ratio: float | None, digits: int, said: str) -> None:
    assert wording.say_percent(ratio, digits) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("13812345678", "138****5678"),
        ("+8613812345678", "+86*******5678"),
        ("85551234", "85****34"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_mask_phone(number: str, said: str) -> None:
    assert wording.mask_phone(number) == said
