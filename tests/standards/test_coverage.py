from pathlib import Path

import pytest

from pinzhi.standards.accounts import Accounts, Function, LeftOut, read_accounts
from pinzhi.standards.coverage import Account, account_for
from pinzhi.standards.coverage_page import page
from pinzhi.standards.library import Section, read_sections
from pinzhi.standards.pack import PackError, read_pack
from tests.standards.test_pack_terms import FULL

PACK = read_pack(FULL)
SECTIONS = [
    Section("EQP", "设备", "Equipment", ("EQP-07", "EQP-08")),
    Section("WTR", "供水", "Water", ("WTR-03",)),
]
EIGHT = Function("EQP-08", "到期提醒", "plans", built=False)


def test_account_for_names_packs_clauses_and_variants() -> None:
    coverage = account_for(SECTIONS, [PACK], Accounts((EIGHT,), ()))
    assert coverage.accounts == {
        "EQP-07": Account("EQP-07", {"PZ-X": ["1", "PUMP"]}),
        "EQP-08": Account("EQP-08", functions=[EIGHT]),
        "WTR-03": Account("WTR-03", {"PZ-X": ["PUMP"]}),
    }
    assert list(coverage.faults()) == []


@pytest.mark.parametrize(
    ("accounts", "faults"),
    [
        (Accounts((), ()), ["EQP-08: no pack and no account names it."]),
        (
            Accounts((EIGHT,), (LeftOut("XXX-01", "只是说明"),)),
            ["XXX-01: is named, but there is no such requirement."],
        ),
        (
            Accounts((EIGHT,), (LeftOut("EQP-08", "重复"),)),
            ["EQP-08: is left out, so nothing else should name it."],
        ),
        (
            Accounts((EIGHT,), (LeftOut("EQP-07", "重复"),)),
            ["EQP-07: is left out, so nothing else should name it."],
        ),
        (
            Accounts((EIGHT, EIGHT), ()),
            ["EQP-08: the accounts name it twice as a function of plans."],
        ),
    ],
)
def test_faults_name_what_is_not_accounted_for_once(accounts: Accounts, faults: list[str]) -> None:
    assert list(account_for(SECTIONS, [PACK], accounts).faults()) == faults


def test_page_says_where_each_requirement_went() -> None:
    lines = page(account_for(SECTIONS, [PACK], Accounts((EIGHT,), ()))).splitlines()
    for line in (
        "| requirements | 3 |",
        "| carried by a pack | 2 |",
        "| a function only, not built | 1 |",
        "| not accounted for | 0 |",
        "| PZ-X | 小标准 | 1 | 2 | 2 | 2 | 1 |",
        "## EQP · Equipment 设备",
        "| EQP-07 | PZ-X 1, PUMP |  |",
        "| EQP-08 |  | plans, not built: 到期提醒 |",
        "| WTR-03 | PZ-X PUMP |  |",
    ):
        assert lines.count(line) == 1, line


def test_page_does_not_hide_what_is_missing() -> None:
    lines = page(account_for(SECTIONS, [PACK], Accounts((), (LeftOut("WTR-03", "重复"),))))
    assert "| EQP-08 |  | **not accounted for** |" in lines
    assert "| WTR-03 | PZ-X PUMP | left out: 重复 |" in lines


def test_sections_hold_every_requirement_once() -> None:
    ids = [one for section in read_sections() for one in section.ids]
    assert (len(ids), len(set(ids))) == (782, 782)
    assert (ids[0], ids[-1]) == ("ORG-01", "XSY-10")
    assert {"SEC-06", "SEC-08"} <= set(ids)
    assert "SEC-07" not in ids


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_read_accounts_reads_every_file(tmp_path: Path) -> None:
    eight = "{id: EQP-08, does: 到期提醒, room: plans, state: not_built}"
    folder = write(
        tmp_path,
        a=f"functions:\n  - {eight}\nleft_out: []",
        b="left_out:\n  - {id: WTR-03, why: 重复}",
    )
    assert read_accounts(folder) == Accounts((EIGHT,), (LeftOut("WTR-03", "重复"),))


def test_read_accounts_names_every_fault(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a="functions:\n  - {id: EQP8, does: 提醒, room: plans, state: soon}",
        b="left_out: [",
        c="left_out:\n  - {id: WTR-03}",
    )
    with pytest.raises(PackError) as refusal:
        read_accounts(folder)
    one, two, three, four = refusal.value.problems
    assert one == "a.yaml, function EQP8, key id: expected text like [A-Z]{3}-[0-9]{2,3}, got EQP8."
    assert two == "a.yaml, function EQP8, key state: expected one of built, not_built, got soon."
    assert three.startswith("b.yaml: cannot be read: ")
    expected = "expected text of 1 to 100 characters, got nothing."
    assert four == f"c.yaml, left out WTR-03, key why: {expected}"
