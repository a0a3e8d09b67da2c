"""Who may call what: every address of the product, declared.

A room declares its addresses in `tests/rights/<room>.py`, a list `RULES`; every module here with
such a list is found by itself. `test_matrix.py` walks the URLconf and fails on any address that
nobody declared, then tries each as every role from every placement (see `world.py`), and
`test_fuzz.py` sends hostile bodies to each POST. One entry is one address and one method:

    RULES = [
        Rule("places:place", may=EVERY - {Role.CONTRACTOR_WORKER}, at=place),
        Rule("places:place_edit", POST, may={Role.SITE_MANAGER}, at=place, body=…),
        Rule("places:place_list", may=EVERY, sort=Sort.LIST, hides=lambda g: a_place(g).code),
    ]

    def a_place(ground: Ground) -> Place:                # planted once, at Lakeside
        return ground.once("place", lambda: Place.objects.create(site=ground.site, …))

    def place(ground: Ground) -> Kwargs:                 # what the address is built from
        return {"pk": a_place(ground).pk}

`name`    URL name with its namespace.
`method`  GET or POST. GET and POST of one address are two rules.
`may`     roles that get an answer of `ok` at Lakeside. All others get 403 there.
`sort`    SITE      about one thing of a site: 404 from sister, other, expired
          LIST      about whatever one's sites hold: the same roles may from anywhere, 403 for the
                    rest and for the expired; `hides` is a text no outsider's answer may contain
          SIGNED_IN for everybody with an account, whatever their rights
          PUBLIC    without signing in
`at`      builds the keyword arguments of the address from the ground (Lakeside).
`query`   the same for what stands behind the question mark.
`body`    builds a POST's complete valid body; with `json=True` it is sent as JSON. Every field the
          form knows should stand in it, for the fuzz gives all other names of fields a try.
`accepts` names of further fields that may rightly have an effect.
`ok`      statuses that mean "allowed": by default 200 and 302, for POST also 201, 204, 409, 422.
`denied`  status instead of 403 for those inside without the right.
`hidden`  roles at Lakeside for which the thing is not there at all (404), e.g. others' cases.
`top`     True: LIST, but only for roles that stand on the top of the organisation: those who have
          the role further down get `denied`.
`heavy`   True: an answer takes seconds (a PDF). Of the roles that may, only the first is tried
          at Lakeside; all that may not are tried as ever.
`wrong_method` False: leave out the check that GET or POST, when not declared, answers 405.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.rights
from pinzhi.places.models import Role
from tests.rights.world import Ground

Kwargs = dict[str, Any]
GET, POST = "GET", "POST"
EVERY = frozenset(Role.values)
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
GOOD = {GET: frozenset({200, 302}), POST: frozenset({200, 201, 204, 302, 409, 422})}


class Sort(Enum):
    SITE = auto()
    LIST = auto()
    SIGNED_IN = auto()
    PUBLIC = auto()


def nothing(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {}


@dataclass(frozen=True)
class Rule:
    name: str
    method: str = GET
    may: AbstractSet[str] = EVERY
    sort: Sort = Sort.SITE
    at: Callable[[Ground], Kwargs] = nothing
    query: Callable[[Ground], Kwargs] = nothing
    body: Callable[[Ground], Kwargs] = nothing
    json: bool = False
    ok: AbstractSet[int] = frozenset()
    denied: int = 403
    hidden: AbstractSet[str] = frozenset()
    hides: Callable[[Ground], str] | None = None
    accepts: AbstractSet[str] = field(default_factory=frozenset)
    top: bool = False
    heavy: bool = False
    wrong_method: bool = True

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def allowed(self) -> frozenset[int]:
        return frozenset(self.ok) or GOOD[self.method]

    def address(self, ground: Ground) -> str:
        return reverse(self.name, kwargs=self.at(ground))


def rules() -> list[Rule]:
    """All that the rooms declare, in a steady order."""
    found: list[Rule] = []
    for module in sorted(iter_modules(tests.rights.__path__), key=lambda m: m.name):
        if not module.name.startswith("test_"):
            found += getattr(import_module(f"tests.rights.{module.name}"), "RULES", [])
    return found


def addresses() -> Iterator[str]:
    """The name of every address there is; its pattern when it has no name."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[Any], space: str, prefix: str) -> Iterator[str]:
    for entry in patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, here)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else here
