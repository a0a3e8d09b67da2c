"""Every address × role × placement: 404 outside one's scope, 403 inside without the right."""

from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import Client

from pinzhi.places.models import Role
from tests.rights.matrix import EVERY, GET, POST, Rule, Sort, addresses, rules
from tests.rights.places import place
from tests.rights.tries import send, text_of, with_query
from tests.rights.world import World

pytestmark = pytest.mark.django_db  # tells pytest-django to make the database
RULES = rules()
BY_ADDRESS = {name: {r.method for r in RULES if r.name == name} for name in {r.name for r in RULES}}


def test_every_address_is_declared() -> None:
    assert sorted(set(addresses()) - {rule.name for rule in RULES}) == []


def test_no_declaration_is_of_an_address_that_is_gone() -> None:
    assert sorted({rule.name for rule in RULES} - set(addresses())) == []


def test_every_declaration_stands_once() -> None:
    assert [pair for pair, n in Counter((r.name, r.method) for r in RULES).items() if n > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_rights(rule: Rule, world: World) -> None:
    assert faults(rule, world) == []


def test_rights_has_teeth(world: World) -> None:
    """A declaration that is wrong in any way is found out."""
    wrong = [
        Rule("places:place_edit", may=EVERY, at=place),  # too many
        Rule("places:place_edit", may={Role.SYSTEM_ADMIN}, at=place),  # too few
        Rule("places:place", at=place, sort=Sort.LIST),  # seen from anywhere
        Rule("places:my_roles", sort=Sort.PUBLIC),  # without signing in
        Rule("places:my_roles", sort=Sort.SIGNED_IN, hides=lambda _: "<main"),  # told to outsiders
    ]
    assert [rule for rule in wrong if not faults(rule, world)] == []


def faults(rule: Rule, world: World) -> list[tuple[str, str, object]]:
    """(placement, role, status) of each answer that is not as declared."""
    address = with_query(rule.address(world.ground), rule.query(world.ground))
    secret = rule.hides(world.ground) if rule.hides else ""
    wrong: list[tuple[str, str, object]] = []
    for (placement, role), client in world.clients.items():
        if rule.heavy and placement == "own" and role in rule.may - {min(rule.may)}:
            continue
        answer = send(client, rule, address, rule.body(world.ground))
        if answer.status_code not in expected(rule, placement, role):
            wrong.append((placement, role, answer.status_code))
        if secret and placement != "own" and secret in text_of(answer):
            wrong.append((placement, role, "saw it"))
    answer = send(world.anonymous, rule, address, rule.body(world.ground))
    return wrong if stopped(rule, answer) else [*wrong, ("anonymous", "", answer.status_code)]


def expected(rule: Rule, placement: str, role: str) -> frozenset[int]:
    if rule.sort in {Sort.PUBLIC, Sort.SIGNED_IN}:
        return rule.allowed
    inside = rule.allowed if role in rule.may else frozenset({rule.denied})
    if rule.sort == Sort.SITE:
        here = frozenset({404}) if role in rule.hidden else inside
        return here if placement == "own" else frozenset({404})
    elsewhere = placement == "expired" or (rule.top and placement != "own")
    return frozenset({rule.denied}) if elsewhere else inside


def stopped(rule: Rule, answer: HttpResponse) -> bool:
    """Whether somebody who has not signed in got what is right for them."""
    sent_away = "/accounts/login/" in answer.headers.get("Location", "")
    if rule.sort == Sort.PUBLIC:
        return answer.status_code in rule.allowed and not sent_away
    if rule.json:
        return answer.status_code in {401, 403}
    return answer.status_code == 302 and sent_away


@pytest.mark.parametrize("rule", [r for r in RULES if r.wrong_method], ids=str)
def test_methods_not_declared_are_refused(rule: Rule, world: World) -> None:
    missing = {GET, POST} - BY_ADDRESS[rule.name]
    client = allowed_client(rule, world)
    answers = {m: send(client, rule, rule.address(world.ground), {}, m) for m in missing}
    assert {m: a.status_code for m, a in answers.items()} == dict.fromkeys(missing, 405)


def allowed_client(rule: Rule, world: World) -> Client:
    return world.clients["own", min(rule.may)]
