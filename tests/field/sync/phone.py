"""A phone as the tests need one: it makes operations, sends them, and keeps what it is told."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.field.sync.tokens import sign_time
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from tests.photos import picture

Operation = dict[str, str]
CHUNK = 262_144


class Phone:
    """One installation in one person's hands."""

    def __init__(self, staff: Staff, *, signed_in: bool = True) -> None:
        self.staff, self.device = staff, str(uuid4())
        self.client = Client(raise_request_exception=True)
        if signed_in:
            self.client.force_login(staff)
        self.seen = sign_time(timezone.now())

    def make(self, kind: str, *, uid: str = "", **changes: Any) -> Operation:
        """One operation; `data` holds the kind's own fields, everything else is replaced."""
        body = {
            "kind": kind,
            "author": self.staff.pk,
            "captured_at": timezone.now().isoformat(),
            "monotonic_ms": None,
            "seen": self.seen,
            "base_version": None,
            "parent": None,
            "files": [],
            "data": {},
            **changes,
        }
        text = json.dumps(body, default=str, ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return {"uuid": uid or str(uuid4()), "body_hash": digest, "body": text}

    def record(
        self,
        task: Task,
        *values: str,
        at: datetime | None = None,
        photos: Sequence[str] = (),
        **changes: Any,
    ) -> Operation:
        """A filled checklist; the photos belong to its first answer."""
        items = task.checklist.items.all()
        given = zip(items, values or ("pass", "0.3", ""), strict=True)
        at = at or timezone.now()
        answers: list[dict[str, Any]] = [{"item": i.pk, "value": v} for i, v in given]
        answers[0]["photos"] = list(photos)
        data = {"task": task.pk, "started_at": at.isoformat(), "answers": answers}
        data |= changes.pop("data", {})
        return self.make("record.submit", captured_at=at.isoformat(), data=data, **changes)

    def push(self, *operations: Operation, **more: Any) -> list[dict[str, Any]]:
        answer = self.post("sync:push", {**self.envelope(operations), **more})
        assert answer.status_code == 200, answer.content
        found: list[dict[str, Any]] = answer.json()["answers"]
        return found

    def envelope(self, operations: Sequence[Operation]) -> dict[str, Any]:
        return {
            "device": self.device,
            "sent_at": timezone.now().isoformat(),
            "operations": list(operations),
        }

    def pull(self, cursor: str = "", **query: Any) -> dict[str, Any]:
        told = {"device": self.device, "cursor": cursor, **query}
        answer: Any = self.client.get(reverse("sync:pull"), told, headers=JSON)
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def post(self, name: str, body: Any, **headers: str) -> Any:
        return self.client.post(
            reverse(name),
            json.dumps(body, default=str),
            content_type="application/json",
            headers={**JSON, **headers},
        )

    def photo(self, shade: int = 100, **changes: Any) -> tuple[dict[str, Any], bytes]:
        """What an operation declares of a photo, and its bytes."""
        content = picture(shade)
        declared = {
            "uuid": str(uuid4()),
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "kind": "photo",
            "captured_at": timezone.now().isoformat(),
        }
        return {**declared, **changes}, content

    def send_file(self, content: bytes, **headers: str) -> Any:
        """All pieces of a file, and that these were all."""
        digest = hashlib.sha256(content).hexdigest()
        for number, start in enumerate(range(0, len(content), CHUNK)):
            self.send_chunk(content, number, content[start : start + CHUNK], **headers)
        return self.complete(digest, **headers)

    def send_chunk(self, content: bytes, number: int, piece: bytes, **headers: str) -> Any:
        digest = hashlib.sha256(content).hexdigest()
        address = reverse("sync:chunk", args=[digest, number]) + f"?size={len(content)}"
        kind = "application/octet-stream"
        return self.client.put(address, piece, content_type=kind, headers={**JSON, **headers})

    def complete(self, digest: str, **headers: str) -> Any:
        address = reverse("sync:complete", args=[digest])
        return self.client.post(
            address, "{}", content_type="application/json", headers={**JSON, **headers}
        )

    def file(self, digest: str) -> dict[str, Any]:
        answer: Any = self.client.get(reverse("sync:file", args=[digest]), headers=JSON)
        found: dict[str, Any] = answer.json()
        return found


JSON = {"accept": "application/json"}
