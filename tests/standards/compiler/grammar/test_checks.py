import pytest

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.checks import find_checks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("环境主管每日对保洁员工作进行检查", [("环境主管", "保洁员")]),
        ("队长每班抽查门岗一次", [("队长", "门岗")]),
        ("工程经理每月抽查1次水泵房", [("工程经理", "水泵房")]),
        ("网点负责人监督柜员仪容", [("网点负责人", "柜员")]),
        ("客服主管每周检查回访记录", [("客服主管", "回访记录")]),
        ("每周检查一次水泵房", []),  # nobody is named
        ("检查人员填写《检查表》", []),
        ("保洁员清扫大堂。每周检查消防箱", []),  # another sentence
    ],
)
def test_find_checks(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [one.value for one in find_checks(text, Taken()) if not isinstance(one.value, str)]
    assert [(one["checker"], one["checked"]) for one in found] == wanted
