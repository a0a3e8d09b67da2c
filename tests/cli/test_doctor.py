"""`pinzhi doctor` and `pinzhi database` on a real embedded server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pinzhi.runtime.cluster import running_pid, use_cluster
from tests.runtime.conftest import borrowed_var, connect, free_port, pinzhi

pytestmark = pytest.mark.slow_start


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    with borrowed_var() as var:
        done = pinzhi("prepare", PINZHI_VAR=str(var))
        assert done.returncode == 0, done.stderr
        yield var


def lines(text: str) -> dict[str, str]:
    """What the doctor says of each thing; empty when it is well."""
    found = {}
    for line in text.splitlines():
        name, _colon, trouble = line[2:].partition(": ")
        found[name] = trouble
        assert (line[0] == "✗") == bool(trouble)
    return found


def test_doctor_before_the_first_start(tmp_path: Path) -> None:
    said = pinzhi("doctor", PINZHI_VAR=str(tmp_path / "var"), PINZHI_PORT=str(free_port()))
    assert said.returncode == 1
    assert lines(said.stdout)["database"] == "There is no database yet; pinzhi up creates it."


def test_doctor_finds_nothing_and_leaves_nothing(prepared: Path) -> None:
    said = pinzhi("doctor", PINZHI_VAR=str(prepared), PINZHI_PORT=str(free_port()))
    assert {name: trouble for name, trouble in lines(said.stdout).items() if trouble} == {}
    assert said.returncode == 0
    assert running_pid(prepared) is None


def test_doctor_stops_at_settings_that_cannot_be_read() -> None:
    said = pinzhi("doctor", PINZHI_MODE="holiday")
    assert said.returncode == 1
    assert lines(said.stdout) == {
        "settings": "PINZHI_MODE must be one of development, production, not 'holiday'."
    }


def test_preparing_again_does_nothing(prepared: Path) -> None:
    done = pinzhi("prepare", PINZHI_VAR=str(prepared))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_first_block_of_the_trail_is_sealed(prepared: Path) -> None:
    with use_cluster(prepared), connect(prepared) as db:
        assert db.execute("SELECT count(*) FROM trail_block").fetchone() == (1,)


def test_trail_verify_starts_the_database_by_itself(prepared: Path) -> None:
    done = pinzhi("trail", "verify", PINZHI_VAR=str(prepared))
    assert (done.returncode, done.stderr) == (0, "")
    assert running_pid(prepared) is None


def test_command_before_the_first_start_is_refused(tmp_path: Path) -> None:
    refused = pinzhi("trail", "verify", PINZHI_VAR=str(tmp_path / "var"))
    assert refused.returncode == 1
    assert refused.stderr == "There is no database yet; pinzhi up creates it.\n"


def test_dump_brings_everything_back(prepared: Path, tmp_path: Path) -> None:
    copy = tmp_path / "pinzhi.dump"
    with use_cluster(prepared):
        with connect(prepared) as db:
            db.execute("CREATE TABLE kept AS SELECT '电梯' AS word")
        assert pinzhi("database", "dump", str(copy), PINZHI_VAR=str(prepared)).returncode == 0
        with connect(prepared) as db:
            db.execute("DROP TABLE kept")
        back = pinzhi("database", "restore", "--yes", str(copy), PINZHI_VAR=str(prepared))
        assert (back.returncode, back.stderr) == (0, "")
        with connect(prepared) as db:
            assert db.execute("SELECT word FROM kept").fetchone() == ("电梯",)
    assert copy.stat().st_mode & 0o777 == 0o600


def test_restore_of_something_else_is_refused(prepared: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir or Madam")
    refused = pinzhi("database", "restore", "--yes", str(other), PINZHI_VAR=str(prepared))
    assert refused.returncode == 1
    assert refused.stderr.startswith("pg_restore failed: ")
    assert refused.stderr.count("\n") == 1


def test_status_of_a_stopped_database(prepared: Path) -> None:
    said = pinzhi("database", "status", PINZHI_VAR=str(prepared))
    assert said.stdout.splitlines()[-1] == "Not running."
