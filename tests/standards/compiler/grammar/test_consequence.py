import pytest

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.consequence import find_consequences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("逾期未改的,全行通报批评", ["全行通报批评"]),
        ("累计三次予以辞退", ["予以辞退"]),
        ("造成损失的追究当班主管的责任", ["追究当班主管的责任"]),
        ("弄虚作假者取消年度评优资格", ["取消年度评优资格"]),
        ("重犯的加倍扣罚并书面检讨", ["加倍扣罚", "书面检讨"]),
        ("限期整改,口头警告", ["限期整改", "口头警告"]),
        ("悬挂警告牌", []),
        ("记过程数据", []),
        ("罚款50元", []),  # money has its own key
        ("按《辞退管理办法》执行", []),
        ("避免承担赔偿责任", []),
    ],
)
def test_find_consequences(text: str, wanted: list[str]) -> None:
    found = find_consequences(text, Taken())
    assert [one.value["words"] for one in found if not isinstance(one.value, str)] == wanted
