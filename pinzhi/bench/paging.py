"""bench pages: the boards of a site with a long past, as a signed-in manager sees them."""

from time import perf_counter

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pinzhi.bench.results import Result, at_most, percentile, told
from pinzhi.demo.actions import load_demo
from pinzhi.demo.ground import SMALL, WHOLE
from pinzhi.people.models import Staff
from pinzhi.places.importing.sample import ESTATE
from pinzhi.places.models import Site
from pinzhi.plans.models import Task

BOARDS = ("console:today", "console:cockpit")
MOST_MS, MOST_QUERIES, TIMES = 60, 25, 60


def bench_pages(days: int) -> list[Result]:
    """Both boards of the sample estate, sixty times each, after so many days of demonstration."""
    group = load_demo([WHOLE, SMALL], outlets=4, days=days, seed=1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = signed_in("demo-manager")
    site = Site.objects.get(code=ESTATE)
    found = [
        told("pages", f"demo of {days} days: records", group.records),
        told("pages", "demo: records written", group.records / group.seconds, "records/s"),
        told("pages", "demo: rows written", group.rows / group.seconds, "rows/s"),
        told("pages", "tasks in the database", Task.objects.count()),
    ]
    for name in BOARDS:
        address = f"{reverse(name)}?site={site.pk}"
        times, queries = visit(client, address)
        found += [
            at_most("pages", f"{name}, p95", percentile(times, 0.95) * 1000, MOST_MS, "ms"),
            at_most("pages", f"{name}, queries", queries, MOST_QUERIES),
        ]
    return found


def signed_in(number: str) -> Client:
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(
        Staff.objects.get(number=number), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def visit(client: Client, address: str, times: int = TIMES) -> tuple[list[float], int]:
    """The seconds of so many requests through the whole stack, and the queries of one.

    Raises RuntimeError for any other answer than the page.
    """
    took = []
    for _ in range(times + 3):  # the first ones warm templates and plans
        cache.clear()
        began = perf_counter()
        answer = client.get(address)
        took.append(perf_counter() - began)
        if answer.status_code != 200:  # noqa: PLR2004 -- HTTP
            raise RuntimeError(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return took[3:], len(queries)
