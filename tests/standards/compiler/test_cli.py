import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pinzhi.cli.main import WITH_DATABASE
from pinzhi.standards.compiler.cli import compile_command


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    path = tmp_path / "巡查.txt"
    path.write_text("一、巡查\n1、领班每日巡查机房2次。\n", encoding="utf-8")
    return path


def test_units_are_answered_a_line_each_in_order() -> None:
    units = [{"id": "b", "text": "每周清扫一次"}, {"id": "a", "text": "第三方"}]
    lines = "\n".join(json.dumps(unit) for unit in units)
    done = CliRunner().invoke(compile_command, ["--jsonl"], input=f"\ufeff{lines}\n\n")
    assert [json.loads(line) for line in done.output.splitlines()] == [
        {"id": "b", "expect": {"recurrence": [{"times": 1, "every": 1, "unit": "week"}]}},
        {"id": "a", "expect": {}},
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "a"}', '{"id": 1, "text": 2}'])
def test_broken_unit_is_named_by_its_line(line: str) -> None:
    done = CliRunner().invoke(compile_command, ["--jsonl"], input=f'{{"id":1,"text":""}}\n{line}')
    assert (done.exit_code, "Line 2 is not an object" in done.output) == (1, True)


def test_report_shows_clauses_findings_and_words(regulation: Path) -> None:
    done = CliRunner().invoke(compile_command, [str(regulation)])
    lines = done.output.splitlines()
    assert (done.exit_code, lines[0], lines[1].strip()) == (
        0,
        "#一 巡查".replace("#", "# "),
        "1 领班每日巡查机房2次。",
    )
    assert "      who: 领班  ←  领班" in lines
    assert lines[-1] == "1 clauses; how often 1, who 1"


def test_json_holds_everything(regulation: Path) -> None:
    done = CliRunner().invoke(compile_command, ["--json", str(regulation)])
    found = json.loads(done.output)
    assert (found["kind"], found["text"]) == ("txt", regulation.read_text(encoding="utf-8"))
    assert found["clauses"][1]["founds"][0]["start"] == 7


def test_refused_file_does_not_keep_others_from_being_read(
    regulation: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"")
    done = CliRunner().invoke(compile_command, [str(bad), str(regulation)])
    assert (done.exit_code, done.stderr.count("\n"), "机房" in done.stdout) == (1, 1, True)


def test_nothing_to_read_is_said() -> None:
    assert CliRunner().invoke(compile_command, []).exit_code == 2


def test_compiling_needs_no_database() -> None:
    assert "compile" not in WITH_DATABASE
