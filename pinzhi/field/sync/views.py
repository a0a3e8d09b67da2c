"""The addresses a phone speaks to (docs/sync.md)."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.field.sync.announcing import Unsent, note_outbox, status_of
from pinzhi.field.sync.answering import answered as _answered
from pinzhi.field.sync.answering import (
    handed_over,
    headed,
    now_and_epoch,
    read_body,
    reply,
    reply_text,
    who,
)
from pinzhi.field.sync.pulling import pull as pull_changes
from pinzhi.field.sync.pushes import Answer, Push, Sent
from pinzhi.field.sync.reading import Fields, is_sha256, read_moment
from pinzhi.field.sync.receiving import receive
from pinzhi.field.sync.refusals import BadOperation, BadRequest, TooMuch
from pinzhi.field.sync.states import Kind, State
from pinzhi.field.sync.telling import as_json, moment
from pinzhi.field.sync.tokens import sign_handover
from pinzhi.field.sync.uploading import CHUNK, complete_upload, keep_chunk, state_of
from pinzhi.people.models import Staff

DEVICE = re.compile(r"[0-9a-fA-F-]{36}")
MOST_OPERATIONS, MOST_UNSENT = 200, 5_000
LEAST_BYTES, MOST_BYTES, USUAL_BYTES = 20_000, 8_000_000, 4_000_000
ANSWERS = {
    State.ACCEPTED: ("accepted", 200),
    State.CONFLICT: ("conflict", 409),
    State.HELD: ("held", 202),
    State.WAITING: ("waiting", 202),
    State.DISCARDED: ("held", 202),
}


@_answered
@require_GET
def hello(request: HttpRequest) -> HttpResponse:
    """Who signs here, is this the server, and has the person of a hand-over token left?"""
    now, epoch = now_and_epoch()
    staff = request.user if isinstance(request.user, Staff) else None
    leaver = handed_over(request)
    told = {
        "csrf": get_token(request),
        "staff": staff.pk if staff else None,
        "left": leaver is not None and not leaver.is_active,
    }
    return reply(request, told, now=now, epoch=epoch)


@_answered
@require_GET
def pull(request: HttpRequest) -> HttpResponse:
    """What the person needs and this phone does not have."""
    staff = who(request).staff
    now, epoch = now_and_epoch()
    device = _device(request.GET.get("device", ""))
    change = pull_changes(
        staff,
        device=device,
        cursor=_cursor(request.GET.get("cursor", "")),
        epoch=epoch,
        most=_most(request.GET.get("most", "")),
        now=now,
    )
    told = headed(now, epoch) | {
        "me": {"id": staff.pk, "name": staff.name, "language": staff.language},
        "handover": sign_handover(staff.pk, device),
        "full": change.full,
        "gone": change.gone,
        "cursor": change.cursor,
        "more": change.more,
    }
    # the objects are JSON already
    return reply_text(request, f'{as_json(told)[:-1]},"set":[{",".join(change.set)}]}}')


@_answered
@require_POST
def push(request: HttpRequest) -> HttpResponse:
    """Take operations in."""
    sender = who(request, leavers=True)
    told = read_body(request)
    now, epoch = now_and_epoch()
    device = _device(told.raw("device"))
    sent = [_sent(one) for one in _rows(told, "operations", MOST_OPERATIONS)]
    batch = Push(
        sender.staff,
        device=device,
        now=now,
        sent_at=read_moment(told.raw("sent_at")),
        handed_over=sender.left,
    )
    answers = receive(batch, sent)
    found: dict[str, Any] = {"answers": [_answer(one, str(epoch)) for one in answers]}
    if told.has("outbox"):
        _announce(sender.staff, device, told, fresh=False, now=now)
        found["gap"] = status_of(sender.staff)["gap"]
    return reply(request, found, now=now, epoch=epoch)


@_answered
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """What this person's phones still hold, and what has gone missing from them."""
    staff = who(request).staff
    now, epoch = now_and_epoch()
    if request.method == "POST":
        told = read_body(request)
        try:
            fresh = told.flag("fresh")
        except BadOperation:
            raise BadRequest from None
        _announce(staff, _device(told.raw("device")), told, fresh=fresh, now=now)
    return reply(request, dict(status_of(staff)), now=now, epoch=epoch)


