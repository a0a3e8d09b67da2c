"""What goes wrong with one request: each kind of fault on the line, told once it has happened."""

import asyncio
import json
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from pinzhi.bench.faults.agenda import Request
from pinzhi.bench.faults.proxy import CutError, Fault

KBIT_50 = 50_000 / 8  # bytes a second
ROUND_TRIP = 2.0  # seconds
LOST = 0.2  # share of connections on a bad line
SPELL = 3  # requests of one phone
COPIES = 8
RETRY_AFTER = 1  # second
PORTAL = b"<!DOCTYPE html><title>Free Wi-Fi</title><h1>Please accept our terms</h1>"
Trick = Callable[[Fault], Awaitable[None]]


async def cut_before_request(fault: Fault) -> None:
    fault.log()
    raise CutError


async def cut_request_body(fault: Fault) -> None:
    """The server gets the head and some bytes of the body, then the line is dead on both sides."""
    cut = fault.proxy.chance.randrange(len(fault.request.body))
    _, writer = await fault.proxy.connect()
    writer.write(fault.request.head + fault.request.body[:cut])
    await writer.drain()
    await asyncio.sleep(0.02)
    writer.transport.abort()
    fault.log(f"after {cut} of {len(fault.request.body)} bytes")
    raise CutError


async def cut_between_commit_and_reply(fault: Fault) -> None:
    reply = await fault.forward()
    fault.log(f"{len(reply)} bytes of reply withheld")
    raise CutError


async def cut_reply(fault: Fault) -> None:
    reply = await fault.forward()
    cut = fault.proxy.chance.randrange(1, len(reply))
    fault.writer.write(reply[:cut])
    await fault.writer.drain()
    await asyncio.sleep(0.02)
    fault.log(f"after {cut} of {len(reply)} bytes")
    raise CutError


async def delay(fault: Fault) -> None:
    seconds = fault.proxy.chance.uniform(0.3, 2.0)
    await asyncio.sleep(seconds)
    fault.writer.write(await fault.forward())
    fault.log(f"{seconds:.1f} s")


async def bad_line(fault: Fault) -> None:
    """50 kbit/s, two seconds there and back, one connection in five lost; for some requests."""
    proxy, request = fault.proxy, fault.request
    if fault.planned:
        proxy.spells[request.who] = SPELL
    await asyncio.sleep(ROUND_TRIP + len(request.body) / KBIT_50)
    if proxy.chance.random() < LOST:
        fault.log("lost")
        raise CutError
    reply = await fault.forward()
    await asyncio.sleep(len(reply) / KBIT_50)
    fault.writer.write(reply)
    fault.log()


