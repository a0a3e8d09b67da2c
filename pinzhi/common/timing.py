"""How long answers take, by page and status; read by /metrics."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

SECONDS = Histogram(
    "pinzhi_request_seconds",
    "Server time of an answer",
    ["view", "method", "status"],
    buckets=(0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


class Timing:
    """Measure every request; the label is the page's name, never an address with a number in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "none"
        SECONDS.labels(view, request.method, response.status_code).observe(perf_counter() - began)
        return response
