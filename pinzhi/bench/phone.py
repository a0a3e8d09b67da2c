"""bench phone: the app in Chromium with a large shift, opened without network, read, handed in.

It needs the browser of the test suite (`playwright` and Chromium), which no server has to have.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from pinzhi.bench.paging import signed_in
from pinzhi.bench.results import Result, at_most, told
from pinzhi.bench.storm import serving
from pinzhi.bench.syncing import CASES, POINTS, large_site
from pinzhi.field.sync.tokens import sign_time
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.models import Record

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, CDPSession, Page

LISTS, ITEMS, RECORDS = 1_000, 20, 500
SCREEN = {"width": 360, "height": 740}
MEGABYTE = 1_000_000
SLOW_PHONE = 4  # times slower than here
BAD_LINE = {"latency": 2_000, "downloadThroughput": 6_250, "uploadThroughput": 6_250}
LONGEST = 120_000  # milliseconds
ROWS = "document.querySelectorAll('.pz-rows > li').length"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# how long the longest picture stood while the whole list went by
SCROLLED = """() => new Promise(done => {
  let last = performance.now(), longest = 0, at = 0;
  const step = now => {
    longest = Math.max(longest, now - last);
    last = now;
    at += innerHeight;
    scrollTo(0, at);
    if (at < document.documentElement.scrollHeight) requestAnimationFrame(step);
    else done(longest);
  };
  requestAnimationFrame(step);
})"""
# what the app keeps, as the app keeps it: sealed with the key that only this browser can use
KEPT = """async ({ person, deeds }) => {
  const asked = indexedDB.open('pinzhi');
  const db = await new Promise(done => { asked.onsuccess = () => done(asked.result); });
  const one = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const { key } = await one(db.transaction('people').objectStore('people').get(person));
  const coder = new TextEncoder(), rows = [];
  for (const { uuid, body, hash, task } of deeds) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = coder.encode(`operation:${person}:${uuid}`);
    const plain = coder.encode(JSON.stringify({ body, title: 'L' }));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
    rows.push({
      uuid, person, hash, kind: 'record.submit', thing: `task:${task}`, made: Date.now(),
      state: 'waiting', tries: 0, code: '', text: '', files: [], receipt: null, forget: 0,
      sealed: { iv, data },
    });
  }
  const store = db.transaction('operations', 'readwrite').objectStore('operations');
  await Promise.all(rows.map(row => one(store.add(row))));
  db.close();
}"""


def bench_phone() -> list[Result]:
    """A shift of 2,000 points, 20,000 check items and 200 open cases on one phone."""
    number = large_site(LISTS, ITEMS)
    staff = Staff.objects.get(number=number)
    session = signed_in(number).cookies[settings.SESSION_COOKIE_NAME].value
    folder = Path(tempfile.mkdtemp(prefix="pinzhi-phone-"))
    try:
        # without the worker: it would take back tasks that are not as planned
        with serving(worker=False) as (host, port):
            one = Bench(f"http://{host}:{port}/app/", folder, session)
            return [*one.first_day(), *one.cold(), *one.hand_in(staff)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Bench:
    """One browser profile on disk, opened anew for each part: each start is a cold one."""

    def __init__(self, address: str, profile: Path, session: str) -> None:
        self.address, self.profile, self.session = address, profile, session

    @contextmanager
    def browser(self, *, online: bool) -> "Iterator[tuple[BrowserContext, Page]]":
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                self.profile,
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"],
                viewport=SCREEN,  # type: ignore[arg-type]  # a mapping of the two, as it asks for
                locale="zh-CN",
            )
            cookie: Any = {
                "name": settings.SESSION_COOKIE_NAME,
                "value": self.session,
                "url": self.address.removesuffix("app/"),
            }
            context.add_cookies([cookie])
            context.set_offline(not online)
            try:
                yield context, context.new_page()
            finally:
                context.close()

    def open(self, page: "Page", rows: int = POINTS + CASES) -> float:
        """Seconds until every point and case, or so many of them, stand in the list."""
        began = perf_counter()
        page.goto(self.address)
        page.wait_for_function(f"() => {ROWS} >= {rows}", timeout=LONGEST)
        return perf_counter() - began

    def first_day(self) -> list[Result]:
        """Signed in for the first time: everything comes over a good line and is sealed."""
        with self.browser(online=True) as (_, page):
            took = self.open(page)
            page.reload()
            page.wait_for_function(CONTROLLED, timeout=LONGEST)
            kept = page.evaluate("navigator.storage.estimate().then(room => room.usage)")
        return [
            told("phone", f"first day, {POINTS:,} points, until all stand in the list", took, "s"),
            told("phone", "kept on the phone, with the shell", kept / MEGABYTE, "MB"),
        ]

    def cold(self) -> list[Result]:
        """A browser that was not running, no network; then the same on a slower phone."""
        found = []
        for slower in (1, SLOW_PHONE):
            with self.browser(online=False) as (context, page):
                wire = context.new_cdp_session(page)
                wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                listed = self.open(page)
                painted = page.evaluate(PAINTED) / 1000
                name = "cold, offline" + (f", {slower} times slower" if slower > 1 else "")
                found += [
                    at_most("phone", f"{name}: shell", painted, 1, "s"),
                    told("phone", f"{name}: all in the list", listed, "s"),
                    told("phone", f"{name}: longest frame", page.evaluate(SCROLLED), "ms"),
                ]
                if slower == 1:
                    found += _memory(wire)
        return found

    def hand_in(self, staff: Staff) -> list[Result]:
        """A day of 500 records that waited goes over a good line, another over a bad one."""
        rows = Task.objects.filter(assignee=staff).select_related("checklist").order_by("pk")
        deeds = [_deed(task, staff) for task in rows[: 2 * RECORDS]]
        good = self.send(staff, deeds[:RECORDS], {})
        bad = self.send(staff, deeds[RECORDS:], BAD_LINE)
        made = Record.objects.filter(by=staff).count()
        return [
            at_most("phone", f"{RECORDS} records, good line", good, 5, "s"),
            told("phone", f"{RECORDS} records, 50 kbit/s and 2 s", bad, "s"),
            at_most("phone", "records lost or doubled", abs(made - 2 * RECORDS), 0),
        ]

    def send(self, staff: Staff, deeds: Sequence[dict[str, Any]], line: dict[str, int]) -> float:
        with self.browser(online=False) as (context, page):
            self.open(page, CASES)
            page.evaluate(KEPT, {"person": staff.pk, "deeds": deeds})
            page.reload()
            page.wait_for_selector(f"[data-unsent='{len(deeds)}']", timeout=LONGEST)
            if line:
                wire = context.new_cdp_session(page)
                wire.send("Network.enable")
                wire.send("Network.emulateNetworkConditions", {"offline": True, **line})
            began = perf_counter()
            context.set_offline(False)
            if line:
                wire.send("Network.emulateNetworkConditions", {"offline": False, **line})
                page.evaluate("dispatchEvent(new Event('online'))")
            page.wait_for_selector("[data-unsent='0']", timeout=LONGEST)
            return perf_counter() - began


def _memory(wire: "CDPSession") -> list[Result]:
    wire.send("HeapProfiler.collectGarbage")
    wire.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in wire.send("Performance.getMetrics")["metrics"]}
    return [
        told("phone", "script memory in use", metrics["JSHeapUsedSize"] / MEGABYTE, "MB"),
        told("phone", "nodes in the page", metrics["Nodes"]),
    ]


def _deed(task: Task, staff: Staff) -> dict[str, Any]:
    """A filled checklist of 20 answers without photos."""
    at = timezone.now().isoformat()
    items = task.checklist.items.order_by("order").values_list("pk", flat=True)
    answers: list[dict[str, Any]] = [
        {"item": item, "value": "pass" if n else "not_applicable", "note": "", "photos": []}
        for n, item in enumerate(items)
    ]
    body = json.dumps(
        {
            "kind": "record.submit",
            "author": staff.pk,
            "captured_at": at,
            "seen": sign_time(timezone.now()),
            "files": [],
            "data": {"task": task.pk, "started_at": at, "answers": answers},
        }
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {"uuid": str(uuid4()), "body": body, "hash": digest, "task": task.pk}