def reply(status: str, body: bytes, kind: str = "text/html", *heads: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    text = "\r\n".join([*lines, *heads, "Connection: close", "", ""])
    return text.encode() + body


def saying(status: str, *heads: str, body: bytes = PORTAL) -> Trick:
    """Somebody else answers; the server hears nothing of it."""

    async def trick(fault: Fault) -> None:
        fault.writer.write(reply(status, body, "text/html; charset=utf-8", *heads))
        fault.log()

    return trick


def busy(status: str) -> Trick:
    async def trick(fault: Fault) -> None:
        fault.writer.write(reply(status, b"", "text/plain", f"Retry-After: {RETRY_AFTER}"))
        fault.proxy.not_before[fault.request.who] = time.monotonic() + RETRY_AFTER
        fault.log()

    return trick


async def reply_cut_json(fault: Fault) -> None:
    """What the server did is done; what the phone reads of it ends in the middle of a word."""
    told = json.dumps(_forged(fault.request, honest=True)).encode()
    cut = told[: fault.proxy.chance.randrange(1, len(told) - 1)]
    await fault.forward()
    fault.writer.write(reply("200 OK", cut, "application/json"))
    fault.log(f"after {len(cut)} of {len(told)} bytes")


async def reply_bad_gzip(fault: Fault) -> None:
    await fault.forward()
    broken = bytearray(zlib.compress(b'{"protocol": 1}' * 40, wbits=31))
    broken[len(broken) // 2] ^= 0xFF
    fault.writer.write(reply("200 OK", bytes(broken), "application/json", "Content-Encoding: gzip"))
    fault.log()


async def reply_wrong_type(fault: Fault) -> None:
    told = json.dumps(_forged(fault.request, honest=True)).encode()
    fault.writer.write(reply("200 OK", told, "text/plain"))
    fault.log()


async def forged_receipt(fault: Fault) -> None:
    """Receipts for what the server never saw: of another body or file, an invented epoch."""
    told = _forged(fault.request, honest=False, turn=fault.proxy.chance.randrange(6))
    fault.writer.write(reply("200 OK", json.dumps(told).encode(), "application/json"))
    fault.log(str(told["forged"]))


def _forged(request: Request, *, honest: bool, turn: int = 0) -> dict[str, Any]:
    """An answer made up from the request alone. `honest`: it would pass, were it whole."""
    epoch = str(uuid4())
    answers = [_answer(one, epoch) for one in request.operations]
    way = "" if honest else ("body_hash", "files", "uuid", "epoch", "none", "whole")[turn]
    for one in answers:
        if way in {"body_hash", "files", "uuid", "epoch"}:
            other = {"body_hash": "0" * 64, "files": ["0" * 64], "uuid": str(uuid4()), "epoch": ""}
            one["receipt"][way] = other[way]
        elif way == "none":
            one["receipt"] = None
    stamp = {"server_time": "2026-01-01T00:00:00+00:00", "time_token": "x", "forged": way}
    return {"protocol": 1, "epoch": epoch, "answers": answers, **stamp}


def _answer(one: dict[str, Any], epoch: str) -> dict[str, Any]:
    files = [file["sha256"] for file in json.loads(one["body"])["files"]]
    mine = {"uuid": one["uuid"], "body_hash": one["body_hash"]}
    receipt = {**mine, "files": files, "epoch": epoch, "received_at": ""}
    said = {"answer": "accepted", "status": 200, "code": "", "text": "", "missing": []}
    return {**mine, **said, "flags": [], "result": {}, "receipt": receipt}


async def replayed_request(fault: Fault) -> None:
    await fault.forward()
    fault.writer.write(await fault.forward())
    fault.log()


async def same_request_in_parallel(fault: Fault) -> None:
    works = [fault.forward() for _ in range(COPIES)]
    found = await asyncio.gather(*works, return_exceptions=True)
    whole = [one for one in found if isinstance(one, bytes)]
    fault.log(f"{COPIES} at once, {len(whole)} answered")
    if not whole:
        raise CutError
    fault.writer.write(fault.proxy.chance.choice(whole))


async def reordered_late_copy(fault: Fault) -> None:
    """The line looks dead; what was sent arrives seconds later, after what came next."""

    async def arrive() -> None:
        await asyncio.sleep(fault.proxy.chance.uniform(1.0, 3.0))
        try:
            await fault.forward()
        except CutError:
            return
        fault.log("arrived late")

    fault.fired = True  # as good as: the log has it when it arrives
    fault.proxy.later(arrive())
    raise CutError


async def damaged_piece(fault: Fault) -> None:
    """One byte of a file is another one when it arrives."""
    body = bytearray(fault.request.body)
    at = fault.proxy.chance.randrange(len(body))
    body[at] ^= 0x55
    fault.writer.write(await fault.proxy.forward(fault.request, body=bytes(body)))
    fault.log(f"byte {at} of {len(body)}")


async def kill_web_before_commit(fault: Fault) -> None:
    """kill -9 somewhere between the first byte that arrives and the last that is answered."""
    work = asyncio.ensure_future(fault.forward())
    await asyncio.sleep(fault.proxy.chance.uniform(0.0, 0.15))
    fault.proxy.kills["web"]()
    fault.log()
    fault.writer.write(await work)


async def kill_web_after_reply(fault: Fault) -> None:
    """The moment the phone has its receipt: what was acknowledged must be there afterwards."""
    fault.writer.write(await fault.forward())
    await fault.writer.drain()
    fault.proxy.kills["web"]()
    fault.log()


async def cut_database_connections(fault: Fault) -> None:
    work = asyncio.ensure_future(fault.forward())
    await asyncio.sleep(fault.proxy.chance.uniform(0.0, 0.1))
    fault.proxy.later(asyncio.to_thread(fault.proxy.kills["connections"]))
    fault.log()
    fault.writer.write(await work)


TRICKS: Mapping[str, Trick] = {
    "cut_before_request": cut_before_request,
    "cut_request_body": cut_request_body,
    "cut_between_commit_and_reply": cut_between_commit_and_reply,
    "cut_reply": cut_reply,
    "delay": delay,
    "bad_line": bad_line,
    "portal_200": saying("200 OK"),
    "portal_201": saying("201 Created"),
    "portal_302": saying("302 Found", "Location: http://portal.invalid/login"),
    "portal_511": saying("511 Network Authentication Required"),
    "reply_cut_json": reply_cut_json,
    "reply_bad_gzip": reply_bad_gzip,
    "reply_wrong_type": reply_wrong_type,
    "forged_receipt": forged_receipt,
    "error_500": saying("500 Internal Server Error"),
    "error_502": saying("502 Bad Gateway"),
    "error_503_retry_after": busy("503 Service Unavailable"),
    "error_429_retry_after": busy("429 Too Many Requests"),
    "replayed_request": replayed_request,
    "same_request_in_parallel": same_request_in_parallel,
    "reordered_late_copy": reordered_late_copy,
    "damaged_piece": damaged_piece,
    "kill_web_before_commit": kill_web_before_commit,
    "kill_web_after_reply": kill_web_after_reply,
    "cut_database_connections": cut_database_connections,
}
