"""A phone's line to the server: what is no answer of the protocol is no answer at all."""

import gzip
import http.client
import json
import zlib
from http.cookies import SimpleCookie
from typing import Any

PROTOCOL = 1
BUSY = frozenset({429, 500, 502, 503, 504})
Told = dict[str, Any]


class NoAnswerError(Exception):
    """No conclusion can be drawn. `wait` is how long the server asked for, in seconds."""

    def __init__(self, why: str, wait: float = 0, status: int = 0) -> None:
        super().__init__(why)
        self.wait = wait
        self.status = status


class ProblemError(Exception):
    """The server said no, in the words of the protocol."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


class Wire:
    """One session's requests, each over a connection of its own."""

    def __init__(self, host: str, port: int, session: str, patience: float, name: str) -> None:
        self.host, self.port, self.patience, self.name = host, port, patience, name
        self.cookies = {"sessionid": session}
        self.csrf = ""

    def ask(self, method: str, path: str, json_: Any = None, raw: bytes | None = None) -> Told:
        """The answer, whatever it says. NoAnswerError, ProblemError."""
        body = raw if raw is not None else None if json_ is None else json.dumps(json_).encode()
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip"}
        headers["User-Agent"] = self.name
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method != "GET":
            headers["X-CSRFToken"] = self.csrf
            headers["Content-Type"] = (
                "application/octet-stream" if raw is not None else "application/json"
            )
        status, heads, content = self._send(method, path, body, headers)
        for line in heads.get_all("Set-Cookie", []):
            self.cookies.update({k: v.value for k, v in SimpleCookie(line).items()})
        found = self.read(status, heads, content)
        self.csrf = str(found.get("csrf", self.csrf))
        return found

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        call = http.client.HTTPConnection(self.host, self.port, timeout=self.patience)
        try:
            call.request(method, path, body, headers)
            answer = call.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as fault:
            raise NoAnswerError(repr(fault)) from None
        finally:
            call.close()

    def read(self, status: int, heads: http.client.HTTPMessage, content: bytes) -> Told:
        """An answer as docs/sync.md has it, and nothing else."""
        if status in BUSY:
            raise NoAnswerError(f"status {status}", _wait(heads), status)
        if heads.get_content_type() != "application/json":
            raise NoAnswerError("not our words", status=status)
        told = _parsed(content, zipped=heads.get("Content-Encoding") == "gzip")
        if told.get("protocol") != PROTOCOL:
            raise NoAnswerError("another protocol")
        if status == http.HTTPStatus.OK and told.get("epoch") and told.get("time_token"):
            return told
        if status >= http.HTTPStatus.BAD_REQUEST and told.get("code"):
            raise ProblemError(status, str(told["code"]))
        raise NoAnswerError(f"status {status}")


def _wait(heads: http.client.HTTPMessage) -> float:
    told = heads.get("Retry-After", "0")
    return float(told) if told.isdigit() else 0.0


def _parsed(content: bytes, *, zipped: bool) -> Told:
    try:
        told = json.loads(gzip.decompress(content) if zipped else content)
    except (ValueError, OSError, EOFError, zlib.error) as fault:
        raise NoAnswerError(repr(fault)) from None
    if not isinstance(told, dict):
        raise NoAnswerError("not an object")
    return told
