import pytest

from pinzhi.standards.comparing_documents.facts import Fact, Kind
from pinzhi.standards.comparing_documents.names import name_finder, same_name


def fact(kind: Kind, name: str) -> Fact:
    return Fact(kind, (name,), (), "")


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("roles", "主管", "客服部主管", True),
        ("roles", "工程主管", "客服主管", False),
        ("roles", "工", "电工", False),
        ("roles", "岗", "岗", True),
        ("forms", "巡查记录表", "巡查记录表(楼内)", True),
        ("forms", "QR-07巡查记录表", "巡查记录表", True),
        ("forms", "报修台帐", "报修台账", True),
        ("forms", "设备日常巡查记录表", "设备巡查记录表", True),
        ("forms", "巡查记录表", "领用登记表", False),
    ],
)
def test_same_name_looks_past_codes_and_owners(
    kind: Kind, one: str, other: str, *, same: bool
) -> None:
    assert same_name(fact(kind, one), fact(kind, other)) is same
    assert same_name(fact(kind, other), fact(kind, one)) is same


def test_name_finder_keeps_posts_and_forms_apart() -> None:
    forms, roles = fact("forms", "主管"), fact("roles", "主管")
    assert name_finder([forms, roles])(fact("roles", "客服主管")) == [roles]
