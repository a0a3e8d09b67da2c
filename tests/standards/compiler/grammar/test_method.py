import pytest

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.method import find_methods
from pinzhi.standards.pack.words import METHODS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("目测外观,听电机声音,手摸轴承温度", ["look", "listen", "touch"]),
        ("试验双电源切换", ["test"]),
        ("询问柜员业务知识", ["ask"]),
        ("看:有无渗漏", ["look"]),
        ("接听电话,听取意见", []),  # no way of checking
        ("看护样板房,看管物品", []),
        ("摸底排查,摸清情况", []),
        ("填写《测试记录》", []),
    ],
)
def test_find_methods(text: str, wanted: list[str]) -> None:
    found = [one.value for one in find_methods(text, Taken()) if not isinstance(one.value, str)]
    assert [one["method"] for one in found] == wanted
    assert set(wanted) <= set(METHODS)
