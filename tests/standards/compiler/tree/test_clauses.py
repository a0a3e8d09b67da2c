"""The tree: what stands under what."""

from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.tree.clauses import clause_nodes


def outline(text: str) -> list[str]:
    marks = {"heading": "#", "clause": "", "row": "|", "boilerplate": "~"}
    return [
        "  " * node.level
        + marks[node.kind]
        + (f"{node.number.label} " if node.number else "")
        + node.plain.text
        for node in clause_nodes(read("pasted", text))
    ]


def test_chapters_articles_and_items_nest() -> None:
    text = """物业管理规定
第一章 总则
第一条 为规范服务,制定本规定。
第二章 巡查
第二条 巡查分为:
(一)日常巡查;
(二)专项巡查:
1.消防;
2.防汛。
第三条 本规定自发布之日起施行。"""
    assert outline(text) == [
        "#物业管理规定",
        "  #第一章 总则",
        "    第一条 为规范服务,制定本规定。",
        "  #第二章 巡查",
        "    #第二条 巡查分为:",
        "      (一) 日常巡查;",
        "      #(二) 专项巡查:",
        "        1 消防;",
        "        2 防汛。",
        "    第三条 本规定自发布之日起施行。",
    ]


def test_dotted_numbers_nest_by_their_parts() -> None:
    text = (
        "1 范围本规程适用于本项目。2 职责2.1 主管负责安排。2.2 员工负责执行。"
        "3 程序3.1 巡查3.1.1 每日一次。3.2 记录每周汇总。"
    )
    assert outline(text) == [
        "1 范围本规程适用于本项目。",
        "#2 职责",
        "  2.1 主管负责安排。",
        "  2.2 员工负责执行。",
        "#3 程序",
        "  #3.1 巡查",
        "    3.1.1 每日一次。",
        "  3.2 记录每周汇总。",
    ]


def test_posts_and_cycles_are_headings() -> None:
    text = """保安队长岗位职责
每日工作
1、检查门岗。
2、检查车场。
每周工作
1、组织训练。
保洁员岗位职责
每日工作
1、清扫大堂。"""
    assert outline(text) == [
        "#保安队长岗位职责",
        "  #每日工作",
        "    1 检查门岗。",
        "    2 检查车场。",
        "  #每周工作",
        "    1 组织训练。",
        "#保洁员岗位职责",
        "  #每日工作",
        "    1 清扫大堂。",
    ]


def test_list_within_an_item_ends_where_the_outer_goes_on() -> None:
    text = "一、环境\n1、大堂管理。\n1)地面;\n2)玻璃。\n2、车库管理。\n二、秩序\n1、门岗管理。"
    assert outline(text) == [
        "#一 环境",
        "  1 大堂管理。",
        "    1) 地面;",
        "    2) 玻璃。",
        "  2 车库管理。",
        "#二 秩序",
        "  1 门岗管理。",
    ]


def test_what_a_page_adds_is_set_aside() -> None:
    assert outline("首页 > 制度\n一、巡查\n1、每日一次。\n第1页/共2页\n2、每周汇总。") == [
        "~首页 > 制度".replace(" > ", ">"),
        "#一 巡查",
        "  1 每日一次。",
        "~第1页/共2页",
        "  2 每周汇总。",
    ]


def test_nodes_cover_their_words_in_the_source() -> None:
    reading = read("pasted", "一、環(huán)境\n1、每日 檢查。2、每周清掃。")
    spans = [reading.text[node.start : node.end] for node in clause_nodes(reading)]
    assert spans == ["一、環(huán)境", "1、每日 檢查。", "2、每周清掃。"]
