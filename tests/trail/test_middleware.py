import asyncio

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from pinzhi.trail.context import Origin, current_origin
from pinzhi.trail.middleware import HEADER, origin_of, request_origin


def _ask(**headers: str) -> HttpRequest:
    return RequestFactory().get("/", headers=headers or None)


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("{0.ip} {0.request_id}".format(current_origin()))


async def _async_view(request: HttpRequest) -> HttpResponse:
    await asyncio.sleep(0)
    return _view(request)


def test_view_runs_with_the_origin_of_its_request() -> None:
    response = request_origin(_view)(_ask(**{HEADER: "proxy-7a55"}))
    assert (response.content, response[HEADER]) == (b"127.0.0.1 proxy-7a55", "proxy-7a55")
    assert current_origin() == Origin()


def test_async_view_runs_with_the_origin_of_its_request() -> None:
    async def both() -> list[HttpResponse]:
        serve = request_origin(_async_view)
        asks = [serve(_ask(**{HEADER: f"request-{n}"})) for n in (1, 2)]
        return list(await asyncio.gather(*asks))

    assert [response.content for response in asyncio.run(both())] == [
        b"127.0.0.1 request-1",
        b"127.0.0.1 request-2",
    ]


@pytest.mark.parametrize("given", ["", "short", "has space in it", "x" * 65, "line\nbreak-line"])
def test_ill_formed_request_id_is_replaced(given: str) -> None:
    made = origin_of(_ask(**{HEADER: given})).request_id
    assert made != given
    assert len(made) == 32


@pytest.mark.parametrize(
    ("proxies", "forwarded", "ip"),
    [
        (0, "10.9.9.9", "127.0.0.1"),  # nobody vouches for the header
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "6.6.6.6, 10.9.9.9", "10.9.9.9"),  # the left part is the client's own claim
        (2, "6.6.6.6, 10.9.9.9, 10.0.0.2", "10.9.9.9"),
        (2, "10.9.9.9", "127.0.0.1"),  # fewer proxies than told: not ours
        (1, "not an address", None),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_address_behind_proxies(
    settings: Settings, proxies: int, forwarded: str, ip: str | None
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert origin_of(_ask(**{"X-Forwarded-For": forwarded})).ip == ip


def test_address_of_a_unix_socket_is_not_known() -> None:
    request = _ask()
    request.META["REMOTE_ADDR"] = ""
    assert origin_of(request).ip is None
