"""Many words as one regular expression that looks at each character once."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a place, in time linear in its length."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = tree  # type: ignore[assignment]  # a tree of itself
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _pattern(tree)


def _pattern(node: dict[str, dict[str, object]]) -> str:
    branches = [
        re.escape(char) + _pattern(below)  # type: ignore[arg-type]
        for char, below in sorted(node.items())
        if char
    ]
    if not branches:
        return ""
    together = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" not in node:
        return together
    return f"(?:{together})?"
