"""From the text a phone sent to an operation. It trusts nothing that came in."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from pinzhi.field.sync.refusals import BadOperation, WrongHash
from pinzhi.field.sync.states import Kind
from pinzhi.field.sync.tokens import read_time
from pinzhi.files.models import Evidence

LONGEST_BODY = 200_000
MOST_FILES = 200
MOST_ANSWERS = 2_000
MOST_PHOTOS = 10
LARGEST_KEY = 2**63 - 1
LONGEST_AWAY = timedelta(days=400)
SHA256_LENGTH = 64
HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class DeclaredFile:
    """A picture or voice note of an operation: its own name, its bytes' hash, what it is."""

    uid: UUID
    sha256: str
    kind: Evidence.Kind
    captured_at: datetime


@dataclass(frozen=True)
class Told:
    """One operation as it was told; `data` is read by the kind's own deed."""

    uid: UUID
    body_hash: str
    body: str
    kind: Kind
    author: int
    captured_at: datetime
    elapsed: timedelta | None
    seen: datetime | None
    base_version: str
    parent: UUID | None
    files: tuple[DeclaredFile, ...]
    data: "Fields"

    @property
    def hashes(self) -> list[str]:
        return sorted({one.sha256 for one in self.files})


class Fields:
    """The fields of one JSON object, each asked for by the shape it must have. BadOperation."""

    def __init__(self, told: object, name: str = "") -> None:
        if not isinstance(told, dict):
            raise BadOperation(f"{name or 'body'}: expected an object")
        self._told: Mapping[str, Any] = told
        self._name = name

    def has(self, name: str) -> bool:
        return self._told.get(name) is not None

    def bad(self, name: str) -> BadOperation:
        return BadOperation(f"{self._name}{name}: not as it should be")

    def text(self, name: str, most: int, *, least: int = 0) -> str:
        value = self._told.get(name, "")
        if not isinstance(value, str):
            raise self.bad(name)
        value = value.strip()
        if not least <= len(value) <= most or "\x00" in value or not encodable(value):
            raise self.bad(name)
        return value

    def key(self, name: str) -> int:
        value = self._told.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_KEY:
            raise self.bad(name)
        return value

    def key_or_none(self, name: str) -> int | None:
        return self.key(name) if self.has(name) else None

    def uuid(self, name: str) -> UUID:
        return _uuid(self._told.get(name), self.bad(name))

    def uuid_or_none(self, name: str) -> UUID | None:
        return self.uuid(name) if self.has(name) else None

    def uuids(self, name: str) -> tuple[UUID, ...]:
        found = self._told.get(name, [])
        if not isinstance(found, list) or len(found) > MOST_PHOTOS:
            raise self.bad(name)
        return tuple(dict.fromkeys(_uuid(one, self.bad(name)) for one in found))

    def flag(self, name: str) -> bool:
        value = self._told.get(name, False)
        if not isinstance(value, bool):
            raise self.bad(name)
        return value

    def moment(self, name: str) -> datetime:
        found = _moment(self._told.get(name))
        if found is None:
            raise self.bad(name)
        return found

    def sha256(self, name: str) -> str:
        value = self._told.get(name)
        if not isinstance(value, str) or not is_sha256(value):
            raise self.bad(name)
        return value

    def milliseconds(self, name: str) -> timedelta | None:
        value = self._told.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.bad(name)
        most = LONGEST_AWAY.total_seconds() * 1000
        return timedelta(milliseconds=min(max(float(value), 0), most)) if value == value else None  # noqa: PLR0124 -- not a number

    def raw(self, name: str) -> object:
        return self._told.get(name)

    def fields(self, name: str) -> "Fields":
        return Fields(self._told.get(name), f"{self._name}{name}.")

    def rows(self, name: str, most: int) -> list["Fields"]:
        found = self._told.get(name, [])
        if not isinstance(found, list) or len(found) > most:
            raise self.bad(name)
        return [Fields(one, f"{self._name}{name}.") for one in found]


def read_told(uid: UUID, body_hash: str, body: str) -> Told:
    """Read one operation. WrongHash when the text is not the one that was hashed; BadOperation."""
    if len(body) > LONGEST_BODY or not encodable(body):
        raise BadOperation("body: too long or not text")
    if hashlib.sha256(body.encode()).hexdigest() != body_hash:
        raise WrongHash
    if "\x00" in body:
        raise BadOperation("body: not text")
    told = Fields(load(body))
    kind = told.raw("kind")
    if not isinstance(kind, str) or kind not in Kind.values:
        raise told.bad("kind")
    data = told.fields("data")
    return Told(
        uid=uid,
        body_hash=body_hash,
        body=body,
        kind=Kind(str(kind)),
        author=told.key("author"),
        captured_at=told.moment("captured_at"),
        elapsed=told.milliseconds("monotonic_ms"),
        seen=read_time(told.raw("seen")),
        base_version=told.text("base_version", 60) if told.has("base_version") else "",
        parent=told.uuid_or_none("parent") or _named(data),
        files=tuple(_file(one) for one in told.rows("files", MOST_FILES)),
        data=data,
    )


def _named(data: Fields) -> UUID | None:
    """The operation that a case is named by is its parent, said or not."""
    ref = data.raw("case")
    return data.fields("case").uuid("operation") if isinstance(ref, dict) else None


def _file(told: Fields) -> DeclaredFile:
    kind = told.raw("kind")
    if kind not in {Evidence.Kind.PHOTO, Evidence.Kind.SIGNATURE, Evidence.Kind.VOICE}:
        raise told.bad("kind")
    return DeclaredFile(
        told.uuid("uuid"),
        told.sha256("sha256"),
        Evidence.Kind(str(kind)),
        told.moment("captured_at"),
    )


def load(text: str | bytes) -> object:
    """JSON without its holes: no NaN, no nesting deep enough to hurt. BadOperation."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadOperation("not JSON") from None


def is_sha256(text: str) -> bool:
    return len(text) == SHA256_LENGTH and HEX.issuperset(text)


def encodable(text: str) -> bool:
    """Whether it is text at all: half a surrogate pair is not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_moment(value: object) -> datetime | None:
    return _moment(value)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _uuid(value: object, bad: BadOperation) -> UUID:
    if not isinstance(value, str):
        raise bad
    try:
        return UUID(value)
    except ValueError:
        raise bad from None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str) or len(value) > SHA256_LENGTH:
        return None
    try:
        found = parse_datetime(value)
    except ValueError:
        return None
    if found is None or found.tzinfo is None:
        return None
    try:  # the ends of the calendar have no other zone
        found = found.astimezone(UTC)
    except OverflowError:
        return None
    return found if 2000 <= found.year < 2200 else None  # noqa: PLR2004 -- the life of the product
