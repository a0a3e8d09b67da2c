from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.utils.translation import override

from pinzhi.common import looks
from pinzhi.common.templatetags.pinzhi import exact, people_clock, undo_address

NOW = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


@pytest.mark.parametrize(
    ("kind", "word", "shape"),
    [
        ("done", "完成", "circle-check-filled"),
        ("due", "待办", "circle"),
        ("running", "进行中", "circle-half-2"),
        ("late", "超时", "alert-triangle-filled"),
        ("missed", "漏做", "square-x-filled"),
        ("waiting", "待复查", "hourglass-filled"),
        ("stopped", "暂停", "player-pause-filled"),
        ("nobody", "无人负责", "user-question"),
    ],
)
def test_status_has_colour_word_and_shape(kind: str, word: str, shape: str) -> None:
    with override("zh-hans"):
        html = looks.status(kind)
    assert html == (
        f'<span class="pz-status" data-status="{kind}"><svg class="pz-icon" aria-hidden="true" '
        f'focusable="false"><use href="/static/icons.svg#{shape}"></use></svg>{word}</span>'
    )


def test_status_shapes_are_all_different() -> None:
    shapes = [shape for _, shape in looks.STATUSES.values()]
    assert len(shapes) == len(set(shapes))


def test_status_escapes_its_word() -> None:
    assert looks.status("done", "<b>").endswith("&lt;b&gt;</span>")


def test_clock_says_window_deadline_and_the_exact_instant() -> None:
    with override("zh-hans"):
        html = people_clock(
            NOW - timedelta(minutes=30), NOW, due=NOW + timedelta(minutes=18), now=NOW
        )
    assert html == (
        '<time class="pz-time" datetime="2026-09-16T01:30:00+00:00" '
        'title="2026-09-16 09:30:00" data-exact="2026-09-16 09:30:00">'
        "今天 09:30–10:00 · 剩 18 分钟</time>"
    )


def test_clock_marks_what_is_late() -> None:
    with override("zh-hans"):
        html = people_clock(due=NOW - timedelta(hours=2), now=NOW)
    assert html.endswith('data-status="late">超时 2 小时</time>')


def test_clock_of_nothing_is_a_dash() -> None:
    assert people_clock() == '<span class="pz-muted">–</span>'


def test_exact_is_local_to_the_second() -> None:
    assert (exact(NOW), exact(None)) == ("2026-09-16 10:00:00", "")


@pytest.mark.parametrize(("tags", "address"), [("undo=/x/1/", "/x/1/"), ("", ""), (None, "")])
def test_undo_address(tags: str | None, address: str) -> None:
    assert undo_address(Message(25, "done", extra_tags=tags)) == address


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ amount|money }}", "¥1,300.00"),
        ("{{ nothing|money }}", "–"),
        ("{{ ratio|percent:1 }}", "95.6%"),
        ("{{ phone|mask_phone }}", "138****5678"),
        ("{{ at|people_time:now }}", "今天 10:00"),
        ("{{ at|remaining:now }}", "剩 不到 1 分钟"),
        ("{% span at at now %}", "今天 10:00–10:00"),
        ("{{ length|duration }}", "1 小时"),
    ],
)
def test_filters(source: str, said: str) -> None:
    values = {
        "amount": 1300,
        "nothing": None,
        "ratio": 0.956,
        "phone": "13812345678",
        "at": NOW,
        "now": NOW,
        "length": timedelta(hours=1),
    }
    template = engines["django"].from_string("{% load pinzhi %}" + source)
    with override("zh-hans"):
        assert template.render(values) == said
