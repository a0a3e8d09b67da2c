from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import numbers

from pinzhi.places.importing.columns import SHEETS, Sheet
from pinzhi.places.importing.problems import FileRefusedError, Problem, problem_from_json
from pinzhi.places.importing.reading import Workbook, plain_header, read_file
from pinzhi.places.importing.template import header, write_template, write_workbook
from tests.places.importing import hostile

HEADS = ("项目编码", "编码", "名称", "部门")


def read_sheet(path: Path, xml: str, name: str = "岗位") -> Workbook:
    return read_file(hostile.write(path / "a.xlsx", hostile.parts(xml, name)))


def found(book: Workbook) -> list[tuple[int, str, str]]:
    assert all(str(problem) for problem in book.problems)
    return [(problem.row, problem.column, problem.code) for problem in book.problems]


def read_rows(path: Path, *rows: tuple[Any, ...], name: str = "岗位") -> Workbook:
    """Through openpyxl, a writer that is not ours."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    book.save(path / "a.xlsx")
    return read_file(path / "a.xlsx")


def test_header_order_and_synonyms_do_not_matter(tmp_path: Path) -> None:
    book = read_rows(
        tmp_path, ("所属部门", "岗位名称*", " 编 码 ", "项目"), ("工程部", "维修", "GC", "YXY")
    )
    assert found(book) == []
    assert book.records("post")[0].values == {
        "site": "YXY",
        "code": "GC",
        "name": "维修",
        "department": "engineering",
    }


def test_unknown_and_unnamed_columns_and_sheets_are_named(tmp_path: Path) -> None:
    sheet = openpyxl.Workbook()
    page = sheet.active
    assert page is not None
    page.title = "岗位"
    page.append((*HEADS, "备注"))
    page.append(("YXY", "GC", "维修", "工程部", "x", "stray"))
    sheet.create_sheet("随便")
    sheet.save(tmp_path / "a.xlsx")
    book = read_file(tmp_path / "a.xlsx")
    assert found(book) == []
    assert [(note.sheet, note.row, note.code, dict(note.params)) for note in book.notes] == [
        ("岗位", 1, "unknown_column", {"value": "备注"}),
        ("岗位", 1, "unnamed_column", {"value": "F"}),
        ("随便", 0, "unknown_sheet", {}),
    ]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        # a header twice, under two of its names
        ((("项目编码", "编码", "岗位编码", "名称", "部门"),), [(1, "C", "same_header")]),
        # a column that must be there
        ((("项目编码", "编码", "名称"), ("YXY", "GC", "维修")), [(1, "", "missing_header")]),
        # an empty cell of a required column
        ((HEADS, ("YXY", "GC", None, "工程部")), [(2, "名称", "required")]),
        ((HEADS, ("YXY", "GC", "　 ", "工程部")), [(2, "名称", "required")]),
        # a code twice in one sheet, empty rows between
        (
            (HEADS, ("YXY", "GC", "甲", "工程部"), (), ("YXY", "ＧＣ", "乙", "工程部")),
            [(4, "编码", "same_code")],
        ),
        ((HEADS, ("YXY", "GC", "甲", "外星部")), [(2, "部门", "not_choice")]),
        ((HEADS, ("YXY", "=1+1", "甲", "工程部")), [(2, "编码", "formula")]),
        ((HEADS, ("YXY", 101, "甲", "工程部")), []),
        ((HEADS, ("YXY", 110101199003070000, "甲", "工程部")), [(2, "编码", "damaged_number")]),
        ((HEADS, ("YXY", 1.1e20, "甲", "工程部")), [(2, "编码", "damaged_number")]),
        ((HEADS, ("YXY", "1.10101E+17", "甲", "工程部")), [(2, "编码", "damaged_number")]),
        ((HEADS, ("YXY", 1.5, "甲", "工程部")), [(2, "编码", "fraction_in_text")]),
        ((HEADS, ("YXY", True, "甲", "工程部")), [(2, "编码", "yes_no_in_text")]),
        ((HEADS, ("YXY", date(2026, 3, 1), "甲", "工程部")), [(2, "编码", "date_in_text")]),
        ((HEADS, ("YXY", "G C", "甲", "工程部")), [(2, "编码", "space_in_code")]),
        ((HEADS, ("YXY", "G" * 33, "甲", "工程部")), [(2, "编码", "too_long")]),
        # each problem of a row is told, not only the first
        ((HEADS, ("Y Y", "=A1", "甲", "部")), [
            (2, "项目编码", "space_in_code"), (2, "编码", "formula"), (2, "部门", "not_choice"),
        ]),
    ],
)  # fmt: skip
def test_cell_that_cannot_be_taken_is_named(
    tmp_path: Path, rows: tuple[tuple[object, ...], ...], problems: list[tuple[int, str, str]]
) -> None:
    assert found(read_rows(tmp_path, *rows)) == problems


def test_code_typed_as_a_number_keeps_its_digits(tmp_path: Path) -> None:
    book = read_rows(tmp_path, HEADS, ("YXY", 101, "甲", "工程部"))
    assert book.records("post")[0].values["code"] == "101"


def test_formula_error_value_is_refused(tmp_path: Path) -> None:
    xml = hostile.sheet_xml((HEADS,)).replace(
        "</sheetData>", '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row></sheetData>'
    )
    assert found(read_sheet(tmp_path, xml)) == [(2, "项目编码", "error_value")]


def test_merged_header_is_refused_and_nothing_else_said(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>'
    rows = (("云栖苑岗位表",), HEADS, ("YXY", "GC", "维修", "工程部"))
    assert found(read_sheet(tmp_path, hostile.sheet_xml(rows, merged))) == [
        (1, "", "merged_header")
    ]


def test_merged_data_cells_are_refused(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    rows = (HEADS, ("YXY", "GC", "维修", "工程部"), ("", "GD", "值班", "工程部"))
    assert found(read_sheet(tmp_path, hostile.sheet_xml(rows, merged))) == [
        (3, "项目编码", "required"),
        (2, "", "merged_cells"),
    ]


def test_sheet_twice_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("岗位", "岗位设置"):
        book.create_sheet(name).append(HEADS)
    book.save(tmp_path / "a.xlsx")
    assert found(read_file(tmp_path / "a.xlsx")) == [(0, "", "same_sheet")]


def test_workbook_without_a_known_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_rows(tmp_path, HEADS, name="Sheet1")
    assert refused.value.code == "no_known_sheet"


def test_many_problems_are_counted_not_listed(tmp_path: Path) -> None:
    rows = [("YXY", f"C {at}", "甲", "工程部") for at in range(150)]
    book = read_rows(tmp_path, HEADS, *rows)
    assert len(book.problems) == 101
    assert (book.problems[-1].code, book.problems[-1].params) == ("more", {"count": 50})


def test_prefixed_names_phonetics_and_missing_references_are_understood(tmp_path: Path) -> None:
    """Other writers put x: before every name, leave out cell references, and print readings."""
    xml = hostile.sheet_xml().replace("维修", "维修</t><rPh><t>weixiu</t></rPh><t>员")
    for tag in ("worksheet", "sheetData", "row", "c", "is", "t", "rPh"):
        xml = xml.replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        xml = xml.replace(f"<{tag} ", f"<x:{tag} ")
    xml = xml.replace(" xmlns=", " xmlns:x=")
    assert read_sheet(tmp_path, xml).records("post")[0].values["name"] == "维修员"


def test_times_and_dates_come_as_cells_or_as_words(tmp_path: Path) -> None:
    heads = ("项目编码", "编码", "名称", "开始", "结束")
    book = read_rows(
        tmp_path,
        heads,
        ("Y", "a", "夜班", time(20), time(8)),
        ("Y", "b", "全天", "00:00", "24:00"),
        ("Y", "c", "早班", "7：05", "15:00:00"),
        ("Y", "d", "坏", "25:00", "8点"),
        ("Y", "e", "坏", 1.5, True),
        name="班次",
    )
    got = [(r.values["starts"], r.values["ends"]) for r in book.records("shift")]
    assert got == [(time(20), time(8)), (time(0), time(0)), (time(7, 5), time(15))]
    assert found(book) == [
        (row, column, "not_time") for row in (5, 6) for column in ("开始", "结束")
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-2-29", date(2024, 2, 29)),
        ("2024/02/29", date(2024, 2, 29)),
        ("2024年2月29日", date(2024, 2, 29)),
        ("20240229", date(2024, 2, 29)),
        (20240229, date(2024, 2, 29)),
        ("2023-02-29", None),
        ("29/02/2024", None),
        (45351, None),  # a bare number may be anything
        ("0024-02-29", None),
        ("9999-99-99", None),
    ],
)
def test_joining_date_is_read_or_refused(tmp_path: Path, value: object, expected: date) -> None:
    book = read_rows(tmp_path, ("工号", "姓名", "入职日期"), ("1", "陈", value), name="人员")
    if expected is None:
        assert found(book) == [(2, "入职日期", "not_date")]
    else:
        assert book.records("staff")[0].values["joined_on"] == expected


def test_date_counted_from_1904_is_the_same_day(tmp_path: Path) -> None:
    contents = hostile.parts(name="人员")
    contents["xl/workbook.xml"] = str(contents["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    contents["xl/_rels/workbook.xml.rels"] = str(contents["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="t" Type="{hostile.REL}/styles" Target="/xl/styles.xml"/>'
        "</Relationships>",
    )
    contents["xl/styles.xml"] = (
        f'<styleSheet xmlns="{hostile.MAIN}"><numFmts><numFmt numFmtId="170" '
        'formatCode="[$-804]yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    rows = (("工号", "姓名", "入职日期"), ("1", "陈", 43889))
    contents["xl/worksheets/sheet1.xml"] = hostile.sheet_xml(rows).replace(
        "<c><v>43889", '<c s="1"><v>43889'
    )
    book = read_file(hostile.write(tmp_path / "a.xlsx", contents))
    assert book.records("staff")[0].values["joined_on"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (89.52, Decimal("89.52")),
        ("８９．５", Decimal("89.50")),
        (0.1 + 0.2, Decimal("0.30")),
        ("1,089.5", Decimal("1089.50")),
        ("89.523", "too_precise"),
        (-1, "out_of_range"),
        ("九十", "not_decimal"),
        ("NaN", "not_decimal"),
        ("1e999", "out_of_range"),
    ],
)
def test_area_keeps_every_digit_or_is_refused(
    tmp_path: Path, value: object, outcome: Decimal | str
) -> None:
    heads = ("项目编码", "楼栋编码", "楼层", "房号", "面积(㎡)")
    book = read_rows(tmp_path, heads, ("Y", "1", 1, "101", value), name="房屋")
    if isinstance(outcome, Decimal):
        assert str(book.records("room")[0].values["area"]) == str(outcome)
    else:
        assert found(book) == [(2, "面积", outcome)]


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("扬程=98m; 功率=15kW；", {"扬程": "98m", "功率": "15kW"}),
        ("电压：10kV", {"电压": "10kV"}),
        ("式=a=b", {"式": "a=b"}),
        ("98m", "not_params"),
        ("扬程=", "not_params"),
        ("a=1;a=2", "same_param"),
    ],
)
def test_parameters_are_pairs(tmp_path: Path, value: str, outcome: object) -> None:
    heads = ("项目编码", "编码", "名称", "系统", "参数")
    book = read_rows(tmp_path, heads, ("Y", "B1", "泵", "给水", value), name="设备")
    if isinstance(outcome, dict):
        assert book.records("equipment")[0].values["parameters"] == outcome
    else:
        assert found(book) == [(2, "参数", outcome)]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """What we wrote as text ourselves comes back equal, and is a text cell in the file."""
    texts = ("=1+1", "+86", "-3", "@x", "＝1", "\t=1", "http://192.0.2.1/")
    path = tmp_path / "a.xlsx"
    write_workbook(path, {"post": [("Y", f"c{n}", text, "工程部") for n, text in enumerate(texts)]})
    names = [record.values["name"] for record in read_file(path).records("post")]
    assert names == [text.strip() for text in texts]
    page = openpyxl.load_workbook(path)["岗位"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}


def test_template_is_read_without_problem_or_note(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path)
    book = read_file(path)
    assert (book.problems, book.notes, len(book.parts)) == ([], [], len(SHEETS))
    page = openpyxl.load_workbook(path)["房屋"]
    assert [cell.value for cell in page[1]] == [header(c) for c in SHEETS[3].columns]
    assert page.column_dimensions["E"].number_format == numbers.FORMAT_TEXT


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_each_example_of_the_template_can_be_read(tmp_path: Path, sheet: Sheet) -> None:
    path = tmp_path / f"{sheet.name}.csv"
    cells = [f'"{column.example or ("x" if column.required else "")}"' for column in sheet.columns]
    heads = [f'"{header(column)}"' for column in sheet.columns]
    path.write_text(",".join(heads) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
    assert read_file(path).problems == []


def test_problem_survives_json() -> None:
    problem = Problem("房屋", 3, "房号", "too_long", {"limit": 20})
    assert problem_from_json(problem.as_json()) == problem


@pytest.mark.parametrize(
    ("text", "plain"),
    [("面积(㎡)", "面积"), ("面积（平方米）", "面积"), ("*名 称", "名称"), ("(无)", "(无)")],
)
def test_header_is_known_with_unit_star_and_spaces(text: str, plain: str) -> None:
    assert plain_header(text) == plain


SAFE = st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_categories=("C", "Z", "M"))
NAMES = st.text(SAFE, min_size=1, max_size=60).filter(lambda text: not text.isspace())


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=20))
def test_names_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    import unicodedata

    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    write_workbook(path, {"post": [("Y", f"c{n}", name, "工程部") for n, name in enumerate(names)]})
    book = read_file(path)
    assert book.problems == []
    got = [record.values["name"] for record in book.records("post")]
    assert got == [unicodedata.normalize("NFC", name) for name in names]
