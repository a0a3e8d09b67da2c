"""bench search: pieces of text of two, three and six characters among many rows."""

from collections.abc import Callable, Sequence
from random import Random
from time import perf_counter
from typing import Any

from django.db import connection

from pinzhi.bench.ground import found_sites, plan_all, publish
from pinzhi.bench.results import Result, at_most, percentile, told
from pinzhi.common.text import matching
from pinzhi.demo.copying import without_indexes
from pinzhi.places.models import Place
from pinzhi.plans.models import Task
from pinzhi.plans.queries.searching import tasks_named

LENGTHS, WORDS, MOST_MS, PAGE = (2, 3, 6), 60, 30, 51
# In every fifth name, in one of a hundred, in very few: people look for all of them.
COMMON = ("电梯", "水泵", "大堂")
PARTS = (
    "东西南北中高低新旧大小前后左右上下内外公共地下消防给排水供配电监控门禁绿化保洁秩序"
    "车库屋面机房井道走廊楼梯单元栋座厅室"
)
NAMES = """
INSERT INTO places_place (site_id, kind, code, name, full_name, occupancy, proof, "order", tag)
SELECT %(first)s + n %% 100, 'space', 'N' || n, w.name, w.name, '', '', n, gen_random_uuid()
FROM generate_series(1, %(rows)s) n, LATERAL (
  SELECT string_agg(substr(%(parts)s, 1 + (hashint8(n * 31 + i) & 1048575)
    %% length(%(parts)s), 1), '' ORDER BY i) || CASE WHEN n %% 5 = 0 THEN '电梯机房'
    WHEN n %% 100 = 7 THEN '水泵房' WHEN n %% 1000 = 3 THEN '大堂' ELSE '' END AS name
  FROM generate_series(1, 9) i) w
"""
TASKS = """
INSERT INTO plans_task (site_id, plan_id, target_id, checklist_id, place_id, post_id, department,
  title, opens_at, closes_at, lost_at, status)
SELECT p.site_id, p.id, t.id, p.checklist_id, t.place_id, p.post_id, 'engineering',
  p.title || ' · ' || t.name, w.opens, w.opens + interval '1 hour', w.opens + interval '1 hour',
  'due'
FROM plans_target t JOIN plans_plan p ON p.id = t.plan_id CROSS JOIN generate_series(1, %(each)s) d,
LATERAL (SELECT timestamptz '2026-01-01' + d * interval '1 day'
  + t.id %% 1440 * interval '1 minute' AS opens) w
"""


def bench_search(rows: int) -> list[Result]:
    """Names of places and titles of tasks, a page of each answer in its order."""
    sites = found_sites(100)
    plan_all(publish(10, 1), targets=10)
    _fill(sites[0].pk, rows)
    found = []
    for what, named, search in (
        ("names", _words_of(Place.objects.all(), "full_name"), _places),
        ("titles", _words_of(Task.objects.all(), "title"), _tasks),
    ):
        for length in LENGTHS:
            words = named(length)
            times = [_timed(search, word) for word in words]
            p95 = percentile(times, 0.95) * 1000
            label = f"{length} characters in {rows:,} {what}"
            found += [
                at_most("search", f"{label}, p95", p95, MOST_MS, "ms"),
                told("search", f"{label}, median", percentile(times, 0.5) * 1000, "ms"),
            ]
    return found


def _places(word: str) -> list[Any]:
    return list(matching(Place.objects.all(), ("full_name", "code"), word).order_by("code")[:PAGE])


def _tasks(word: str) -> list[Any]:
    return list(tasks_named(Task.objects.all(), word).order_by("closes_at", "pk")[:PAGE])


def _timed(search: Callable[[str], Sequence[Any]], word: str) -> float:
    search(word)
    began = perf_counter()
    search(word)
    return perf_counter() - began


def _words_of(rows: Any, field: str) -> Callable[[int], list[str]]:
    """Words that are there, from rows all over the table, and the common ones."""
    chance = Random(7)  # noqa: S311 -- which words to look for
    total = rows.count()
    picked = [rows.order_by("pk")[chance.randrange(total)] for _ in range(WORDS)]
    texts = [getattr(row, field) for row in picked]

    def words(length: int) -> list[str]:
        found = []
        for text in texts:
            start = chance.randrange(max(len(text) - length, 1))
            found.append(text[start : start + length].strip())
        return [word for word in found if len(word) == length] + [
            word for word in COMMON if len(word) == length
        ]

    return words


def _fill(first_site: int, rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX places_place_words")
        cursor.execute(NAMES, {"first": first_site, "rows": rows, "parts": PARTS})
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(
            "CREATE INDEX places_place_words ON places_place"
            " USING gin (pinzhi_bigrams(full_name || ' ' || code))"
        )
        # targets get names of their own, as a thousand sites have them
        cursor.execute(
            "UPDATE plans_target t SET name = p.full_name FROM places_place p"
            " WHERE p.code = 'N' || t.id"
        )
    from django.db import transaction

    with transaction.atomic(), without_indexes(), connection.cursor() as cursor:
        targets = 10_000
        cursor.execute(TASKS, {"each": max(rows // targets, 1)})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
