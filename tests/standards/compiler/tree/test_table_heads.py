"""The first row of a table that only names its columns is no clause."""

import pytest

from pinzhi.standards.compiler.document import compile_document


def kinds(rows: list[list[str]]) -> list[str]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><table>{cells}</table></body></html>"
    return [clause.kind for clause in compile_document("a.html", page.encode()).clauses]


BELOW = ["1", "卸货平台", "清扫", "每日2次"]


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "区域", "工作内容", "频次"],
        ["编号", "检查项目", "评分标准", "备注"],
        ["", "部位", "作业方法", "责任人"],
    ],
)
def test_names_of_columns_are_a_heading(head: list[str]) -> None:
    assert kinds([head, BELOW, BELOW]) == ["heading", "row", "row"]


@pytest.mark.parametrize(
    "first",
    [
        ["1", "车库地面", "冲洗", "每周1次"],  # asks for something
        ["卸货平台", "坡道", "雨棚", "扶手"],  # names of things
    ],
)
def test_other_first_rows_stay_rows(first: list[str]) -> None:
    assert kinds([first, BELOW]) == ["row", "row"]


def test_table_of_one_row_has_no_head() -> None:
    assert kinds([["序号", "项目", "标准"]]) == ["row"]


def test_deed_of_a_row_takes_its_thing_from_the_cell_to_the_left() -> None:
    rows = [["序号", "区域", "内容", "频次"], ["1", "雨棚", "掸尘", "每月1次"]]
    page = "<table>" + "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    clauses = compile_document("a.html", f"{page}</table>".encode()).clauses
    deeds = [found.value for found in clauses[1].founds if found.key == "activity"]
    assert deeds == [{"verb": "掸尘", "object": "雨棚"}]
