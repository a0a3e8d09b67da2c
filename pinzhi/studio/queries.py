"""A document as the studio shows it: slices of passages, counts, what changed lately."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Passage, Proposal
from pinzhi.studio.parts import UNSURE, number_in
from pinzhi.studio.sayings import Chip, chip

SLICE = 30
OUTLINE = 300
LATELY = timedelta(hours=12)
CHANGED = 300
OPEN = Q(status=Proposal.Status.SUGGESTED, passage__reviewed_at=None)
Kept = Proposal.Status


@dataclass(frozen=True)
class Ask:
    """A proposal with its chips."""

    proposal: Proposal
    chips: list[Chip]
    last: bool  # nothing after it to join with

    @property
    def unsure(self) -> bool:
        return self.proposal.confidence < UNSURE


@dataclass(frozen=True)
class Row:
    """A passage with what was understood in it; `pieces` are its words, some of them marked."""

    passage: Passage
    asks: list[Ask]
    pieces: list[tuple[str, str]]

    @property
    def left(self) -> int:
        if self.passage.reviewed_at:
            return 0
        return sum(a.proposal.status == Kept.SUGGESTED for a in self.asks)


@dataclass(frozen=True)
class Fold:
    """Passages that are no part of the standard, one after another."""

    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Progress:
    total: int
    left: int
    unsure: int
    accepted: int
    rejected: int

    @property
    def done(self) -> int:
        return self.total - self.left


@dataclass(frozen=True)
class Slice:
    """Some passages and where the next ones begin; empty when there are no more."""

    entries: list[Row | Fold]
    after: str


def documents_of(user: Staff) -> QuerySet[Document]:
    return Document.objects.visible_to(user).select_related(
        "edition__standard__owner", "uploaded_by", "blob"
    )


def with_counts(documents: QuerySet[Document]) -> QuerySet[Document]:
    """With `total` proposals and those `left`, for the list."""
    asks = "passages__proposals"
    waiting = Q(**{f"{asks}__status": Kept.SUGGESTED, "passages__reviewed_at": None})
    return documents.annotate(
        total=Count(asks), left=Count(asks, filter=waiting), reviewed=F("total") - F("left")
    )


def progress_of(document: Document) -> Progress:
    """One query."""
    found = Proposal.objects.filter(passage__document=document).aggregate(
        total=Count("pk"),
        left=Count("pk", filter=OPEN),
        unsure=Count("pk", filter=OPEN & Q(confidence__lt=UNSURE)),
        accepted=Count("pk", filter=Q(status=Kept.ACCEPTED)),
        rejected=Count("pk", filter=Q(status=Kept.REJECTED)),
    )
    return Progress(**found)


def slice_of(document: Document, show: str, after: str, *, begin: int = 0) -> Slice:
    """The passages after `after`: in their order, or the open ones, the least sure first."""
    rows = _with_asks(Passage.objects.filter(document=document))
    if show == "unsure":
        return _unsure_first(rows, after)
    if show == "open":
        rows = rows.filter(_has_open())
    low = number_in(after, begin - 1) + 1
    found = list(rows.filter(order__gte=low).order_by("order")[: SLICE + 1])
    more = len(found) > SLICE
    shown = found[:SLICE]
    return Slice(_folded(map(row_of, shown)), str(shown[-1].order) if more else "")


def _unsure_first(rows: QuerySet[Passage], after: str) -> Slice:
    waiting = Q(proposals__status=Kept.SUGGESTED)
    rows = rows.filter(reviewed_at=None).annotate(low=Min("proposals__confidence", filter=waiting))
    rows = rows.filter(low__isnull=False)
    low, _, order = after.partition("_")
    last_order = number_in(order, -1)
    if last_order >= 0 and _is_number(low):
        rows = rows.filter(Q(low__gt=float(low)) | Q(low=float(low), order__gt=last_order))
    found = list(rows.order_by("low", "order")[: SLICE + 1])
    shown = found[:SLICE]
    last: Any = shown[-1] if len(found) > SLICE else None
    return Slice([row_of(p) for p in shown], f"{last.low!r}_{last.order}" if last else "")


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


def _has_open() -> Exists | Q:
    waiting = Proposal.objects.filter(passage=OuterRef("pk"), status=Kept.SUGGESTED)
    return Q(Exists(waiting)) & Q(reviewed_at=None)


def _with_asks(passages: QuerySet[Passage]) -> QuerySet[Passage]:
    asks = Proposal.objects.select_related("changed_by").order_by("order", "pk")
    return passages.select_related("reviewed_by").prefetch_related(
        Prefetch("proposals", asks, to_attr="asked")
    )


def row_by_id(pk: int) -> Row:
    """One passage as it stands now. Two queries."""
    return row_of(_with_asks(Passage.objects.all()).get(pk=pk))


def row_of(passage: Passage) -> Row:
    asked: list[Proposal] = passage.asked  # type: ignore[attr-defined]  # the prefetch above
    alive = [one for one in asked if one.status != Kept.REJECTED]
    asks = [
        Ask(
            proposal=one,
            chips=[chip(n, part) for n, part in enumerate(one.parts)],
            last=one.status == Kept.REJECTED or one is alive[-1],
        )
        for one in asked
    ]
    return Row(passage, asks, _marked(passage.text, asked))


def _marked(text: str, asks: Iterable[Proposal]) -> list[tuple[str, str]]:
    """The words of a passage in pieces, each with the key of what was understood from it."""
    spans = sorted(
        (part["start"], part["end"], part["key"])
        for ask in asks
        for part in ask.parts
        if part.get("start") is not None and part.get("end") and not part.get("inherited")
    )
    pieces, at = [], 0
    for start, end, key in spans:
        if start < at or end <= start or end > len(text):
            continue
        pieces += [(text[at:start], ""), (text[start:end], key)]
        at = end
    return [piece for piece in [*pieces, (text[at:], "")] if piece[0]]


def _folded(rows: Iterable[Row]) -> list[Row | Fold]:
    entries: list[Row | Fold] = []
    for row in rows:
        if row.passage.kind != Passage.Kind.BOILERPLATE:
            entries.append(row)
            continue
        if not entries or not isinstance(entries[-1], Fold):
            entries.append(Fold())
        last = entries[-1]
        if isinstance(last, Fold):
            last.rows.append(row)
    return entries


def outline_of(document: Document) -> list[Any]:
    """The headings one can jump to."""
    heads = document.passages.filter(kind=Passage.Kind.HEADING).order_by("order")
    words = Coalesce(NullIf("title", Value("")), Left("text", 40))
    return list(heads.values("order", "number", "level", words=words)[:OUTLINE])


def changed_lately(document: Document, now: datetime | None = None) -> Mapping[int, int]:
    """The versions of the passages changed in the last hours, the latest first."""
    since = (now or timezone.now()) - LATELY
    rows = document.passages.filter(changed_at__gt=since).order_by("-changed_at")[:CHANGED]
    return dict(rows.values_list("pk", "version"))
