from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.tree.joining import join_lines


def joined(text: str) -> list[str]:
    reading = read("pasted", text)
    return [reading.text[line.start : line.end] for line in join_lines(reading.text, reading.lines)]


def test_lines_cut_at_a_margin_become_sentences() -> None:
    lines = [
        "客服部应当每周组织一次对公共区域照明标识",
        "消防通道以及停车场秩序的联合巡查并于当日",
        "通报各部门。",
        "工程部应当每月组织一次对供水供电设备机房",
        "的联合检查并做好记录。",
        "1、保洁部应当每日对大堂电梯楼道以及停车",
        "场进行清扫。",
    ]
    assert joined("\n".join(lines)) == [
        "\n".join(lines[:3]),
        "\n".join(lines[3:5]),
        "\n".join(lines[5:]),
    ]


def test_lines_of_a_list_stay_apart() -> None:
    text = "检查内容\n电梯机房\n水泵房\n每日巡查"
    assert joined(text) == text.split("\n")


def test_open_bracket_and_comma_go_on() -> None:
    assert joined("发现问题及时填写《巡查\n记录表》。\n每日检查门岗、大堂、\n车库。\n完") == [
        "发现问题及时填写《巡查\n记录表》。",
        "每日检查门岗、大堂、\n车库。",
        "完",
    ]
