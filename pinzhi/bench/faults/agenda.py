"""Which faults come when: all kinds in turn, spread over the run, by chance of a seed."""

import gzip
import json
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Done to one request on its way, by the proxy. The value says to which: one with a body, one that
# pushes operations, one that carries a piece of a file, or any.
ON_THE_WAY = {
    "cut_before_request": "any",
    "cut_request_body": "body",
    "cut_between_commit_and_reply": "push",
    "cut_reply": "push",
    "delay": "any",
    "bad_line": "any",
    "portal_200": "push",
    "portal_201": "push",
    "portal_302": "push",
    "portal_511": "push",
    "reply_cut_json": "push",
    "reply_bad_gzip": "push",
    "reply_wrong_type": "push",
    "forged_receipt": "push",
    "error_500": "push",
    "error_502": "any",
    "error_503_retry_after": "push",
    "error_429_retry_after": "any",
    "replayed_request": "push",
    "same_request_in_parallel": "push",
    "reordered_late_copy": "push",
    "damaged_piece": "piece",
    "kill_web_before_commit": "push",
    "kill_web_after_reply": "push",
    "cut_database_connections": "push",
}
# Done from outside while requests are under way.
FROM_OUTSIDE = ("kill_phones", "kill_database")
SLOW = frozenset(
    {"bad_line", "kill_web_before_commit", "kill_web_after_reply", "cut_database_connections"}
)
RARE = 4  # what costs seconds of starting again comes so much less often


@dataclass(frozen=True)
class Request:
    """One request as the proxy sees it; `who` is the phone that sent it."""

    method: str
    path: str
    head: bytes
    body: bytes
    who: str

    @property
    def operations(self) -> list[dict[str, Any]]:
        """What a push carries, zipped or not."""
        plain = gzip.decompress(self.body) if self.body.startswith(b"\x1f\x8b") else self.body
        found: list[dict[str, Any]] = json.loads(plain)["operations"]
        return found

    def suits(self, where: str) -> bool:
        if where == "push":
            return self.path.startswith("/my/sync/push/")
        if where == "piece":
            return self.method == "PUT"
        return where == "any" or bool(self.body)


class Agenda:
    """What is still to fire. `progress` (0 to 1) is how much of the work has got through."""

    def __init__(self, kinds: Sequence[str], count: int, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 -- a simulation
        self._lock = threading.Lock()
        self.progress = 0.0
        self.count = count
        self.left: list[str] = []
        turn = 0
        while kinds and len(self.left) < count:
            often = [k for k in kinds if k not in SLOW or turn % RARE == 0]
            chance.shuffle(often)
            self.left += often[: count - len(self.left)]
            turn += 1

    def next_for(self, request: Request) -> str | None:
        """The fault for this request, when one is due; it is off the list then."""
        with self._lock:
            done = self.count - len(self.left)
            if done >= self.count * min(1.0, self.progress * 1.15 + 0.04):
                return None
            for at, kind in enumerate(self.left):
                if request.suits(ON_THE_WAY[kind]):
                    return self.left.pop(at)
            return None

    def put_back(self, kind: str) -> None:
        """It came to nothing: the server was just being started again."""
        with self._lock:
            self.left.append(kind)
