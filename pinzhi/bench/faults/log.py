"""The fault log: one line for each fault that really fired, written as it does."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path


class FaultLog:
    """Lines of JSON: when, in which turn, what, where. One writer for each file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)
        self._lock = threading.Lock()
        self._turn = 0

    def fired(self, kind: str, place: str) -> None:
        with self._lock:
            self._turn += 1
            row = {"at": time.time(), "seq": self._turn, "kind": kind, "place": place}
            self._file.write(json.dumps(row).encode() + b"\n")
            os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def read_fired(paths: Iterable[Path]) -> Counter[str]:
    """How often each kind fired, by what the logs say. A line torn by a kill does not count."""
    found: Counter[str] = Counter()
    for path in paths:
        for line in path.read_bytes().splitlines(keepends=True) if path.exists() else ():
            if line.endswith(b"\n"):
                found[json.loads(line)["kind"]] += 1
    return found
