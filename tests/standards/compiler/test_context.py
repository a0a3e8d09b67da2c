"""What governs a list is taken over by its clauses, marked as such and less certain."""

from pinzhi.standards.compiler.document import Clause, CompiledDocument, compile_document
from pinzhi.standards.compiler.findings import Found
from tests.standards.compiler.files import sheet, word

DUTIES = """工程领班岗位职责
每日工作
1、检查电梯机房。
2、每周抽查水泵房。
每月
1、清洁配电柜。
"""


def clause(document: CompiledDocument, words: str) -> Clause:
    return next(one for one in document.clauses if words in one.plain)


def taken(document: CompiledDocument, words: str, key: str) -> list[Found]:
    return [found for found in clause(document, words).inherited if found.key == key]


def test_post_and_cycle_in_headings_govern_the_list() -> None:
    document = compile_document("pasted", DUTIES)
    (cycle,) = taken(document, "电梯机房", "recurrence")
    (post,) = taken(document, "电梯机房", "roles")
    assert (cycle.value, document.words(cycle)) == ({"times": 1, "every": 1, "unit": "day"}, "每日")
    assert (post.value, document.words(post)) == ("工程领班", "工程领班")
    own = next(one for one in clause(document, "每日工作").founds if one.key == "recurrence")
    assert (cycle.start, cycle.confidence < own.confidence) == (own.start, True)


def test_nearer_heading_and_own_words_come_first() -> None:
    document = compile_document("pasted", DUTIES)
    assert taken(document, "水泵房", "recurrence") == []
    assert [one.value for one in taken(document, "配电柜", "recurrence")] == [
        {"times": 1, "every": 1, "unit": "month"}
    ]


def test_sentence_above_a_list_governs_nothing() -> None:
    text = "1、主管每日向经理汇报当天全部工作的进展:\n1)检查地面。\n2)检查墙面。"
    assert taken(compile_document("pasted", text), "地面", "recurrence") == []


def test_same_as_above_takes_over_the_line_before() -> None:
    text = "一、保洁\n1、保洁员每日清扫大堂。\n2、玻璃擦拭,频次同上。\n3、车库冲洗。"
    document = compile_document("pasted", text)
    assert [one.value for one in taken(document, "玻璃", "recurrence")] == [
        {"times": 1, "every": 1, "unit": "day"}
    ]
    assert taken(document, "车库", "recurrence") == []


def test_same_as_above_in_a_table_means_the_cell_above() -> None:
    rows = [["部位", "频次", "人员"], ["大堂", "每日2次", "保洁员"], ["车库", "同上", "保安员"]]
    document = compile_document("a.xlsx", sheet(rows))
    assert [one.value for one in taken(document, "车库", "recurrence")] == [
        {"times": 2, "every": 1, "unit": "day"}
    ]
    assert taken(document, "车库", "roles") == []


def test_merged_cell_speaks_for_its_rows() -> None:
    def fill(document: object) -> None:
        table = document.add_table(3, 2)  # type: ignore[attr-defined] # python-docx's document
        for row, texts in enumerate([("频次", "内容"), ("每周", "擦拭扶手"), ("", "清洗地垫")]):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0)).text = "每周"

    document = compile_document("a.docx", word(fill))
    (found,) = taken(document, "地垫", "recurrence")
    assert (found.value, document.words(found)) == (
        {"times": 1, "every": 1, "unit": "week"},
        "每周",
    )
