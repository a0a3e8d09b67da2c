"""Drawing lots that anybody can draw again. Pure.

A task's lot is the SHA-256 of "seed:key", in hexadecimal; the lowest ones are drawn.
"""

from collections.abc import Collection, Sequence
from hashlib import sha256

MOST = 20  # a person can check again in a week


def hash_of(seed: str) -> str:
    """What is published before, so that the seed cannot be chosen afterwards."""
    return sha256(seed.encode()).hexdigest()


def lot(seed: str, key: object) -> str:
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def drawn(seed: str, keys: Collection[int], percent: int) -> list[int]:
    """The share of the keys, rounded up, MOST at most, in the order of their lots."""
    number = min(-(-len(keys) * percent // 100), MOST)
    return sorted(keys, key=lambda key: lot(seed, key))[:number]


def one_of(seed: str, key: int, people: Sequence[int]) -> int | None:
    """Who checks it: by lot too, so that nobody can choose whom they check."""
    return min(people, key=lambda one: lot(seed, f"{key}:{one}"), default=None)
