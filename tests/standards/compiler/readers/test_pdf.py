from pinzhi.standards.compiler.document import compile_document
from pinzhi.standards.compiler.readers import read
from tests.standards.compiler.files import pdf

MARGINS = (
    "@page { @top-center { content: '物业管理有限公司'; font-family: 'Noto Sans SC' }"
    " @bottom-center { content: '第 ' counter(page) ' 页'; font-family: 'Noto Sans SC' } }"
)
LONG = (
    "客服部应当每周组织一次对公共区域照明、标识、消防通道以及停车场秩序的联合巡查,"
    "并于当日将结果通报各部门。"
)


def test_head_foot_and_page_numbers_stand_outside() -> None:
    body = "".join(f"<p style='break-after: page'>第{n}项,每日巡查机房。</p>" for n in "一二三四")
    reading = read("a.pdf", pdf(body, style=MARGINS))
    inside = [reading.text[x.start : x.end] for x in reading.lines if x.role != "outside"]
    assert inside == [f"第{n}项,每日巡查机房。" for n in "一二三四"]
    assert sum(line.role == "outside" for line in reading.lines) == 8


def test_sentence_over_several_lines_becomes_one_clause() -> None:
    document = compile_document("a.pdf", pdf("".join(f"<p>{n}、{LONG}</p>" for n in range(1, 7))))
    assert [clause.plain for clause in document.clauses] == [LONG] * 6
    assert [clause.number for clause in document.clauses] == list("123456")
