"""A phone's outbox on disk: what stands here was promised to a worker."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WAITING, RECEIVED, ASIDE = "waiting", "received", "aside"


@dataclass
class Deed:
    """One operation as it was saved, and what the phone knows of its fate.

    `expects` says what must become of it: `accepted`, `rival` (one of two bodies under one number)
    or `aside` (nothing a server could take).
    """

    uuid: str
    kind: str
    body: str
    hash: str
    files: list[dict[str, Any]]
    expects: str = "accepted"
    state: str = WAITING
    answer: str = ""
    code: str = ""
    tries: int = 0
    receipt: dict[str, Any] = field(default_factory=dict)

    @property
    def hashes(self) -> list[str]:
        return sorted({one["sha256"] for one in self.files})


class Journal:
    """Appended to, one line at a time, each on disk before anybody is told."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.path = folder / "outbox.jsonl"
        self.deeds: dict[tuple[str, str], Deed] = {}
        self.blocks = 0
        whole = self._replay()
        self._file = self.path.open("ab", buffering=0)
        self._file.truncate(whole)  # a line torn by a kill was never promised

    def _replay(self) -> int:
        whole = 0
        for line in self.path.read_bytes().splitlines(keepends=True) if self.path.exists() else ():
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            self._apply(json.loads(line))
        return whole

    def _apply(self, row: dict[str, Any]) -> None:
        if "saved" in row:
            self.blocks += 1
            for told in row["saved"]:
                deed = Deed(**told)
                self.deeds[deed.uuid, deed.hash] = deed
            return
        deed = self.deeds[row.pop("uuid"), row.pop("hash")]
        for name, value in row.items():
            setattr(deed, name, value)

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        self._file.write(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
        os.fsync(self._file.fileno())

    def save(self, deeds: Sequence[dict[str, Any]], photos: dict[str, bytes]) -> None:
        """Keep a block of deeds with their photos: all of it or, when killed, none."""
        for sha, content in photos.items():
            with (self.folder / sha).open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        row = {"saved": list(deeds)}
        self._write([row])
        self._apply(row)

    def note(self, changes: Sequence[tuple[Deed, dict[str, Any]]]) -> None:
        """What the server said about deeds."""
        if not changes:
            return
        rows = [{"uuid": deed.uuid, "hash": deed.hash, **told} for deed, told in changes]
        self._write(rows)
        for row in rows:
            self._apply(row)

    def waiting(self) -> list[Deed]:
        return [deed for deed in self.deeds.values() if deed.state == WAITING]

    def close(self) -> None:
        self._file.close()

    def photo(self, sha256: str) -> bytes:
        return (self.folder / sha256).read_bytes()


def hash_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
