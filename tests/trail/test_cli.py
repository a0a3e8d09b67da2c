import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pinzhi.trail.cli import trail
from pinzhi.trail.models import Block
from tests.trail.forging import plant_chain, plant_events, recompute, tamper

pytestmark = pytest.mark.django_db


def run(*words: object) -> Result:
    return CliRunner().invoke(trail, [str(word) for word in words])


def test_seal_then_verify() -> None:
    plant_events(3)
    assert run("seal").output == "Sealed 3 events in 1 blocks.\n"
    plant_events(1)
    result = run("verify")
    assert (result.exit_code, result.output) == (
        0,
        "All is as it was sealed: 1 blocks, 3 events; 1 events are not sealed yet.\n",
    )


def test_verify_names_what_is_wrong_and_exits_1() -> None:
    number = plant_chain()[7].pk
    tamper("DELETE FROM trail_event WHERE id = %s", number)
    result = run("verify")
    assert (result.exit_code, result.output) == (
        1,
        f"Error: Event {number} was deleted after it was sealed in block 2.\n",
    )


def test_exported_head_shows_a_recomputed_chain(tmp_path: Path) -> None:
    number = plant_chain()[7].pk
    path = tmp_path / "head.json"
    result = run("export-head", path)
    assert (result.exit_code, result.output) == (
        0,
        f"Block 6 (30 events) written to {path}. Keep it elsewhere.\n",
    )
    head = json.loads(path.read_text())
    assert head["hash"] == bytes(Block.objects.get(seq=6).hash).hex()
    result = run("verify", "--head", path)
    assert (result.exit_code, result.output.splitlines()[1]) == (
        0,
        f"The chain holds block 6 as exported on {head['exported_at']}.",
    )
    tamper("UPDATE trail_event SET reason = '' WHERE id = %s", number)
    recompute(1)
    assert run("verify").exit_code == 0
    result = run("verify", "--head", path)
    sentence = f"Block 6 is not the block exported on {head['exported_at']}:"
    assert (result.exit_code, result.output) == (
        1,
        f"Error: {sentence} the chain was computed anew.\n",
    )


def test_nothing_sealed_yet_has_no_head(tmp_path: Path) -> None:
    result = run("export-head", tmp_path / "head.json")
    assert (result.exit_code, result.output) == (
        1,
        "Error: No block has been sealed yet; run: pinzhi trail seal\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        '{"seq": 1}',
        '{"seq": "1", "hash": "", "count": 0, "exported_at": ""}',
        '{"seq": 1, "hash": 5, "count": 0, "exported_at": ""}',
        '{"seq": 1, "hash": "zz", "count": 0, "exported_at": ""}',
        '{"seq": 1.5, "hash": "%s", "count": 0, "exported_at": ""}' % ("0" * 64),
    ],
)
def test_file_that_is_no_head_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "head.json"
    path.write_text(text)
    result = run("verify", "--head", path)
    assert (result.exit_code, result.output) == (1, f"Error: {path} is not an exported head.\n")


def test_unreadable_and_unwritable_files_are_named(tmp_path: Path) -> None:
    plant_chain()
    path = tmp_path / "no" / "head.json"
    for words, deed in ((("verify", "--head", path), "read"), (("export-head", path), "written")):
        result = run(*words)
        assert (result.exit_code, result.output) == (
            1,
            f"Error: {path} cannot be {deed}: No such file or directory.\n",
        )


@pytest.mark.parametrize("command", [(), ("seal",), ("verify",), ("export-head",)])
def test_help_has_an_example(command: tuple[str, ...]) -> None:
    assert "Example: pinzhi trail " in run(*command, "--help").output
