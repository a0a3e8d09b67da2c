from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from pinzhi.standards.library import STARTER, read_library
from pinzhi.standards.loading import load_pack
from pinzhi.standards.models import Edition
from pinzhi.standards.pack import read_pack
from pinzhi.standards.packs_cli import packs
from tests.runtime.conftest import pinzhi
from tests.standards.test_pack_terms import FULL

BANK = STARTER / "bank.yaml"
HOLDS = "clauses 18, checklists 4"
TITLE = "银行网点服务品质标准"


def run(*words: str | Path) -> Result:
    with translation.override("en"):
        return CliRunner().invoke(packs, [str(word) for word in words])


def own(folder: Path, *swaps: tuple[str, str]) -> Path:
    """The pack of the tests as a file, changed."""
    text = FULL
    for old, new in swaps:
        text = text.replace(old, new, 1)
    file = folder / "mine.yaml"
    file.write_text(text)
    return file


def row(output: str, code: str) -> list[str]:
    [found] = [line.split("\t") for line in output.splitlines() if line.startswith(f"{code}\t")]
    return found


@pytest.mark.django_db
def test_list_says_what_is_loaded() -> None:
    assert row(run("list").output, "PZ-BNK") == ["PZ-BNK", "2026.1", "not loaded", HOLDS, TITLE]
    load_pack(read_pack(BANK))
    assert row(run("list").output, "PZ-BNK")[2] == "In force"
    assert row(run("list").output, "PZ-RES")[2] == "not loaded"


@pytest.mark.django_db
def test_list_says_when_another_edition_is_here(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(BANK.read_text().replace('edition: "2026.1"', 'edition: "2026.1-own"'))
    run("load", file)
    assert row(run("list").output, "PZ-BNK")[2] == "other edition here"


@pytest.mark.django_db
def test_list_names_every_pack_once() -> None:
    lines = run("list").output.splitlines()
    assert [line.split("\t")[0] for line in lines] == [pack.code for pack in read_library()]


@pytest.mark.django_db
def test_load_takes_codes_and_files(tmp_path: Path) -> None:
    result = run("load", "PZ-BNK", own(tmp_path))
    assert (result.exit_code, result.output) == (
        0,
        f"{TITLE} 2026.1 is here.\n小标准 1.0 is here.\n",
    )
    assert run("load", "PZ-BNK").exit_code == 0
    assert Edition.objects.filter(status="published").count() == 2


@pytest.mark.django_db
def test_load_names_each_refusal_and_loads_the_others(tmp_path: Path) -> None:
    run("load", own(tmp_path))
    result = run("load", own(tmp_path, ("泵房有人看", "泵房天天看")), "PZ-BNK")
    sentence = "This edition is already here with other contents. Give the new one a new number."
    assert result.exit_code == 1
    assert result.output == f"{TITLE} 2026.1 is here.\nError: PZ-X 1.0: {sentence}\n"


@pytest.mark.django_db
def test_load_all_leaves_alone_what_is_here(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(BANK.read_text().replace('edition: "2026.1"', 'edition: "2026.1-own"'))
    run("load", file)
    result = run("load", "--all")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(read_library()) - 1
    in_force = Edition.objects.filter(status="published")
    assert in_force.get(standard__code="PZ-BNK").number == "2026.1-own"
    assert in_force.count() == len(read_library())
    assert run("load", "--all").output == "Every pack is here already.\n"


@pytest.mark.parametrize("words", [("load",), ("load", "--all", "PZ-BNK")])
def test_load_wants_packs_or_all(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == "Error: Name packs, or give --all."


@pytest.mark.parametrize("words", [("load", "PZ-NONE"), ("diff", "PZ-NONE")])
def test_a_pack_that_is_not_there_is_named(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert result.output == "Error: There is no pack PZ-NONE; pinzhi packs list names them.\n"


@pytest.mark.django_db
def test_diff_compares_with_the_edition_in_force(tmp_path: Path) -> None:
    run("load", own(tmp_path))
    newer = own(tmp_path, ('edition: "1.0"', 'edition: "1.1"'), ("value: 10,", "value: 15,"))
    assert run("diff", newer).output == (
        "PZ-X 1.0 → PZ-X 1.1\n~ standard, edition: 1.0 → 1.1\n~ clock K01, value: 10 → 15\n"
    )
    run("load", newer)
    assert run("diff", newer).output == "PZ-X 1.1 → PZ-X 1.1\nThey say the same.\n"
    assert run("diff", newer, "1.0").output.splitlines()[-1] == "~ clock K01, value: 10 → 15"


def test_diff_of_files_needs_no_database(tmp_path: Path) -> None:
    old = own(tmp_path).rename(tmp_path / "old.yaml")
    result = run("diff", own(tmp_path, ("label: 良好", "label: 好")), old)
    assert result.output == "PZ-X 1.0 → PZ-X 1.0\n~ band B01, label: 良好 → 好\n"


def test_diff_of_a_code_with_a_code_needs_no_database() -> None:
    lines = run("diff", "PZ-BNK", "PZ-RES").output.splitlines()
    assert lines[:2] == ["PZ-RES 2026.1 → PZ-BNK 2026.1", "~ standard, code: PZ-RES → PZ-BNK"]


@pytest.mark.django_db
@pytest.mark.parametrize("more", [(), ("2025.1",)])
def test_diff_says_when_nothing_is_loaded(more: tuple[str, ...]) -> None:
    result = run("diff", "PZ-BNK", *more)
    assert result.exit_code == 1
    assert result.output == "Error: PZ-BNK is not in the database in that edition.\n"


def test_verify_lists_every_fault_of_a_file(tmp_path: Path) -> None:
    file = own(tmp_path, ("sign: penalty", "sign: fine"), ("kind: repair", "kind: praise"))
    result = run("verify", file)
    assert result.exit_code == 1
    assert [line.split(": expected")[0] for line in result.output.splitlines()] == [
        "Error: mine.yaml, clock K01, key kind",
        "mine.yaml, scheme rule M01, key sign",
    ]
    assert run("verify", own(tmp_path)).output == "1 pack, no fault.\n"


def test_without_a_database_there_is_still_a_list(tmp_path: Path) -> None:
    var = {"PINZHI_VAR": str(tmp_path / "var"), "DATABASE_URL": ""}
    listed = pinzhi("packs", "list", **var)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert row(listed.stdout, "PZ-BNK")[2] == "not loaded"
    refused = pinzhi("packs", "diff", "PZ-BNK", **var)
    sentence = "Error: There is no database yet; compare with a pack or a file.\n"
    assert (refused.returncode, refused.stderr) == (1, sentence)
    assert list(tmp_path.iterdir()) == []
