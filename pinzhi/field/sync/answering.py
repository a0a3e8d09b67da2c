"""What every answer of the protocol has in common."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from pinzhi.common.refusals import Refusal
from pinzhi.field.sync.epoch import current_epoch
from pinzhi.field.sync.reading import Fields, load
from pinzhi.field.sync.refusals import BadOperation, BadRequest, MayNot, SignInFirst, TooMuch
from pinzhi.field.sync.telling import as_json
from pinzhi.field.sync.tokens import read_handover, sign_time
from pinzhi.people.models import Staff

PROTOCOL = 1
HANDOVER = "X-Pinzhi-Handover"
LARGEST_BODY = 4_000_000
WORTH_ZIPPING = 1_000
BUSY, SECONDS = 503, "5"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Who:
    """Whose work this is; `left` when it comes with a hand-over token, after the person left."""

    staff: Staff
    left: bool = False


def answered(view: View) -> View:
    """Every refusal of a view as JSON with its code, whatever the phone accepts."""

    @never_cache
    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return _refused(request, refusal.code, str(refusal), refusal.status)
        except RequestDataTooBig:
            return _refused(request, TooMuch.code, str(TooMuch.sentence), TooMuch.status)
        except PermissionDenied:
            return _refused(request, MayNot.code, str(MayNot.sentence), MayNot.status)
        except OperationalError:
            answer = _refused(request, "busy", "", BUSY)
            answer["Retry-After"] = SECONDS
            return answer

    return serve


def _refused(request: HttpRequest, code: str, detail: str, status: int) -> HttpResponse:
    body = as_json({"protocol": PROTOCOL, "code": code, "detail": detail})
    answer = _respond(request, body, status)
    answer["X-Refusal"] = code
    return answer


def reply(
    request: HttpRequest, told: dict[str, Any], *, now: datetime, epoch: UUID
) -> HttpResponse:
    """An answer of status 200: what was told, with protocol, epoch and the signed time."""
    return _respond(request, as_json(headed(now, epoch) | told), 200)


def reply_text(request: HttpRequest, told: str) -> HttpResponse:
    return _respond(request, told, 200)


def headed(now: datetime, epoch: UUID) -> dict[str, Any]:
    return {
        "protocol": PROTOCOL,
        "epoch": str(epoch),
        "server_time": now.isoformat(),
        "time_token": sign_time(now),
    }


def _respond(request: HttpRequest, text: str, status: int) -> HttpResponse:
    body = text.encode()
    zipped = len(body) >= WORTH_ZIPPING and "gzip" in request.headers.get("Accept-Encoding", "")
    if zipped:
        body = gzip.compress(body, 5)
    answer = HttpResponse(body, status=status, content_type="application/json")
    if zipped:
        answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding, Cookie"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def who(request: HttpRequest, *, leavers: bool = False) -> Who:
    """The person of the session; or, where leavers may, the one a hand-over token names."""
    user = request.user
    if isinstance(user, Staff):
        return Who(user)
    found = handed_over(request) if leavers else None
    if found is None or found.is_active:
        raise SignInFirst
    return Who(found, left=True)


def handed_over(request: HttpRequest) -> Staff | None:
    """The person whose hand-over token the phone carries."""
    token = read_handover(request.headers.get(HANDOVER, ""))
    return Staff.objects.filter(pk=token.staff_id).first() if token else None


def read_body(request: HttpRequest) -> Fields:
    """The JSON object of a request, unzipped if need be. BadRequest, TooMuch."""
    body = request.body
    if request.headers.get("Content-Encoding", "") == "gzip":
        body = _unzipped(body)
    if len(body) > LARGEST_BODY:
        raise TooMuch
    try:
        return Fields(load(body))
    except BadOperation:
        raise BadRequest from None


def _unzipped(body: bytes) -> bytes:
    try:
        unpacker = zlib.decompressobj(wbits=31)
        found = unpacker.decompress(body, LARGEST_BODY + 1)
    except zlib.error:
        raise BadRequest from None
    if not unpacker.eof and len(found) <= LARGEST_BODY:
        raise BadRequest
    return found


def now_and_epoch() -> tuple[datetime, UUID]:
    return timezone.now(), current_epoch()
