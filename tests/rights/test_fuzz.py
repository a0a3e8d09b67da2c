# ruff: noqa: SLF001 -- _meta and _default_manager are Django's documented interface
"""Hostile requests to every declared address: never a 5xx, and no effect of a field not its own."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from pinzhi.places.models import OrgNode
from tests.rights.matrix import GET, POST, Rule, rules
from tests.rights.test_matrix import allowed_client
from tests.rights.tries import kept_cookies, send, send_for_good, taken_back, with_query
from tests.rights.world import World

pytestmark = pytest.mark.django_db  # tells pytest-django to make the database
POSTS = [rule for rule in rules() if rule.method == POST]
GETS = [rule for rule in rules() if rule.method == GET]
NUMBERED = [rule for rule in rules() if rule.wrong_method]
SERVER_FAULT = 500
HUGE = "9" * 400
VALUES = {
    "nul": "a\x00b",
    "long": "长" * 350_000,  # 1 MB
    "huge": HUGE,
    "negative": "-1",
    "past int8": str(2**63),
    "not a number": "NaN",
    "infinity": "1e309",
    "no date": "9999-99-99",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "empty": "",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}%s",
    "direction": "\u202e\u200b\ufeff\uffff",
}
# Sessions and the trail differ by nature; the cache and the queue are nobody's data.
UNCOMPARED = ("sessions", "trail", "procrastinate", "contenttypes")
Known = dict[type[models.Model], set[Any]]


def hostile(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The valid body with each value in turn replaced everywhere, and some shapes beside."""
    for name, value in VALUES.items():
        yield name, dict.fromkeys(body, value)
    for name in body:
        yield f"without {name}", {k: v for k, v in body.items() if k != name}
        yield f"twice {name}", {**body, name: ["1", "2", "x"]}
        yield f"past int8 in {name}", {**body, name: str(2**63)}
        yield f"no date in {name}", {**body, name: "9999-99-99"}
    yield "nothing", {}


def hostile_json(body: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for shape in ("[]", "null", "1", '"x"', "{", "", "NaN", "[[[[[[]]]]]]", "\ufeff{}"):
        yield f"body {shape!r}", shape.encode()
    odd: list[Any] = [None, [], {}, [1], {"a": 1}, True, 1e308, -1, 2**63, "\ud800", ["a\x00"]]
    for value in odd:
        yield f"all {value!r}", json.dumps(dict.fromkeys(body, value)).encode()
        for name in body:
            yield f"{name} {value!r}", json.dumps({**body, name: value}, default=str).encode()
    yield "deep", b'{"a":' * 5_000 + b"1" + b"}" * 5_000


@pytest.mark.parametrize("rule", POSTS, ids=str)
def test_hostile_bodies_never_break_the_server(rule: Rule, world: World) -> None:
    client, address = allowed_client(rule, world), rule.address(world.ground)
    body = dict(rule.body(world.ground))
    broken = [
        (name, answer.status_code)
        for name, sent in hostile(body)
        if (answer := send(client, rule, address, sent)).status_code >= SERVER_FAULT
    ]
    assert broken + list(_raw_faults(client, rule, address, body)) == []


def _raw_faults(
    client: Client, rule: Rule, address: str, body: dict[str, Any]
) -> Iterator[tuple[str, int]]:
    if rule.json:
        raws = list(hostile_json(body))
        kind = "application/json"
    else:
        pairs = "&".join(f"{quote(name)}=%ED%A0%80%00%FF" for name in body or ["a"])
        raws = [("surrogates", pairs.encode()), ("no form", b"\xff\x00=&&=;%")]
        kind = "application/x-www-form-urlencoded"
    for name, raw in raws:
        with taken_back(), kept_cookies(client):
            answer: Any = client.post(address, raw, content_type=kind)
        if answer.status_code >= SERVER_FAULT:
            yield name, answer.status_code


@pytest.mark.parametrize("rule", POSTS, ids=str)
def test_fields_of_others_have_no_effect(rule: Rule, world: World) -> None:
    client, address = allowed_client(rule, world), rule.address(world.ground)
    known = set(rule.body(world.ground)) | rule.accepts
    foreign = {name: "1" for name in field_names() if name not in known}
    plain = _effect(client, rule, address, rule.body(world.ground))
    # built anew, for a file that was sent once is read to its end
    assert _effect(client, rule, address, {**foreign, **rule.body(world.ground)}) == plain


def field_names() -> set[str]:
    """Every field of every model of the product, as a form or a body might name it."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("pinzhi.")]
    fields = [f for model in ours for f in model._meta.get_fields()]
    names = {f.name for f in fields} | {getattr(f, "attname", f.name) for f in fields}
    return names | {"pk", "is_superuser", "is_staff", "user", "by"}


def _effect(client: Client, rule: Rule, address: str, body: dict[str, Any]) -> object:
    known = {model: set(model._default_manager.values_list("pk", flat=True)) for model in told()}
    with taken_back():
        answer = send_for_good(client, rule, address, body)
        return answer.status_code, {model._meta.label: _rows(model, known) for model in known}


def told() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.app_label not in UNCOMPARED]


def _rows(model: type[models.Model], known: Known) -> list[str]:
    fields = [f for f in model._meta.concrete_fields if _is_told(f)]
    rows = model._default_manager.values_list(*[f.attname for f in fields])
    return sorted(repr([_plain(f, v, known) for f, v in zip(fields, row)]) for row in rows)  # noqa: B905 -- as many


def _is_told(field: Any) -> bool:
    """Whether two runs of the same deed must agree on it: not on keys and moments of their own."""
    own = isinstance(field, (models.AutoField, models.UUIDField, models.DateTimeField))
    return not own and field.name != "password"  # which is salted


def _plain(field: Any, value: Any, known: Known) -> object:
    """The value, but for the keys of rows that the deed itself made."""
    if field.name == "path":
        nodes = known[OrgNode]
        return [step if step in map(str, nodes) else "new" for step in str(value).split("/")]
    if field.is_relation and field.related_model in known:
        return value if value is None or value in known[field.related_model] else "new"
    return value


@pytest.mark.parametrize("rule", GETS, ids=str)
def test_hostile_queries_never_break_the_server(rule: Rule, world: World) -> None:
    client, address = allowed_client(rule, world), rule.address(world.ground)
    names = ["q", "sort", "page", "after", "before", "export", "count", "next"]
    names += [*rule.query(world.ground), "site", "status", "year", "kind"]
    values = [v for name, v in VALUES.items() if name != "long"]
    queries = [dict.fromkeys(names, value) for value in values]
    queries += [{name: value} for name in names for value in ("a\x00b", HUGE, "'", "2")]
    broken = [
        (query, answer.status_code)
        for query in queries
        if (answer := send(client, rule, with_query(address, query), {})).status_code
        >= SERVER_FAULT
    ]
    assert broken == []


@pytest.mark.parametrize("rule", NUMBERED, ids=str)
def test_numbers_beyond_the_database_are_not_found(rule: Rule, world: World) -> None:
    client, kwargs = allowed_client(rule, world), rule.at(world.ground)
    for name in [key for key, value in kwargs.items() if isinstance(value, int)]:
        for number in (0, 2**31, 2**63, 2**200):
            beyond = reverse(rule.name, kwargs={**kwargs, name: number})
            assert send(client, rule, beyond, {}).status_code == 404
