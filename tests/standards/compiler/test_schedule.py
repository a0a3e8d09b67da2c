from pinzhi.standards.compiler.document import compile_document
from tests.standards.compiler.files import sheet


def taken(rows: list[list[str]]) -> list[list[object]]:
    document = compile_document("a.xlsx", sheet(rows))
    return [[one.value for one in clause.inherited] for clause in document.clauses]


def test_times_of_a_timetable_are_daily_windows() -> None:
    rows = [
        ["时间", "做什么"],
        ["07:30-08:30", "开早会"],
        ["8:30—11:30", "打扫"],
        ["14:00", "交班"],
    ]
    assert taken(rows) == [
        [],
        [{"times": 1, "every": 1, "unit": "day", "window": ["07:30", "08:30"]}],
        [{"times": 1, "every": 1, "unit": "day", "window": ["08:30", "11:30"]}],
        [{"times": 1, "every": 1, "unit": "day", "time": ["14:00"]}],
    ]


def test_times_stand_for_the_cycle_of_the_heading() -> None:
    document = compile_document("pasted", "每周\n09:00-10:00 例会\n10:00-11:00 培训\n")
    windows = [one.value for clause in document.clauses for one in clause.inherited]
    assert windows == [
        {"times": 1, "every": 1, "unit": "week", "window": ["09:00", "10:00"]},
        {"times": 1, "every": 1, "unit": "week", "window": ["10:00", "11:00"]},
    ]


def test_single_time_asks_for_nothing() -> None:
    assert taken([["时间", "做什么"], ["07:30-08:30", "开早会"]]) == [[], []]


def test_bare_unit_below_the_head_of_cycles_is_a_cycle() -> None:
    assert taken([["部位", "周期"], ["大堂", "周"], ["外墙", "年"], ["屋面", "其他"]]) == [
        [],
        [{"times": 1, "every": 1, "unit": "week"}],
        [{"times": 1, "every": 1, "unit": "year"}],
        [],
    ]
