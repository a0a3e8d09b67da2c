"""Word files made by python-docx, read back the way Word shows them."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.readers.paper import Reading
from tests.standards.compiler.files import word


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(line.role, reading.text[line.start : line.end]) for line in reading.lines]


def test_headings_come_from_styles_and_margins_are_left_out() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "某某物业公司"
        document.sections[0].footer.paragraphs[0].text = "第 1 页"
        document.add_heading("工程部工作标准", 0)
        document.add_heading("电梯", 2)
        document.add_paragraph("每日巡查机房。")

    reading = read("a.docx", word(fill))
    assert [(line.role, line.depth) for line in reading.lines] == [
        ("heading", 1), ("heading", 2), ("text", 0),
    ]  # fmt: skip
    assert reading.text == "工程部工作标准\n电梯\n每日巡查机房。\n"


def test_table_is_flattened_and_merged_cells_point_to_their_origin() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(3, 3)
        for row, texts in enumerate(
            [["部位", "内容", "频次"], ["大堂", "地面", "每日"], ["", "玻璃", "每周"]]
        ):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        merged = table.cell(1, 0).merge(table.cell(2, 0))
        merged.text = "大堂"

    reading = read("a.docx", word(fill))
    assert lines(reading) == [
        ("row", "部位\t内容\t频次"),
        ("row", "大堂\t地面\t每日"),
        ("row", "玻璃\t每周"),
    ]
    assert [reading.text[a:b] for a, b in reading.lines[2].cells] == ["大堂", "玻璃", "每周"]


def test_table_of_one_cell_is_text() -> None:
    def fill(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "一、总则"
        cell.add_paragraph("每日巡查。")

    assert lines(read("a.docx", word(fill))) == [("text", "一、总则"), ("text", "每日巡查。")]


def test_deleted_and_hidden_words_are_not_read() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("每日巡查")
        paragraph.add_run("两次").font.hidden = True
        gone = parse_xml(
            f"<w:del {nsdecls('w')} w:id='1'><w:r><w:delText>三次</w:delText></w:r></w:del>"
        )
        paragraph._p.append(gone)  # noqa: SLF001 -- python-docx has no other way to a deletion

    assert read("a.docx", word(fill)).text == "每日巡查\n"


def test_table_of_contents_stands_outside() -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("一、总则\t1", style="toc 1")
        document.add_paragraph("每日巡查。")

    assert [role for role, _words in lines(read("a.docx", word(fill)))] == ["outside", "text"]


def test_outline_level_makes_a_heading_of_any_style() -> None:
    def fill(document: Any) -> None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        document.add_paragraph("客服").paragraph_format.element.get_or_add_pPr().append(level)

    assert [line.depth for line in read("a.docx", word(fill)).lines] == [2]