@_answered
@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, sha256: str) -> HttpResponse:
    """Which pieces of a file are here."""
    sender = who(request, leavers=True)
    state = state_of(sender.staff, _sha256(sha256))
    if request.method == "HEAD":
        return HttpResponse(status=200 if state["here"] else 404, content_type="application/json")
    return _file_reply(request, sender.staff, sha256)


@_answered
@require_http_methods(["PUT", "POST"])
def chunk(request: HttpRequest, sha256: str, number: int) -> HttpResponse:
    """Keep one piece of a file."""
    sender = who(request, leavers=True)
    size = request.GET.get("size", "")
    if not (size.isascii() and size.isdigit() and len(size) <= 12):  # noqa: PLR2004 -- a terabyte
        raise BadRequest
    content = request.body
    if len(content) > CHUNK:
        raise TooMuch
    keep_chunk(sender.staff, _sha256(sha256), number, size=int(size), content=content)
    return _file_reply(request, sender.staff, sha256)


@_answered
@require_POST
def complete(request: HttpRequest, sha256: str) -> HttpResponse:
    """Make the file of its pieces."""
    sender = who(request, leavers=True)
    complete_upload(sender.staff, _sha256(sha256))
    return _file_reply(request, sender.staff, sha256)


def _file_reply(request: HttpRequest, staff: Staff, sha256: str) -> HttpResponse:
    now, epoch = now_and_epoch()
    return reply(request, dict(state_of(staff, sha256)), now=now, epoch=epoch)


def _answer(one: Answer, epoch: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "uuid": one.uid,
        "body_hash": one.body_hash,
        "missing": list(one.missing),
        "flags": [],
        "result": {},
        "receipt": None,
    }
    if one.row is None:
        code, text = (one.refusal.code, str(one.refusal)) if one.refusal else ("", "")
        return found | {"answer": "refused", "status": 422, "code": code, "text": text}
    row = one.row
    answer, number = ANSWERS[State(row.state)]
    if row.state == State.ACCEPTED and not one.new:
        answer = "had"
    code, text = row.code, row.text
    if row.state == State.DISCARDED:
        code, text = "discarded", row.reason
    if row.state != State.WAITING and not one.missing:
        found["receipt"] = {
            "uuid": row.uid,
            "body_hash": row.body_hash,
            "files": row.files,
            "epoch": epoch,
            "received_at": moment(row.received_at),
        }
    return found | {
        "answer": answer,
        "status": number,
        "code": code,
        "text": text,
        "flags": row.flags,
        "result": row.result,
    }


def _announce(staff: Staff, device: str, told: Fields, *, fresh: bool, now: Any) -> None:
    try:
        outbox = [
            Unsent(one.uuid("uuid"), one.text("kind", 20), one.moment("captured_at"))
            for one in told.rows("outbox", MOST_UNSENT)
        ]
    except BadOperation:
        raise BadRequest from None
    known = [one for one in outbox if one.kind in Kind.values]
    note_outbox(staff, device, known, fresh=fresh, now=now)


def _rows(told: Fields, name: str, most: int) -> list[Fields]:
    if not isinstance(told.raw(name), list):
        raise BadRequest
    try:
        return told.rows(name, most)
    except BadOperation:
        raise BadRequest from None


def _sent(told: Fields) -> Sent:
    body = told.raw("body")
    try:
        uid, body_hash = told.uuid("uuid"), told.sha256("body_hash")
    except BadOperation:
        raise BadRequest from None
    if not isinstance(body, str):
        raise BadRequest
    return Sent(uid, body_hash, body)


def _device(value: object) -> str:
    if not isinstance(value, str) or not DEVICE.fullmatch(value):
        raise BadRequest
    return value.lower()


def _cursor(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def _most(value: str) -> int:
    wanted = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0  # noqa: PLR2004
    return min(max(wanted, LEAST_BYTES), MOST_BYTES) if wanted else USUAL_BYTES


def _sha256(value: str) -> str:
    if not is_sha256(value):
        raise BadRequest
    return value
