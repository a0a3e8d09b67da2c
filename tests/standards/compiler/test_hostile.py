"""No line, however made, raises, hangs or gives spans outside of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinzhi.standards.compiler.understanding import expect, understand

LENGTH = 100_000
SEEDS = [
    "9", "(", "[", "每", "《", "》", "一", "半", "、", " ", "\n", ",", "第", "1、", "1.1", "3-5",
    "8:00-9:00", "周一、", "每日",
    "(含)", "业(yè)", "a(", "扣", "元", "主管", "《a", "1月", "不超过", "以上", "<p ", "&nbsp;",
    "\ufeff", "　", "１", "?",
]  # fmt: skip
WORDS = [
    "每", "日", "周", "月", "季度", "半年", "年", "班", "隔", "两", "三", "十", "15", "2.5",
    "次", "不少于", "至少", "以内", "分钟", "小时", "天", "工作日", "内", "前", "后", "提前",
    "检查", "主管", "经理", "客服部", "《", "》", "表", "(", ")", "、", ",", "。", ":", "元",
    "扣", "奖励", "分", "%", "米", "℃", "为", "优秀", "雨天", "节假日", "8:30", "-", "~", "1、",
    "(一)", "第", "条", "\n",
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS, ids=repr)
def test_long_line_is_read(seed: str) -> None:
    line = (seed * (LENGTH // len(seed.encode()) + 1))[:LENGTH]
    for found in understand(line):
        assert 0 <= found.start <= found.end <= len(line)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for found in understand(text):
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 <= found.confidence <= 1


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_words_of_the_trade_are_read(text: str) -> None:
    founds = understand(text)
    assert [found.start for found in founds] == sorted(found.start for found in founds)
    assert all(0 <= found.start < found.end <= len(text) for found in founds)
    assert set(expect(founds)) <= {found.key for found in founds}
