import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.place import find_places
from pinzhi.standards.compiler.words.places import ENDINGS, MODIFIERS
from pinzhi.standards.pack.words import PLACE_KINDS, SYSTEMS


def places(text: str) -> list[tuple[str, str, str]]:
    found = [
        dict(one.value) for one in find_places(text, Taken()) if not isinstance(one.value, str)
    ]
    return [(one["words"], one["kind"], one["system"]) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("每周看一次客梯机房", [("客梯机房", "room", "lift")]),
        ("擦拭消防水泵房地面", [("消防水泵房", "room", "fire"), ("地面", "space", "")]),
        (
            "消防水泵房、生活水箱",
            [("消防水泵房", "room", "fire"), ("生活水箱", "equipment", "water_supply")],
        ),
        (
            "高低压配电室与发电机房",
            [("高低压配电室", "room", "power"), ("发电机房", "room", "generator")],
        ),
        ("屋面雨水沟清淤", [("屋面雨水沟", "equipment", "rainwater")]),
        ("地下车库道闸", [("地下车库道闸", "equipment", "parking")]),
        ("营业厅叫号机", [("营业厅", "site", ""), ("叫号机", "equipment", "other")]),
        ("电梯困人时安抚乘客", []),  # the event, not the machine
        ("大堂经理巡场", []),
        ("按《电梯规程》执行", []),
    ],
)
def test_find_places(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert places(text) == wanted


def test_every_kind_and_system_is_one_of_the_packs() -> None:
    assert {kind for kind, _ in ENDINGS.values()} == set(PLACE_KINDS)
    assert {system for _, system in ENDINGS.values()} | set(MODIFIERS.values()) == {"", *SYSTEMS}


def test_every_machine_has_a_system() -> None:
    assert [
        word for word, (kind, system) in ENDINGS.items() if kind == "equipment" and not system
    ] == []


@given(st.text(alphabet="电梯机房配电柜消防水泵室外大堂、每周看1《》经理", max_size=60))
def test_find_places_stays_within_the_text(text: str) -> None:
    for words, start, end in [
        (dict(one.value)["words"], one.start, one.end)
        for one in find_places(text, Taken())
        if not isinstance(one.value, str)
    ]:
        assert text[start:end] == words
