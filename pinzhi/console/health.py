"""What a supervisor and a monitoring system ask: is it alive, can it serve, how does it fare."""

import os
import secrets

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from pinzhi.console.gauges import Gauges


@never_cache
@require_GET
def live(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_GET
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is as new as the code, else 503 saying what is missing."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database_unreachable"}, status=503)
    if missing:
        return JsonResponse({"ready": False, "why": "migrations_missing"}, status=503)
    return JsonResponse({"ready": True})


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for the bearer of PINZHI_METRICS_TOKEN; without one it is not there."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not secrets.compare_digest(
        request.headers.get("Authorization", "").encode(), expected.encode()
    ):
        raise Http404
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    own = CollectorRegistry()
    own.register(Gauges())
    return HttpResponse(generate_latest(registry) + generate_latest(own), content_type="text/plain")
