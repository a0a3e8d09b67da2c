"""Read one file in a process of its own and say what became of it, how long, how much memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PROGRAM = """
import json, sys, time
from pathlib import Path
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.reading import read_file
start = time.perf_counter()
try:
    read_file(Path(sys.argv[1]))
    code = "read"
except FileRefusedError as refused:
    code = refused.code
seconds = time.perf_counter() - start
# not getrusage: its peak is inherited from the process that started this one
status = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
print(json.dumps([code, seconds, peak]))
"""


class Outcome(NamedTuple):
    code: str
    seconds: float
    megabytes: float


def read_measured(path: Path) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return Outcome(*json.loads(done.stdout))
