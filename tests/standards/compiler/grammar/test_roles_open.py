import pytest

from pinzhi.standards.compiler.grammar.roles_open import open_start


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("由水族馆", "水族馆"),  # after a preposition
        ("会议室,游泳馆", "游泳馆"),  # after a comma
        ("雪场缆车", "雪场缆车"),  # from the very start
        ("立即通知外联部", "外联部"),  # a verb that governs people, and a department
        ("在酒店游艇", "游艇"),  # whose they are is left out
        ("两名售楼处", "售楼处"),
    ],
)
def test_open_start(before: str, part: str) -> None:
    at = open_start(before, len(before), verbs=False, known=False)
    assert at is not None
    assert before[at:] == part


@pytest.mark.parametrize(
    "before",
    [
        "",
        "提高",  # a verb
        "贯彻执行",
        "本月",
        "有异议",  # what is said, not what one does
        "把处理结果",
        "填写登记表",
        "各楼栋",
        "发给",
        "党员干部",
        "总经理和",
        "由验",  # a guess of the segmenter
    ],
)
def test_open_start_without_a_name(before: str) -> None:
    assert open_start(before, len(before), verbs=False, known=False) is None


@pytest.mark.parametrize(
    ("before", "verbs", "part"),
    [
        ("安排打捞", True, "打捞"),
        ("安排打捞", False, None),
        ("安排请假", True, None),  # a state, no function
        ("进场", True, None),  # who comes is none of the house
    ],
)
def test_open_start_of_a_function(before: str, part: str | None, *, verbs: bool) -> None:
    at = open_start(before, len(before), verbs=verbs, known=False)
    assert (None if at is None else before[at:]) == part


def test_open_start_of_a_name_known_in_part_needs_a_sure_edge() -> None:
    text = "叫醒游艇"
    assert open_start(text, len(text), verbs=False, known=False) == 2
    assert open_start(text, len(text), verbs=False, known=True) is None
