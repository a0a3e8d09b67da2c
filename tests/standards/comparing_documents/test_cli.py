from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from pinzhi.standards.packs_cli import packs
from tests.runtime.conftest import pinzhi
from tests.standards.test_pack_terms import FULL

DOCUMENT = """一、泵房
1、水泵工每天看泵房，按泵房表检查压力，无漏水。
2、大堂花瓶每周换水一次。
3、接到报修后维修工10分钟内上门。
二、奖惩
1、经理得分不高于79分的，每次处罚500-1000元。
"""
TOTALS = """\
# Documents held against packs

| What | In the documents | in packs too | there otherwise | only in the documents \
| In the packs | in documents too | only in the packs |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    document, pack = tmp_path / "rules.txt", tmp_path / "mine.yaml"
    document.write_text(DOCUMENT)
    pack.write_text(FULL)
    return document, pack


def run(*words: str | Path, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(packs, ["compare", *map(str, words)])


def rows(output: str) -> dict[str, list[str]]:
    cells = [line.strip("| ").split(" | ") for line in output.splitlines() if line[:2] == "| "]
    return {row[0]: row[1:] for row in cells}


def test_compare_counts_each_kind(files: tuple[Path, Path]) -> None:
    output = run("--totals", "--pack", files[1], files[0]).output
    assert output.startswith(TOTALS)
    assert rows(output)["how often"][:4] == ["2", "1", "0", "1"]
    assert rows(output)["by when"][:4] == ["1", "1", "0", "0"]
    assert rows(output)["money"] == ["1", "1", "0", "0", "1", "1", "0"]
    assert rows(output)["grade"] == ["0", "0", "0", "0", "2", "0", "2"]


def test_compare_lists_what_stands_on_one_side(files: tuple[Path, Path]) -> None:
    lines = run("--pack", files[1], files[0]).output.splitlines()
    only = lines[lines.index("## how often: only in the documents") + 2]
    assert only.startswith("- rules.txt 2: 1 7 day (")
    assert "花瓶" in only
    assert "- PZ-X B01: 良好 80 90 (考评 良好)" in lines


def test_compare_speaks_chinese(files: tuple[Path, Path]) -> None:
    output = run("--totals", "--pack", files[1], files[0], language="zh-hans").output
    assert output.startswith("# 文件与标准包对照\n")
    assert list(rows(output))[1:] == ["频次", "时限", "奖罚", "等级", "表单", "岗位"]


def test_compare_refuses_a_pack_that_is_not_there(files: tuple[Path, Path]) -> None:
    result = run("--pack", "PZ-NONE", files[0])
    assert result.exit_code == 1
    said = "PZ-NONE: expected a code that pinzhi packs list names, or a file."
    assert result.output == f"Error: {said}\n"


def test_compare_refuses_what_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run(empty)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1


def test_compare_needs_no_database(files: tuple[Path, Path], tmp_path: Path) -> None:
    done = pinzhi("packs", "compare", "--totals", str(files[0]), PINZHI_VAR=str(tmp_path / "var"))
    assert (done.returncode, done.stderr) == (0, "")
