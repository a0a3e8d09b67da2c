"""Fifty thousand rooms, in a process of its own that only imports: time and memory as they are."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from pinzhi.places.importing.template import write_workbook
from pinzhi.places.models import Place

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = """
import json, sys, time
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(sys.argv[2]))
settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
django.setup()
from pinzhi.places.importing.actions import import_file
start = time.perf_counter()
plan, batch = import_file(Path(sys.argv[1]), by=None)
seconds = time.perf_counter() - start
status = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
print(json.dumps([batch.status, seconds, peak]))
"""
LOGIN = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


def write_rooms(path: Path) -> Path:
    """500 buildings of 2 entrances, 25 floors and 2 flats a floor."""
    write_workbook(
        path,
        {
            "organisation": [
                ("G", "集团", "集团", None, "物业"),
                ("C", "公司", "公司", "G", "物业"),
            ],
            "site": [("S", "大盘", "C", "住宅")],
            "building": [("S", str(b), f"{b}栋", None, "1单元、2单元", 25) for b in range(500)],
            "room": [
                ("S", str(b), f"{u}单元", f, f"{f}0{n}", Decimal(5000 + b + f) / 100, "入住")
                for b in range(500)
                for u in (1, 2)
                for f in range(1, 26)
                for n in (1, 2)
            ],
        },
    )
    return path


def test_fifty_thousand_rooms_come_in_within_a_minute_and_300_mb(tmp_path: Path) -> None:
    path = write_rooms(tmp_path / "big.xlsx")
    login = {name: connection.settings_dict[name] for name in LOGIN}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), json.dumps(login)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, seconds, megabytes = json.loads(done.stdout)
    assert status == "applied"
    assert seconds <= 60
    assert megabytes <= 300
    assert Place.objects.filter(kind="room").count() == 50_000
