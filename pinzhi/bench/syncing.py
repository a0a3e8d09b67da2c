"""bench sync: phones push records through the whole stack, twice; one pulls a large site."""

import gzip
import hashlib
import json
import statistics
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.bench.ground import found_sites, hire, plan_all, publish
from pinzhi.bench.intake import PROCESSES, Ground, rate
from pinzhi.bench.paging import signed_in
from pinzhi.bench.processor import processor_seconds
from pinzhi.bench.results import Result, at_least, at_most, told
from pinzhi.cases.models import Case
from pinzhi.field.sync.models import Operation, Upload
from pinzhi.field.sync.tokens import sign_time
from pinzhi.files.models import Evidence
from pinzhi.people.roles import Role
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Task
from pinzhi.records.models import Record
from pinzhi.records.submissions import Submission

BATCH = 20
POINTS, CHECKLISTS, ITEMS, CASES = 2_000, 200, 100, 200
MEGABYTE = 1_000_000
JSON = {"accept": "application/json", "accept-encoding": "gzip"}
Push = tuple[str, str]  # staff number, the request's body


def bench_intake_by_phone(records: int, runs: int) -> list[Result]:
    """Records with the metadata of their photo, by push, from two processes; then all again."""
    ground = Ground(records * runs + 100)
    for site, worker in ground.workers.items():
        Task.objects.filter(site=site).update(assignee=worker)
        Upload.objects.create(
            by=worker, sha256=ground.blob.sha256, size=ground.blob.size, blob=ground.blob
        )
    rate(push, pushes(ground, 100), PROCESSES)  # warm
    before = Record.objects.count()
    first, again, spent = [], [], []
    for _ in range(runs):
        batch = pushes(ground, records)
        found, took = processor_seconds(partial(rate, push, batch, PROCESSES))
        first.append(found * BATCH)
        spent += [] if took is None else [took / records * 1000]
        again.append(rate(push, batch, PROCESSES) * BATCH)
    made = Record.objects.count() - before
    kept = Operation.objects.filter(state="accepted").count() - before
    return [
        at_least("sync", "records taken in by push", statistics.median(first), 100, "records/s"),
        *(
            [told("sync", "processors' time of a record", statistics.median(spent), "ms")]
            if spent
            else []
        ),
        told("sync", "the same once more", statistics.median(again), "records/s"),
        at_most("sync", "records lost or doubled", abs(made - len(first) * records), 0),
        at_most("sync", "operations lost or doubled", abs(kept - made), 0),
    ]


def pushes(ground: Ground, records: int) -> list[Push]:
    """What phones would send: twenty records of one person at a time, their photos being here."""
    mine: dict[str, list[dict[str, str]]] = {}
    found: list[Push] = []
    for submission, task, by in ground.submissions(records):
        batch = mine.setdefault(by.number, [])
        batch.append(operation(submission, task, by.pk, ground.blob.sha256))
        if len(batch) == BATCH:
            found.append((by.number, envelope(batch)))
            del mine[by.number]
    found += [(number, envelope(batch)) for number, batch in mine.items()]
    Evidence.objects.all().exclude(answers__isnull=False).delete()  # filed by the push itself
    return found


def operation(submission: Submission, task: Task, author: int, sha256: str) -> dict[str, str]:
    at = submission.captured_at.isoformat()
    photos = [
        {"uuid": str(uid), "sha256": sha256, "size": 1, "kind": "photo", "captured_at": at}
        for uid in sorted(submission.evidence_uids)
    ]
    answers = [
        {"item": one.item_id, "value": one.value, "photos": [str(uid) for uid in one.photos]}
        for one in submission.answers
    ]
    data = {"task": task.pk, "started_at": at, "answers": answers}
    body = json.dumps(
        {
            "kind": "record.submit",
            "author": author,
            "captured_at": at,
            "seen": sign_time(task.opens_at),
            "files": photos,
            "data": data,
        }
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {"uuid": str(submission.uid), "body_hash": digest, "body": body}


def envelope(operations: Sequence[dict[str, str]]) -> str:
    sent_at = timezone.now().isoformat()
    return json.dumps({"device": str(uuid4()), "sent_at": sent_at, "operations": operations})


def push(batch: Sequence[Push]) -> None:
    clients: dict[str, Client] = {}
    for number, body in batch:
        if number not in clients:
            clients[number] = signed_in(number)
        address = reverse("sync:push")
        answer: Any = clients[number].post(
            address, body, content_type="application/json", headers=JSON
        )
        wrong = [a for a in unzipped(answer)["answers"] if a["answer"] not in {"accepted", "had"}]
        if wrong:
            raise RuntimeError(f"not taken in: {wrong[0]}")


def unzipped(answer: Any) -> Any:
    zipped = answer.headers.get("Content-Encoding") == "gzip"
    return json.loads(gzip.decompress(answer.content) if zipped else answer.content)


def bench_pull(runs: int) -> list[Result]:
    """One worker of a site of 2,000 points, 20,000 check items and 200 open cases."""
    client = signed_in(large_site())
    address = reverse("sync:pull")
    asked = {"device": str(uuid4()), "most": "8000000"}
    whole, nothing = [], []
    size = plain = 0
    for _ in range(runs + 1):
        began = perf_counter()
        answer: Any = client.get(address, asked, headers=JSON)
        whole.append(perf_counter() - began)
        size = len(answer.content)
        found = unzipped(answer)
        plain = len(json.dumps(found, ensure_ascii=False).encode())
        began = perf_counter()
        client.get(address, {**asked, "cursor": found["cursor"]}, headers=JSON)
        nothing.append(perf_counter() - began)
    counts = dict.fromkeys(("task", "place", "checklist", "case"), 0)
    for one in found["set"]:
        kind = one["key"].split(":")[0]
        counts[kind] = counts.get(kind, 0) + 1
    if counts["task"] != POINTS or counts["case"] != CASES:
        raise RuntimeError(f"not all of it was told: {counts}")
    return [
        at_most("sync", f"first pull, {POINTS:,} points, first time", whole[0], 1, "s"),
        at_most("sync", "the same, later", statistics.median(whole[1:]), 1, "s"),
        told("sync", "pull when nothing has changed", statistics.median(nothing), "s"),
        at_most("sync", "first pull, compressed", size / MEGABYTE, 1, "MB"),
        told("sync", "first pull, plain", plain / MEGABYTE, "MB"),
    ]


def large_site(checklists: int = CHECKLISTS, items: int = ITEMS) -> str:
    """The number of the worker whose day it is: POINTS tasks, CASES open cases."""
    (site,) = found_sites(1)
    plan_all(publish(checklists, items), targets=POINTS // checklists)
    worker = hire("PULL", site, Role.WORKER)
    now = timezone.now()
    fill_site(site, start=now - timedelta(days=2), until=now + timedelta(days=1))
    newest = Task.objects.order_by("-opens_at", "pk").values("pk")[:POINTS]
    Task.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
        assignee=worker,
        opens_at=now,
        closes_at=now + timedelta(hours=8),
        lost_at=now + timedelta(hours=8),
    )
    open_cases(site, worker.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return worker.number


def open_cases(site: Site, owner: int) -> None:
    now = timezone.now()
    Case.objects.bulk_create(
        Case(
            site=site,
            title=f"第{n}处不合格",
            department="engineering",
            status="assigned",
            owner_id=owner,
            opened_at=now,
            due_at=now + timedelta(days=7),
        )
        for n in range(CASES)
    )
