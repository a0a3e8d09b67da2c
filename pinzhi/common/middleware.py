"""Turn a refusal into an answer: a page for people, JSON for machines, a 4xx for both."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from pinzhi.common.refusals import Refusal


class Refusals:
    """Answer a Refusal raised by a view with its own status, code and sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if request.accepts("text/html"):
            page = {"refusal": exception}
            response = render(request, "common/refusal.html", page, status=exception.status)
        else:
            body = {"code": exception.code, "detail": str(exception)}
            response = JsonResponse(body, status=exception.status)
        response["X-Refusal"] = exception.code
        return response
