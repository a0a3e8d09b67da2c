from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.utils.decorators import sync_and_async_middleware

from pinzhi.trail.context import Origin, coming_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
_GOOD_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


@sync_and_async_middleware
def request_origin(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Every event of a request carries its address and id; the answer names the id, too."""
    if iscoroutinefunction(get_response):

        async def serve_async(request: HttpRequest) -> HttpResponseBase:
            origin = origin_of(request)
            with coming_from(origin):
                return _named(await get_response(request), origin)

        return serve_async

    def serve(request: HttpRequest) -> HttpResponseBase:
        origin = origin_of(request)
        with coming_from(origin):
            return _named(get_response(request), origin)

    return serve


def origin_of(request: HttpRequest) -> Origin:
    """A proxy's request id is kept when it is well-formed, otherwise a new one is made."""
    given = request.headers.get(HEADER, "")
    return Origin(_address(request), given if _GOOD_ID.fullmatch(given) else uuid4().hex)


def _address(request: HttpRequest) -> str | None:
    # Each proxy of ours adds one address at the right; what stands further left anybody can write.
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = proxies and len(forwarded) >= proxies
    text = forwarded[-proxies] if trusted else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None


def _named(response: HttpResponseBase, origin: Origin) -> HttpResponseBase:
    response.headers[HEADER] = origin.request_id
    return response
