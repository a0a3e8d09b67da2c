"""A compiled document: its text as it reads, and offsets that point back into it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pinzhi.standards.compiler.document import compile_document

TEXT = """客服部工作規(guī)程
一、日常巡查
1、客服主管每周檢查一次公共區(qū)域,填寫《巡查 記錄表》。
2、接到報修后15分鐘內上門。
版权所有 某某网
"""


def test_findings_point_to_the_words_of_the_source() -> None:
    document = compile_document("a.txt", TEXT.encode())
    said = [
        (found.key, document.words(found))
        for clause in document.clauses
        for found in clause.founds
        if found.key in {"recurrence", "forms", "roles", "time_limit"}
    ]
    assert sorted(said) == [
        ("forms", "《巡查 記錄表》"),
        ("recurrence", "每周"),
        ("roles", "客服主管"),
        ("time_limit", "15分鐘內"),
    ]


def test_clauses_carry_number_words_place_and_parent() -> None:
    document = compile_document("a.txt", TEXT.encode())
    assert [(c.number, c.kind, c.level, c.parent) for c in document.clauses] == [
        ("", "heading", 0, None),
        ("一", "heading", 1, 0),
        ("1", "clause", 2, 1),
        ("2", "clause", 2, 1),
        ("", "boilerplate", 0, None),
    ]
    last = document.clauses[3]
    assert (last.text, last.plain) == ("接到報修后15分鐘內上門。", "接到报修后15分钟内上门。")
    assert document.text[last.start : last.end] == "2、接到報修后15分鐘內上門。"
    assert list(document.children(1)) == [2, 3]


def test_name_before_a_colon_is_the_title() -> None:
    document = compile_document("pasted", "1、门禁管理:访客应当登记。")
    assert [clause.title for clause in document.clauses] == ["门禁管理"]


def test_line_that_asks_for_something_is_no_mere_heading() -> None:
    text = "一、大堂\n1、每日闭店后10分钟内关闭扶梯\n1)确认无人。\n2)填写记录。"
    assert [one.kind for one in compile_document("pasted", text).clauses] == [
        "heading", "clause", "clause", "clause",
    ]  # fmt: skip


@settings(deadline=None)
@given(
    st.text(
        alphabet="一、二(1).2每日周次检查主管《表》《》分钟内:。\n \t|同上7:30-8扣元", min_size=1
    )
)
def test_any_text_is_compiled_with_all_spans_inside(text: str) -> None:
    if not text.strip():
        return
    document = compile_document("pasted", text)
    ends = [clause.end for clause in document.clauses]
    assert ends == sorted(ends)
    for index, clause in enumerate(document.clauses):
        assert clause.parent is None or 0 <= clause.parent < index
        assert 0 <= clause.start <= clause.end <= len(document.text)
        for found in (*clause.founds, *clause.inherited):
            assert 0 <= found.start <= found.end <= len(document.text)
