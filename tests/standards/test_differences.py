from pathlib import Path

import pytest

from pinzhi.standards.library import pack_files
from pinzhi.standards.loading import load_pack
from pinzhi.standards.pack import read_pack
from pinzhi.standards.pack.differences import differences
from pinzhi.standards.unloading import pack_of
from tests.standards.test_pack_terms import FULL


def changed(*swaps: tuple[str, str]) -> list[str]:
    text = FULL
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return [str(one) for one in differences(read_pack(FULL), read_pack(text))]


def test_differences_of_equal_packs_are_none() -> None:
    assert changed() == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('edition: "1.0"', 'edition: "1.1"', "~ standard, edition: 1.0 → 1.1"),
        ("泵房有人看。", "泵房天天看。", "~ clause 1, text: 泵房有人看。 → 泵房天天看。"),
        ("[EQP-07]", "[EQP-07, WTR-01]", "~ clause 1, sources: EQP-07 → EQP-07, WTR-01"),
        ("post: 水泵工", "post: 电工", "~ checklist X-PUMP, post: 水泵工 → 电工"),
        (
            "{times: 1, every: 1, unit: day}}",
            "{times: 2, every: 1, unit: day}}",
            "~ checklist X-PUMP, plan: times 1 every 1 unit day 0 → times 2 every 1 unit day 0",
        ),
        ("unit: MPa", 'unit: MPa, min: "0.2"', "~ checklist X-PUMP, item 01, minimum: – → 0.2"),
        ("value: 10,", "value: 15,", "~ clock K01, value: 10 → 15"),
        ('amount: "500"', 'amount: "800"', "~ scheme rule M01, amount: 500 → 800"),
        ("label: 良好", "label: 好", "~ band B01, label: 良好 → 好"),
        ("每4天", "四日", "~ variant PUMP, option four-days, title: 每4天 → 四日"),
    ],
)  # fmt: skip
def test_differences_name_the_place_and_both_values(old: str, new: str, line: str) -> None:
    assert changed((old, new)) == [line]


def test_differences_name_what_came_and_went() -> None:
    assert changed(
        ("- {code: K02, clause", "- {code: K03, clause"),
        ('- {code: B02, clause: "1", scheme: 考评, from: "90", label: 优秀}', ""),
    ) == [
        "+ clock K03 发现险情",
        "- clock K02 发现险情",
        "- band B02 优秀",
    ]


def test_what_stands_in_the_database_is_no_difference() -> None:
    given = FULL.replace("evidence: none}", "evidence: none, fix_within: {value: 1, unit: week}}")
    explicit = given.replace("post: 水泵工", 'total: "100"\n    post: 水泵工')
    assert list(differences(read_pack(FULL), read_pack(explicit))) == []


@pytest.mark.django_db
def test_pack_of_gives_back_what_was_loaded() -> None:
    pack = read_pack(FULL)
    assert list(differences(pack_of(load_pack(pack)), pack)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", pack_files(), ids=lambda path: path.stem)
def test_pack_of_gives_back_each_shipped_pack(path: Path) -> None:
    pack = read_pack(path)
    assert list(differences(pack_of(load_pack(pack)), pack)) == []
