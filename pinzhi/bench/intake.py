"""bench intake and bench trail: handing records in, against a bare program that writes the same."""

import os
import statistics
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any
from unittest import mock
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from pinzhi.bench.ground import found_sites, hire, plan_all, publish
from pinzhi.bench.results import Result, at_least, at_most, told
from pinzhi.bench.scratch import bare
from pinzhi.cases.actions import hand_in_record
from pinzhi.files.models import Blob, Evidence
from pinzhi.people.models import Staff
from pinzhi.people.roles import Role
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Task
from pinzhi.records.submissions import Given, Submission
from pinzhi.trail import actions as trail

ITEMS, PROCESSES, PER_SITE = 20, 2, 200
DAY = timedelta(days=1)
Work = Callable[[Sequence[Any]], None]


class Ground:
    """Sites whose tasks of some days wait to be done, and the photo that each record shows."""

    def __init__(self, records: int) -> None:
        sites = found_sites(10)
        self.edition = publish(10, ITEMS)
        plan_all(self.edition, targets=PER_SITE // 10)
        self.workers = {site.pk: hire(f"W{site.pk}", site, Role.WORKER) for site in sites}
        zone = ZoneInfo("Asia/Shanghai")
        first = timezone.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        days = -(-records // (len(sites) * PER_SITE)) + 1
        for site in sites:
            fill_site(site, start=first - days * DAY, until=first)
        self.blob = Blob.objects.create(
            sha256=sha256(b"bench").hexdigest(), size=1, media_type="image/jpeg", original="bench"
        )
        self._tasks = iter(Task.objects.order_by("pk"))

    def submissions(self, how_many: int) -> list[tuple[Submission, Task, Staff]]:
        """What devices would hand in, their photos being here already."""
        found, photos = [], []
        for _ in range(how_many):
            task = next(self._tasks)
            task.checklist_id  # noqa: B018 -- loaded
            by = self.workers[task.site_id]
            at = task.opens_at + timedelta(minutes=20)
            photo = Evidence(
                uid=uuid4(), site_id=task.site_id, blob=self.blob, kind="photo", by=by,
                captured_at=at,
            )  # fmt: skip
            photos.append(photo)
            found.append((_submission(task, at, photo.uid, self._items(task)), task, by))
        Evidence.objects.bulk_create(photos, batch_size=1_000)
        return found

    def _items(self, task: Task) -> list[int]:
        if not hasattr(self, "_known"):
            self._known: dict[int, list[int]] = {
                c.pk: [item.pk for item in c.items.all()]
                for c in self.edition.checklists.prefetch_related("items")
            }
        return self._known[task.checklist_id]


def _submission(task: Task, at: datetime, photo: UUID, items: Sequence[int]) -> Submission:
    answers = [Given(item, "pass", photos=() if n else (photo,)) for n, item in enumerate(items)]
    return Submission(uuid4(), task.opens_at, at, answers)


def by_deed(batch: Sequence[Any]) -> None:
    """As the page does it: the person and the task are looked up, then the deed."""
    for submission, task, by in batch:
        person = Staff.objects.get(pk=by.pk)
        fresh = Task.objects.select_related("checklist").get(pk=task.pk)
        hand_in_record(submission, task=fresh, by=person)


RECORD = """INSERT INTO records_record (uid, site_id, task_id, checklist_id, place_id, by_id, title,
 started_at, captured_at, received_at, body_hash, proof, total, deducted, failed, note)
 VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,now(),%s,'',100,0,0,'')"""
ANSWER = (
    """INSERT INTO records_answer (record_id, item_id, value, verdict, note)
 VALUES """  # noqa: S608 -- constants only
    + ", ".join(["(%s,%s,'pass','pass','')"] * ITEMS)
    + " RETURNING id"
)
SHOWN = "INSERT INTO records_answerevidence (answer_id, evidence_id, shows) VALUES (%s,%s,'found')"
DONE = "UPDATE plans_task SET status = 'done', done_at = %s, assignee_id = %s WHERE id = %s"
EVENT = """INSERT INTO trail_event (captured_at, actor_id, actor_name, verb, object_type, object_id,
 object_title, site_id, before, after, reason, request_id)
 VALUES (%s,%s,%s,%s,%s,%s,%s,%s,'{}',%s,'','')"""


def by_psycopg(batch: Sequence[Any]) -> None:
    """The same rows by a program that checks nothing; psycopg prepares its statements itself."""
    with bare() as db:
        for submission, task, by in batch:
            _write(db, submission, task, by)
            db.commit()


def _write(db: Any, submission: Submission, task: Task, by: Staff) -> None:
    uid, at = submission.uid, submission.captured_at
    digest = sha256(uid.bytes).hexdigest()
    db.execute(
        RECORD,
        (uid, task.site_id, task.pk, task.checklist_id, task.place_id, by.pk, task.title,
         submission.started_at, at, digest),
    )  # fmt: skip
    values = [value for given in submission.answers for value in (uid, given.item_id)]
    first = db.execute(ANSWER, values).fetchone()[0]
    db.execute(SHOWN, (first, submission.answers[0].photos[0]))
    db.execute(DONE, (at, by.pk, task.pk))
    for verb, kind, key in (
        ("task.done", "plans.task", str(task.pk)),
        ("record.submitted", "records.record", str(uid)),
    ):
        after = f'{{"hash": "{digest}"}}'
        db.execute(EVENT, (at, by.pk, by.name, verb, kind, key, task.title, task.site_id, after))


def rate(work: Work, batch: Sequence[Any], processes: int) -> float:
    """Records a second of so many processes that share the batch; the slowest one counts."""
    connection.close()
    began = perf_counter()
    children = []
    for at in range(processes):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work(batch[at::processes])
                connection.close()
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    failed = [pid for pid in children if os.waitpid(pid, 0)[1]]
    took = perf_counter() - began
    if failed:
        raise RuntimeError("a process of the bench failed")
    return len(batch) / took


@contextmanager
def without_trail() -> Any:
    """The deeds as they would be if nothing were written down."""
    nothing: dict[str, Any] = {"record": None, "record_many": []}
    with ExitStack() as stack:
        for name, value in nothing.items():
            stack.enter_context(mock.patch.object(trail, name, return_value=value))
        yield


def bench_intake(records: int, runs: int) -> list[Result]:
    ground = Ground(records * runs * 3)
    ours, theirs, alone = [], [], []
    rate(by_deed, ground.submissions(100), PROCESSES)  # warm
    for _ in range(runs):
        ours.append(rate(by_deed, ground.submissions(records), PROCESSES))
        theirs.append(rate(by_psycopg, ground.submissions(records), PROCESSES))
        alone.append(rate(by_deed, ground.submissions(records // 2), 1))
    mine, bare_rate = statistics.median(ours), statistics.median(theirs)
    return [
        told("intake", f"bare psycopg, the same rows, {PROCESSES} processes", bare_rate, "tx/s"),
        told("intake", "hand_in_record, 1 process", statistics.median(alone), "records/s"),
        at_least("intake", f"hand_in_record, {PROCESSES} processes", mine, 300, "records/s"),
        at_least("intake", "share of bare psycopg", mine / bare_rate, 1 / 5),
    ]


def bench_trail(records: int, runs: int) -> list[Result]:
    """Per record: with events and their sealing, against the same without either."""
    ground = Ground(records * runs * 2 + records)
    rate(by_deed, ground.submissions(100), 1)  # warm
    costs, bares, seals = [], [], []
    _seal()
    for _ in range(runs):
        costs.append(1 / _rate(nullcontext(), ground.submissions(records)))
        began = perf_counter()
        _seal()
        seals.append((perf_counter() - began) / records)
        bares.append(1 / _rate(without_trail(), ground.submissions(records)))
    cost, plain, seal = map(statistics.median, (costs, bares, seals))
    share = (cost + seal - plain) / (cost + seal)
    return [
        told("trail", "a record without events", plain * 1000, "ms"),
        told("trail", "a record with its events", cost * 1000, "ms"),
        told("trail", "sealing them, per record", seal * 1000, "ms"),
        at_most("trail", "events and sealing, of intake", share * 100, 15, "%"),
    ]  # fmt: skip


def _rate(around: AbstractContextManager[Any], batch: Sequence[Any]) -> float:
    with around:
        return rate(by_deed, batch, 1)


def _seal() -> None:
    while trail.seal_block():
        pass
