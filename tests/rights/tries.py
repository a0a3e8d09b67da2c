"""One try of one address: what is sent, and what comes back; its effects are taken back."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.rights.matrix import POST, Rule


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(
    client: Client, rule: Rule, address: str, body: Mapping[str, Any], method: str = ""
) -> HttpResponse:
    """The answer to one request; nothing is left of it."""
    with taken_back():
        return send_for_good(client, rule, address, body, method)


def send_for_good(
    client: Client, rule: Rule, address: str, body: Mapping[str, Any], method: str = ""
) -> HttpResponse:
    with kept_cookies(client):
        return _sent(client, rule, address, body, method or rule.method)


@contextmanager
def kept_cookies(client: Client) -> Iterator[None]:
    """Signing out is taken back, too."""
    kept = deepcopy(client.cookies)
    yield
    client.cookies = kept


def _sent(
    client: Client, rule: Rule, address: str, body: Mapping[str, Any], method: str
) -> HttpResponse:
    headers = {"accept": "application/json" if rule.json else "text/html"}
    if method != POST:
        return _answer(client.get(address, headers=headers))
    if rule.json:
        text = json.dumps(body, default=str)
        kind = "application/json"
        return _answer(client.post(address, text, content_type=kind, headers=headers))
    return _answer(client.post(address, dict(body), headers=headers))


def _answer(response: Any) -> HttpResponse:
    found: HttpResponse = response
    return found


def with_query(address: str, query: Mapping[str, Any]) -> str:
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def text_of(response: HttpResponse) -> str:
    if response.streaming:
        return ""
    return response.content.decode(errors="replace")
