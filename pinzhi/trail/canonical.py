"""What is hashed, byte for byte: our own form, independent of any library's or server's output.

An event is the fields of `FIELDS` in that order, each as `<length in characters>:<text>`, a missing
one as `-`, encoded as UTF-8. Times are ISO 8601 in UTC with microseconds, JSON has sorted keys and
no blanks, numbers in it keep the digits they were stored with.
"""

import json
from hashlib import sha256

EMPTY_JSON = "{}"
NO_HASH = bytes(32)
LEAF = 8

# PostgreSQL turns each field into text, so that even values Python cannot hold are compared.
FIELDS = (
    "e.id::text",
    "(e.at AT TIME ZONE 'UTC')::text",
    "(e.captured_at AT TIME ZONE 'UTC')::text",
    "e.actor_id::text",
    "e.actor_name",
    "e.verb",
    "e.object_type",
    "e.object_id",
    "e.object_title",
    "e.site_id::text",
    "e.before::text",
    "e.after::text",
    "e.reason",
    "e.ip::text",
    "e.request_id",
)
Row = tuple[str | None, ...]
_AT, _CAPTURED, _BEFORE, _AFTER = 1, 2, 10, 11
_SECONDS, _MICROSECONDS = len("2026-01-01T00:00:00"), len("2026-01-01T00:00:00.000000")


def utc_text(text: str | None) -> str | None:
    """`2026-01-01 08:00:00.5` as `2026-01-01T08:00:00.500000Z`; infinity and BC as they are."""
    if text is None or not text[:1].isdigit() or text.endswith("BC"):
        return text
    whole = text.replace(" ", "T")
    if len(whole) == _SECONDS:
        whole += "."
    return whole.ljust(_MICROSECONDS, "0") + "Z"


def json_text(text: str | None) -> str | None:
    """JSON with sorted keys and no blanks; numbers digit by digit."""
    if text is None or text == EMPTY_JSON:
        return text
    try:
        value = json.loads(text, parse_int=_digits, parse_float=_digits)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    except RecursionError:
        return text


def _digits(number: str) -> str:
    # PostgreSQL keeps no NUL inside JSON, so no string can be taken for a number.
    return f"\0{number}"


def event_digest(row: Row) -> bytes:
    """SHA-256 of one event, given its `FIELDS` as text."""
    fields = list(row)
    fields[_AT] = utc_text(fields[_AT])
    fields[_CAPTURED] = utc_text(fields[_CAPTURED])
    fields[_BEFORE] = json_text(fields[_BEFORE])
    fields[_AFTER] = json_text(fields[_AFTER])
    return sha256(frame(fields).encode()).digest()


def frame(fields: list[str | None]) -> str:
    return "".join(["-" if field is None else f"{len(field)}:{field}" for field in fields])


def block_hash(header: list[str | None], prev_hash: bytes, digests: list[bytes]) -> bytes:
    """SHA-256 over the hash before, the block's own header, and its events' digests in id order."""
    seal = sha256(prev_hash)
    seal.update(frame(header).encode())
    seal.update(b"".join(digests))
    return seal.digest()


def leaves_of(digests: list[bytes]) -> bytes:
    return b"".join([digest[:LEAF] for digest in digests])
