import pytest

from pinzhi.standards.compiler.tree.splitting import Counted, split_numbers

RUN_IN = [
    "1 目的为规范巡查。|2 职责|2.1 保安队负责门岗;|2.2 保洁队负责大堂。",
    "3 程序|3.1 巡查|3.1.1 每日巡查两次。|3.1.2 每周汇总。|3.2 记录存档一年。",
    "1目的统一标准。|2职责|2.1经理负责;|2.2主管检查。",
    "工作要求:|1、按时到岗;|2、穿着整齐;|3、不得离岗。",
    "巡查分三类:|(1)日巡;|(2)夜巡;|(3)专项巡查。",
    "内容:|①治安;|②消防;|③绿化。",
    "一、目的规范服务。|二、范围本项目。",
]
WHOLE = [
    "围墙高度不低于2.5米,栏杆间距不大于0.11米。",
    "每日8:00、12:00、17:00各巡视1次。",
    "对1、2、3号楼进行检查。",
    "得分98分以上的奖励500元,96分以上的奖励300元。",
    "按《标准》4.0方法执行。",
    "第1、3项由主管检查",
    "执行ISO9001:2015标准。",
    "分(1)班和(3)班",
]


@pytest.mark.parametrize("marked", RUN_IN)
def test_numbers_run_into_the_text_begin_clauses(marked: str) -> None:
    text = marked.replace("|", "")
    starts = split_numbers(text)
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert parts == marked.split("|")


@pytest.mark.parametrize("text", WHOLE)
def test_other_figures_begin_nothing(text: str) -> None:
    assert split_numbers(text) == [0]


def test_count_goes_on_from_the_paragraph_before() -> None:
    counted: Counted = {}
    split_numbers("3.4.1 周检时间:周三", counted)
    assert split_numbers("见附表3.5 巡检", counted) == [0, 3]
