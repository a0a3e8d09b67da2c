"""The phone app as files, and the key under which one's things lie on phones."""

from tests.rights.matrix import EVERY, POST, Rule, Sort

RULES = [
    Rule("app:shell", sort=Sort.PUBLIC),
    Rule("app:worker", sort=Sort.PUBLIC),
    Rule("app:manifest", sort=Sort.PUBLIC),
    Rule("app:key", POST, may=EVERY, sort=Sort.SIGNED_IN, json=True),
]
