"""What stands around every page of the office."""

from tests.rights.matrix import POST, Kwargs, Rule, Sort
from tests.rights.world import Ground


def all_sites(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"site": "", "next": "/sites/"}


def chinese(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"language": "zh-hans", "next": "/sites/"}


RULES = [
    Rule("console:home", sort=Sort.SIGNED_IN),
    Rule("console:sites", sort=Sort.SIGNED_IN),
    Rule("console:search", sort=Sort.SIGNED_IN),
    Rule("console:site", POST, sort=Sort.SIGNED_IN, body=all_sites),
    Rule("set_language", POST, sort=Sort.PUBLIC, body=chinese, wrong_method=False),
]
