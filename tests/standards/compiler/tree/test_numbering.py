import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.tree.numbering import leading_number

NUMBERS = [
    # text, label, style, value, what remains
    ("第一章 总则", "第一章", "章", (1,), "总则"),
    ("第十二条业主应当", "第十二条", "条", (12,), "业主应当"),
    ("一、目的", "一", "一、", (1,), "目的"),
    ("二 职责", "二", "一、", (2,), "职责"),
    ("(三)保洁", "(三)", "(一)", (3,), "保洁"),
    ("㈡保洁", "㈡", "(一)", (2,), "保洁"),
    ("1、每日清扫", "1", "1、", (1,), "每日清扫"),
    ("2、15分钟内上门", "2", "1、", (2,), "15分钟内上门"),
    ("3.每日清扫", "3", "1.", (3,), "每日清扫"),
    ("4)每日清扫", "4)", "1)", (4,), "每日清扫"),
    ("(5)每日清扫", "(5)", "(1)", (5,), "每日清扫"),
    ("③每日清扫", "③", "①", (3,), "每日清扫"),
    ("b.每日清扫", "b", "a", (2,), "每日清扫"),
    ("B、每日清扫", "B", "A", (2,), "每日清扫"),
    ("4.1.2 电梯", "4.1.2", "1.1.1", (4, 1, 2), "电梯"),
    ("3.2处理时限", "3.2", "1.1", (3, 2), "处理时限"),
    ("2、1、3电梯开启", "2、1、3", "1.1.1", (2, 1, 3), "电梯开启"),
    ("2 适用范围", "2", "1", (2,), "适用范围"),
    ("3职责分工", "3", "1", (3,), "职责分工"),
    ("★检查阶段", "★", "★", (), "检查阶段"),
    ("-大堂地面", "-", "-", (), "大堂地面"),
    ("- 1、大堂地面", "1", "1、", (1,), "大堂地面"),
]
NONE = [
    "第三方单位", "3月12日前", "24小时值班", "1-3月", "7:00-20:00", "四季度各网点", "三个网点",
    "10KV配电室", "100分制",
    "2.5米以上", "1.5小时内", "5 分钟内", "-5℃以下", "1、2号楼", "95%以上", "8:00前", "每日", "",
    "12",
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "style", "value", "rest"), NUMBERS)
def test_number_is_told_from_the_words(
    text: str, label: str, style: str, value: tuple[int, ...], rest: str
) -> None:
    number = leading_number(text)
    assert number is not None
    found = (number.label, number.style, number.value, text[number.end :])
    assert found == (label, style, value, rest)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert leading_number(text) is None


@given(st.text(alphabet="第一二十章条、.()0123456789ab①★- 每日"))
def test_number_lies_within_any_text(text: str) -> None:
    number = leading_number(text)
    assert number is None or 0 <= number.start < number.end <= len(text)
