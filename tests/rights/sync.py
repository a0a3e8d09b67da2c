"""What phones send and pull, and the tray."""

import hashlib
import json
from typing import Any
from uuid import uuid4

from django.utils import timezone

from pinzhi.field.sync.models import Operation, Phone
from pinzhi.places.models import Role
from tests.rights.field import a_task
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

DECIDERS = {Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN}
DEVICE = "00000000-0000-4000-8000-000000000001"
BYTES = b"piece"
HASH = hashlib.sha256(BYTES).hexdigest()


def held(ground: Ground, *, to_show: bool = False, state: str = "held") -> Operation:
    """A note of the worker's that lies in the tray."""
    author = ground.people[Role.WORKER]
    now = timezone.now().isoformat()
    told = {"task": a_task(ground).pk, "text": "x"}
    body = {"kind": "task.note", "author": author.pk, "captured_at": now, "data": told}
    text = json.dumps(body)
    return Operation.objects.create(
        uid=uuid4(),
        body_hash=hashlib.sha256(text.encode()).hexdigest(),
        body=text,
        kind="task.note",
        by=author,
        site=ground.site,
        device=DEVICE,
        captured_at=timezone.now(),
        received_at=timezone.now(),
        state=state,
        code="no_right" if state == "held" else "",
        to_show=to_show,
    )


def operation(ground: Ground) -> Kwargs:
    return {"pk": ground.once("sync.held", lambda: held(ground)).pk}


def doubtful(ground: Ground) -> Kwargs:
    def make() -> Operation:
        return held(ground, to_show=True, state="accepted")

    return {"pk": ground.once("sync.doubtful", make).pk}


def phone(ground: Ground) -> Kwargs:
    def make() -> Phone:
        return Phone.objects.create(
            staff=ground.people[Role.WORKER],
            device=DEVICE,
            site=ground.site,
            outbox=2,
            reported_at=timezone.now(),
        )

    return {"pk": ground.once("sync.phone", make).pk}


def reason(_: Ground) -> Kwargs:
    return {"reason": "拍重了"}


def pulled(_: Ground) -> Kwargs:
    return {"device": DEVICE, "cursor": "", "most": "20000"}


def pushed(_: Ground) -> dict[str, Any]:
    text = '{"kind":"task.note"}'
    digest = hashlib.sha256(text.encode()).hexdigest()
    sent = {"uuid": str(uuid4()), "body_hash": digest, "body": text}
    now = timezone.now().isoformat()
    return {"device": DEVICE, "sent_at": now, "outbox": [], "operations": [sent]}


def reported(_: Ground) -> dict[str, Any]:
    waits = {"uuid": str(uuid4()), "kind": "task.note", "captured_at": timezone.now().isoformat()}
    return {"device": DEVICE, "fresh": False, "outbox": [waits]}


SIGNED_IN = Sort.SIGNED_IN
SEES = DECIDERS | {Role.WORKER}  # the worker made it
HIDDEN = EVERY - SEES

RULES = [
    Rule("sync:hello", sort=Sort.PUBLIC, json=True),
    Rule("sync:pull", sort=SIGNED_IN, query=pulled, json=True, ok={200, 422}),
    Rule("sync:push", POST, sort=SIGNED_IN, body=pushed, json=True),
    Rule("sync:status", sort=SIGNED_IN, json=True),
    Rule("sync:status", POST, sort=SIGNED_IN, body=reported, json=True),
    Rule("sync:file", sort=SIGNED_IN, at=lambda _: {"sha256": HASH}, json=True),
    Rule(
        "sync:chunk",
        POST,
        sort=SIGNED_IN,
        at=lambda _: {"sha256": HASH, "number": 0},
        json=True,
        wrong_method=False,  # numbers of pieces have no rows to be missing
    ),
    Rule("sync:complete", POST, sort=SIGNED_IN, at=lambda _: {"sha256": HASH}, json=True),
    Rule("sync:tray", may=DECIDERS, sort=Sort.LIST),
    Rule("sync:operation", may=SEES, at=operation, hidden=HIDDEN),
    Rule("sync:accept", POST, may=DECIDERS, at=operation, body=reason, hidden=HIDDEN),
    Rule("sync:discard", POST, may=DECIDERS, at=operation, body=reason, hidden=HIDDEN),
    Rule("sync:seen", POST, may=DECIDERS, at=doubtful, hidden=HIDDEN),
    Rule("sync:close_gap", POST, may=DECIDERS, at=phone, body=reason),
]
