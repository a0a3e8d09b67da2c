"""bench list: the page of the task list, short and long, against the bare query of its rows."""

import statistics
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pinzhi.bench.ground import found_sites, hire, plan_all, publish
from pinzhi.bench.paging import signed_in, visit
from pinzhi.bench.results import Result, at_most, median_seconds, told
from pinzhi.bench.scratch import bare
from pinzhi.demo.copying import without_indexes
from pinzhi.people.roles import Role
from pinzhi.plans.models import Task

SITES, PER_DAY, SHORT = 50, 200, 100_000
PAGE = 51  # one more than is shown, to know whether there is a next one
BEGIN = datetime(2026, 1, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
# Windows of two hours, day after day; one in ten is still open.
TASKS = """
INSERT INTO plans_task (site_id, plan_id, target_id, checklist_id, place_id, post_id, department,
  title, opens_at, closes_at, lost_at, status)
SELECT p.site_id, p.id, t.id, p.checklist_id, t.place_id, p.post_id, 'engineering',
  p.title || ' · ' || t.name, w.opens, w.opens + interval '2 hours', w.opens + interval '2 hours',
  CASE WHEN (t.id + d) %% 10 = 0 THEN 'due' ELSE 'done' END
FROM generate_series(%(first)s, %(last)s) d
CROSS JOIN plans_target t JOIN plans_plan p ON p.id = t.plan_id,
LATERAL (SELECT %(begin)s + d * interval '1 hour' + t.id %% 60 * interval '1 minute' AS opens) w
"""


def bench_list(rows: int, runs: int) -> list[Result]:
    """The second page of a site's open tasks by deadline: 50 rows, at 100,000 tasks and at many."""
    sites = found_sites(SITES)
    plan_all(publish(10, 1), targets=PER_DAY // 10)
    hire("lister", sites[7], Role.SITE_MANAGER)
    client = signed_in("lister")
    _grow(0, SHORT)
    short, _bare, queries = _measure(client, runs)
    _grow(SHORT, rows)
    long, plain, _queries = _measure(client, runs)
    count = Task.objects.count()
    return [
        told("list", f"page at {SHORT:,} tasks", short * 1000, "ms"),
        told("list", f"page at {count:,} tasks", long * 1000, "ms"),
        told("list", "its queries", queries),
        at_most("list", "long against short", long / short, 1.3, "×"),
        told("list", "the bare query of the same rows", plain * 1000, "ms"),
        at_most("list", "page against the bare query", long / plain, 5, "×"),
    ]


def _grow(have: int, want: int) -> None:
    per_hour = SITES * PER_DAY
    span: dict[str, Any] = {"first": have // per_hour, "last": want // per_hour - 1, "begin": BEGIN}
    from django.db import transaction

    with transaction.atomic(), without_indexes(), connection.cursor() as cursor:
        cursor.execute(TASKS, span)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE plans_task")


def _measure(client: Client, runs: int) -> tuple[float, float, int]:
    """Medians of the page and of its rows' query by psycopg alone, and the page's queries."""
    day = (BEGIN + timedelta(hours=5)).date()
    address = f"{reverse('plans:task_list')}?status=due&sort=due&due_from={day}"
    pages = [statistics.median(visit(client, address)[0]) for _ in range(runs)]
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    statement = next(q["sql"] for q in queries if "LIMIT 51" in q["sql"])
    with bare() as db:
        db.prepare_threshold = 0
        if len(db.execute(statement).fetchall()) != PAGE:
            raise RuntimeError("the page was not full")
        plain = median_seconds(lambda: _fetch(db, statement), 200)
    return statistics.median(pages), plain, len(queries)


def _fetch(db: Any, statement: str) -> None:
    db.execute(statement).fetchall()
