"""The numbers of lists are drawn by Word; here they are drawn the same."""

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.readers.word_numbers import written
from tests.standards.compiler.files import word

CHAPTERS = (
    ("chineseCounting", "第%1章"),
    ("decimal", "%1.%2"),
    ("decimalEnclosedCircleChinese", "%3"),
)


def number_paragraphs(document: Any, levels: list[int], *, restart: tuple[int, ...] = ()) -> None:
    """A paragraph for each level; at the places in `restart` another list of the shape begins."""
    numbering = document.part.numbering_part.element
    shown = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"{'<w:isLgl/>' if at == 1 else ''}<w:lvlText w:val='{text}'/></w:lvl>"
        for at, (form, text) in enumerate(CHAPTERS)
    )
    shape = parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{shown}</w:abstractNum>")
    numbering.insert(0, shape)
    begin = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    for key, override in ((77, ""), (78, begin)):
        link = f"<w:abstractNumId w:val='77'/>{override}"
        numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='{key}'>{link}</w:num>"))
    key = 77
    for at, level in enumerate(levels):
        key = 78 if at in restart else key
        paragraph = document.add_paragraph(f"文{at}")
        paragraph.paragraph_format.element.get_or_add_pPr().append(
            parse_xml(
                f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/>"
                f"<w:numId w:val='{key}'/></w:numPr>"
            )
        )


def test_levels_count_within_one_another() -> None:
    data = word(lambda document: number_paragraphs(document, [0, 1, 1, 2, 0, 1]))
    assert read("a.docx", data).text.splitlines() == [
        "第一章 文0", "1.1 文1", "1.2 文2", "① 文3", "第二章 文4", "2.1 文5",
    ]  # fmt: skip


def test_list_that_starts_over_begins_with_one() -> None:
    data = word(lambda document: number_paragraphs(document, [0, 0, 0], restart=(2,)))
    assert read("a.docx", data).text.splitlines() == ["第一章 文0", "第二章 文1", "第一章 文2"]


def test_styles_of_word_bring_their_lists() -> None:
    def fill(document: Any) -> None:
        for style in ("List Number", "List Number", "List Bullet"):
            document.add_paragraph("查", style=style)

    assert read("a.docx", word(fill)).text.splitlines() == ["1.查", "2.查", "• 查"]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (10, "chineseCountingThousand", "十"),
        (23, "chineseCounting", "二十三"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "taiwaneseCountingThousand", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (20, "ideographDigital", "二〇"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (7, "decimalEnclosedCircle", "⑦"),
        (70, "decimalEnclosedCircle", "70"),
        (1_000_000, "lowerRoman", "m" * 20),
    ],
)
def test_written_count_is_that_of_word(count: int, form: str, shown: str) -> None:
    assert written(count, form) == shown
