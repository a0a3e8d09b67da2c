import pytest

from pinzhi.standards.compiler.grammar.roles_doubts import is_double_person, is_person


@pytest.mark.parametrize(
    ("text", "head", "person"),
    [
        ("主管签字", "主管", True),
        ("主管部门", "主管", False),
        ("主管领导下", "主管", True),
        ("主管领导", "主管", False),
        ("护工作", "护工", False),
        ("班长签字", "班长", True),
        ("班长期缺勤", "班长", False),
        ("电工登记", "电工", True),
        ("电工作业", "电工", False),  # 电|工作业 as well as 电工|作业
        ("主任办公室", "主任", False),
        ("经理值班记录表", "经理", False),
    ],
)
def test_is_person(text: str, head: str, *, person: bool) -> None:
    assert is_person(text, 0, 0, len(head), head) is person


@pytest.mark.parametrize(
    ("before", "head", "after", "person"),
    [
        ("通知", "保安", "到场", True),
        ("", "保安", "应到场", True),
        ("", "保安", "、保洁的巡查", False),
        ("", "保安", "部应到场", False),
        ("反馈至", "客服", "登记", False),
        ("", "客服", "至少每周走访一次", True),
        ("在", "前台", "公示", False),
        ("值守员工(", "保安", ")", True),
        ("服务(", "保安", ")", False),
        ("值班员、", "保安", "各一名", True),
    ],
)
def test_is_double_person(before: str, head: str, after: str, *, person: bool) -> None:
    text = before + head + after
    end = len(before + head)
    assert is_double_person(text, len(before), end, head) is person
