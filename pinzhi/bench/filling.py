"""bench tasks: one day of tasks for many sites, against a bare COPY of the same rows."""

import statistics
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from pinzhi.bench.ground import found_sites, plan_all, publish
from pinzhi.bench.results import Result, at_least, seconds, told
from pinzhi.bench.scratch import bare
from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Task

CHECKLISTS, DAY = 20, timedelta(days=1)
BEGIN = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
COLUMNS = """site_id, plan_id, target_id, checklist_id, place_id, equipment_id, post_id, department,
 assignee_id, title, opens_at, closes_at, lost_at, status"""


def bench_tasks(sites: int, per_site: int, runs: int) -> list[Result]:
    """Alternately a day by the deed and a day by COPY, so that both meet the same table."""
    found = found_sites(sites)
    plan_all(publish(CHECKLISTS, 1), targets=per_site // CHECKLISTS)
    made, copied = [], []
    for run in range(runs):
        day = BEGIN + 2 * run * DAY
        before = Task.objects.count()
        took = seconds(lambda day=day: _fill(found, day))  # type: ignore[misc]
        rows = Task.objects.count() - before
        made.append(rows / took)
        copied.append(rows / _copy(day))
    ours, theirs = statistics.median(made), statistics.median(copied)
    return [
        told("tasks", f"{sites:,} sites × {per_site} tasks by fill_site", ours, "rows/s"),
        told("tasks", "bare COPY of the same rows into the same table", theirs, "rows/s"),
        at_least("tasks", "share of the bare COPY", ours / theirs, 1 / 3),
    ]


def _fill(sites: list[Site], day: datetime) -> None:
    for site in sites:
        fill_site(site, start=day, until=day + DAY)


def _copy(day: datetime) -> float:
    """Write the rows of `day` again, one day later; gives the seconds of writing alone."""
    later = COLUMNS
    for column in ("opens_at", "closes_at", "lost_at"):
        later = later.replace(f"{column}", f"{column} + interval '1 day'")
    with bare() as db, db.cursor() as cursor:
        took = "COPY (SELECT {} FROM plans_task WHERE opens_at >= '{}') TO STDOUT"
        with cursor.copy(took.format(later, day.isoformat())) as out:
            data = b"".join(bytes(part) for part in out)

        def write() -> None:
            with cursor.copy(f"COPY plans_task ({COLUMNS}) FROM STDIN") as copy:
                copy.write(data)
            db.commit()

        spent = seconds(write)
    connection.close()
    return spent
