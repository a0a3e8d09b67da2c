import pytest

from pinzhi.standards.compiler.grammar.roles_walk import start_of


@pytest.mark.parametrize(
    ("before", "head", "name"),
    [
        ("由客服部", "主管", "客服部主管"),
        ("请工程部值班", "电工", "工程部值班电工"),
        ("各项目夜间维修", "人员", "夜间维修人员"),  # 项目 is the site, no unit
        ("通知项目", "总经理", "项目总经理"),
        ("检查保洁", "人员", "保洁人员"),  # 检查 governs
        ("加强", "电工", "电工"),  # 强 belongs to 加强
        ("上门维修服务", "人员", "上门维修服务人员"),
        ("本班", "主任", "主任"),
        ("总经理、膳管", "主任", "膳管主任"),  # between the commas of a list
        ("通知宿舍", "管理员", "宿舍管理员"),  # what is tended
        ("泵房日常维护", "人员", "泵房日常维护人员"),
        ("坚决执行管理处", "主任", "管理处主任"),  # to carry out, no rank
        ("见习执行", "经理", "见习执行经理"),
        ("楼内巡逻巡逻", "队员", "巡逻队员"),  # a heading run into its sentence
        ("报膳食科", "科长", "膳食科科长"),  # a department no list holds
        ("须经基建办", "主任", "基建办主任"),
        ("党员干部", "主任", "主任"),
        ("由寝具室", "员工", "寝具室员工"),
        ("工程部暖通专业", "人员", "工程部暖通专业人员"),
    ],
)
def test_start_of_a_name(before: str, head: str, name: str) -> None:
    found = start_of(before + head, len(before), head)
    assert found is not None
    assert (before + head)[found[0] :] == name


@pytest.mark.parametrize(
    "before",
    ["", "所有", "现场", "夜间", "管理", "服务", "现场管理", "网点", "内部", "相关专业"],
)
def test_start_of_bare_staff_is_none(before: str) -> None:
    assert start_of(before + "人员", len(before), "人员") is None
