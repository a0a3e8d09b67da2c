"""All standards in force, searched by words: clauses, items, clocks, rewards and penalties."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pinzhi.common.text import matching, split
from pinzhi.people.models import Staff
from pinzhi.standards.models import Clause, Clock, Consequence, Edition, Item

FEW = 40
AROUND = 40  # letters shown before and after a word that was found


@dataclass(frozen=True)
class Hit:
    """One thing that was found: the clause it belongs to, and the words around what was sought."""

    clause: Clause
    title: str
    pieces: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Found:
    name: str | Promise
    hits: Sequence[Hit]
    more: bool


def search_standards(user: Staff, words: str) -> list[Found]:
    """What holds every word, kind by kind; a few of each, in the order of the standards. At most
    two queries for each kind."""
    wanted = split(words)
    if not wanted:
        return []
    editions = Edition.objects.visible_to(user).filter(status=Edition.Status.PUBLISHED)
    kinds: list[tuple[Any, Any, tuple[str, ...], Callable[[Any], tuple[Clause, str, str]]]] = [
        (
            _("Clauses"),
            Clause.objects.filter(edition__in=editions).select_related("edition__standard"),
            ("title", "text"),
            lambda c: (c, str(c), c.text),
        ),
        (
            _("Check items"),
            Item.objects.filter(checklist__edition__in=editions).select_related(
                "checklist", "clause__edition__standard"
            ),
            ("title",),
            lambda i: (i.clause, i.title, i.checklist.title),
        ),
        (
            _("Clocks"),
            _with_clause(Clock.objects.filter(edition__in=editions)),
            ("event", "action"),
            lambda c: (c.clause, str(c), f"{c.value.normalize():f} {c.get_unit_display()}"),
        ),
        (
            _("Rewards and penalties"),
            _with_clause(Consequence.objects.filter(edition__in=editions)),
            ("occasion",),
            lambda c: (c.clause, c.occasion, f"{c.get_sign_display()} {c.scheme}"),
        ),
    ]
    found = [_found(name, rows, columns, wanted, say) for name, rows, columns, say in kinds]
    return [part for part in found if part.hits]


def _with_clause(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("clause__edition__standard")


def _found(
    name: Any,
    rows: QuerySet[Any],
    columns: tuple[str, ...],
    wanted: Sequence[str],
    say: Callable[[Any], tuple[Clause, str, str]],
) -> Found:
    hits = list(matching(rows, columns, " ".join(wanted)).order_by("-pk")[: FEW + 1])
    shown = []
    for row in hits[:FEW]:
        clause, title, text = say(row)
        shown.append(Hit(clause, title, excerpt(text, wanted)))
    return Found(name, shown, len(hits) > FEW)


def excerpt(text: str, wanted: Iterable[str]) -> list[tuple[str, bool]]:
    """The text around the first word that stands in it, cut into what was sought and what was not;
    its beginning when none does."""
    sought = re.compile("|".join(re.escape(word) for word in wanted), re.IGNORECASE)
    first = sought.search(text)
    start = max(first.start() - AROUND, 0) if first else 0
    end = (first.end() if first else 0) + 2 * AROUND
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for hit in sought.finditer(text, start, end):
        pieces += [(text[at : hit.start()], False), (hit.group(), True)]
        at = hit.end()
    pieces.append((text[at:end], False))
    if end < len(text):
        pieces.append(("…", False))
    return [(words, hit) for words, hit in pieces if words]
