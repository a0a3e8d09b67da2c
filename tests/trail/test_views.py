"""The live stream as a browser meets it: a real server process, real sessions, real commits."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from pinzhi.people.models import Staff
from pinzhi.places.models import Membership, Site
from pinzhi.trail.actions import record
from pinzhi.trail.views import HEARTBEAT, RECHECK

SOON = 10.0  # seconds


def _address() -> str:
    own = connection.get_connection_params()
    host, name = own.get("host", ""), own["dbname"]
    secret = f":{own['password']}" if own.get("password") else ""
    return (
        f"postgresql://{own['user']}{secret}@{str(host).replace('/', '%2F')}:{own['port']}/{name}"
    )


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:  # noqa: ARG001 -- the server sees what is committed
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(number)]
    command += ["--workers-kill-timeout", "1", "tests.trail.quick_live:application"]
    server = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": _address()})
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(SOON)


def _wait_for(port: int) -> None:
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not start")


class Browser:
    """Opens streams, and closes them when the test is over."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.calls: list[HTTPConnection] = []

    def open(self, staff: Staff | None) -> tuple[HTTPResponse, Client]:
        client = Client()
        headers = {}
        if staff:
            client.force_login(staff)
            name = settings.SESSION_COOKIE_NAME
            headers["Cookie"] = f"{name}={client.cookies[name].value}"
        call = HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        self.calls.append(call)
        call.request("GET", "/live/", headers=headers)
        return call.getresponse(), client


@pytest.fixture
def browser(port: int) -> Iterator[Browser]:
    browser = Browser(port)
    yield browser
    for call in browser.calls:
        call.close()


def _next(stream: HTTPResponse) -> tuple[str, str]:
    """The next named event; heartbeats are passed over."""
    name = ""
    while line := stream.readline().decode().rstrip("\n"):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            stream.readline()
            return name, line.removeprefix("data: ")
        elif line.startswith(("retry: ", ": ")):
            stream.readline()
    return "", ""


@pytest.mark.slow_start
def test_worker_sees_what_happens_at_the_site_and_nothing_else(
    browser: Browser, worker: Staff, site: Site, other_site: Site
) -> None:
    stream, _ = browser.open(worker)
    assert (stream.status, stream.headers["Content-Type"]) == (200, "text/event-stream")
    assert stream.headers["Cache-Control"] == "no-store"
    assert _next(stream) == ("resync", "{}")
    record("people.changed", worker, by=None, site_id=other_site.pk)
    record("people.changed", worker, by=None, site_id=site.pk)
    assert _next(stream) == ("hint", f'{{"site": {site.pk}, "topics": ["staff"]}}')


@pytest.mark.slow_start
def test_leaver_and_signed_out_lose_the_stream(
    browser: Browser, worker: Staff, butler: Staff
) -> None:
    leaver, _ = browser.open(worker)
    signed_out, client = browser.open(butler)
    assert _next(leaver) == ("resync", "{}")  # the process has only just begun to listen
    assert (signed_out.readline(), signed_out.readline()) == (b"retry: 3000\n", b"\n")
    Staff.objects.filter(pk=worker.pk).update(is_active=False, left_at="2026-09-16T02:00Z")
    assert _next(leaver) == ("bye", "{}")
    assert leaver.read() == b""
    Session.objects.filter(pk=client.session.session_key).delete()
    assert _next(signed_out) == ("bye", "{}")


@pytest.mark.slow_start
def test_lost_membership_ends_the_hints(
    browser: Browser, worker: Staff, site: Site, sister_site: Site
) -> None:
    stream, _ = browser.open(worker)
    assert _next(stream) == ("resync", "{}")
    Membership.objects.filter(staff=worker).update(node=sister_site.node)
    time.sleep(1)
    record("people.changed", worker, by=None, site_id=site.pk)
    record("people.changed", worker, by=None, site_id=sister_site.pk)
    assert _next(stream) == ("hint", f'{{"site": {sister_site.pk}, "topics": ["staff"]}}')


@pytest.mark.slow_start
def test_stranger_without_a_session_is_refused(browser: Browser) -> None:
    assert browser.open(None)[0].status == 401


@pytest.mark.django_db
def test_live_answers_by_session_in_process(client: Client, worker: Staff) -> None:
    assert client.get("/live/").status_code == 401
    client.force_login(worker)
    assert client.get("/live/").status_code == 200
    assert client.post("/live/").status_code == 405


def test_leaver_is_out_within_a_minute() -> None:
    assert HEARTBEAT + RECHECK < 60
