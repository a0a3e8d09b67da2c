"""Plain text keeps the words and their places, and drops what conversion left behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.plain import Plain

CLEANED = [
    # traditional characters, and what a converter puts behind rare ones
    ("物業(yè)服務態(tài)度", "物业服务态度"),
    ("環(huan)境衛(wèi)生", "环境卫生"),
    ("規（guī）定", "规定"),
    ("結構(繁體:構)涉及【拼音:jí】的部位", "结构涉及的部位"),
    # brackets that are no such noise
    ("电梯(A)停用", "电梯(A)停用"),
    ("开关(on)位置", "开关(on)位置"),
    ("厚度(mm)", "厚度(mm)"),
    # full width
    ("达到９５％，（含）", "达到95%,(含)"),
    ("高度１．５米", "高度1.5米"),
    # stray blanks
    ("每 日 巡 查 ３ 次", "每日巡查3次"),
    ("職　　責", "职责"),
    ("每 2 小时", "每2小时"),
    ("4.2 2小时内", "4.2 2小时内"),
    ("4.2 次数不限", "4.2 次数不限"),
    ("80(含)— 90分", "80(含)—90分"),
    # invisible signs, entities, tags, symbol fonts
    ("\ufeff每\u200b日&nbsp;清扫<br/>", "每日清扫"),
    ("\uf0b7每日", "•每日"),
    ("⼯程部", "工程部"),
    # line breaks: a fold goes, an end of line stays
    ("每天检查公共\n区域照明", "每天检查公共区域照明"),
    ("每天检查\r\n2、每周检查", "每天检查\n2、每周检查"),
    ("间距不低于\n2.5米", "间距不低于2.5米"),
    ("每天检查。\n另外", "每天检查。\n另外"),
    ("每月除尘不少于3\n次。", "每月除尘不少于3次。"),
    ("附件3\n名单", "附件3\n名单"),
    ("(一)保洁\n(二)绿化", "(一)保洁\n(二)绿化"),
    # a tab parts cells
    ("大堂\t \t每日 2 次", "大堂\t每日2次"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), CLEANED)
def test_of_damaged_text_gives_clean_text(source: str, text: str) -> None:
    assert Plain.of(source).text == text


def test_source_span_covers_the_noise_inside_the_words() -> None:
    plain = Plain.of("各專業(yè)口")
    start = plain.text.index("业")
    assert plain.source[slice(*plain.source_span(start - 1, start + 2))] == "專業(yè)口"


def test_source_span_at_the_end_is_the_end() -> None:
    assert Plain.of("每日 ").source_span(9, 9) == (3, 3)


@given(st.text(alphabet="每業（yè) 1.\n、<br>&;ａ％\u200b兩"))
def test_every_letter_keeps_its_place(source: str) -> None:
    plain = Plain.of(source)
    assert len(plain.at) == len(plain.text)
    assert list(plain.at) == sorted(set(plain.at))
    assert all(0 <= place < len(source) for place in plain.at)


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    assert len(Plain.of(source).text) <= len(source)
