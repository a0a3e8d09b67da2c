import datetime as dt

from pinzhi.standards.compiler.readers import read
from tests.standards.compiler.files import sheet


def test_rows_are_flattened_with_times_and_whole_numbers() -> None:
    rows = [
        ["时间", "内容", "次数"],
        [dt.time(7, 30), "开早会", 2],
        [None, None, None],
        ["晚", "锁门", 1.5],
    ]
    reading = read("a.xlsx", sheet(rows, title="秩序部"))
    assert reading.text.splitlines() == [
        "秩序部",
        "时间\t内容\t次数",
        "07:30\t开早会\t2",
        "晚\t锁门\t1.5",
    ]
    assert [line.role for line in reading.lines] == ["heading", "row", "row", "row"]


def test_merged_cells_speak_for_all_their_rows() -> None:
    rows = [["部位", "内容"], ["大堂", "地面"], [None, "玻璃"], ["电梯", "轿厢"]]
    reading = read("a.xlsx", sheet(rows, merged="A2:A3"))
    cells = [[reading.text[a:b] for a, b in line.cells] for line in reading.lines]
    assert cells == [["部位", "内容"], ["大堂", "地面"], ["大堂", "玻璃"], ["电梯", "轿厢"]]


def test_title_across_all_columns_is_text() -> None:
    reading = read("a.xlsx", sheet([["保洁频次表", None], ["地面", "每日"]], merged="A1:B1"))
    assert [line.role for line in reading.lines] == ["text", "row"]
