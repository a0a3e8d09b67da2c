from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pinzhi.people.models import Post, Staff
from pinzhi.places.importing.cli import import_group
from pinzhi.places.models import ImportBatch, Place, Site

pytestmark = pytest.mark.django_db

HEADS = "项目编码,编码,名称,部门\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(import_group, list(words))


def test_sample_is_tried_then_brought_in_then_left(tmp_path: Path) -> None:
    file = str(tmp_path / "s.xlsx")
    assert run("sample", file).exit_code == 0
    assert run("site", file, "--dry-run").exit_code == 0
    assert Place.objects.count() == 0
    done = run("site", file)
    assert done.exit_code == 0
    assert [line.split() for line in done.stdout.splitlines() if line.startswith("房屋")] == [
        ["房屋", "1248", "0", "0"]
    ]
    assert Place.objects.filter(kind="room").count() == 1248
    again = run("site", file)
    assert again.exit_code == 0
    assert ImportBatch.objects.count() == 1


def test_problems_are_named_and_the_exit_is_one(tmp_path: Path, site: Site) -> None:
    file = tmp_path / "岗位.csv"
    file.write_text(HEADS + f"{site.code},GC,维修,外星部\n", encoding="gbk")
    done = run("site", str(file))
    assert done.exit_code == 1
    assert "“部门”" in done.stderr
    assert "外星部" in done.stderr
    assert Post.objects.count() == 0


def test_file_refused_as_a_whole_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"x")
    done = run("site", str(file))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


def test_who_did_it_is_on_record(tmp_path: Path, site: Site, system_admin: Staff) -> None:
    file = tmp_path / "岗位.csv"
    file.write_text(HEADS + f"{site.code},GC,维修,工程部\n", encoding="utf-8")
    assert run("site", str(file), "--by", system_admin.number.upper()).exit_code == 0
    assert ImportBatch.objects.get().by == system_admin
    assert run("site", str(file), "--by", "nobody").exit_code == 1


def test_template_is_written(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    assert run("template", str(file)).exit_code == 0
    assert run("site", str(file)).exit_code == 0
