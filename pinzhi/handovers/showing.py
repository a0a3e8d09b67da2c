"""In which of the house's looks a hand-over and its items are shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.cases.looks import CASES
from pinzhi.handovers.models import HandoverItem
from pinzhi.handovers.queries import Wanting
from pinzhi.handovers.states import Kind, Status
from pinzhi.plans.showing import state_of, word_of

LOOKS: Mapping[str, str] = {
    Status.SIGNED: "due",
    Status.ACCEPTED: "done",
    Status.DISPUTED: "late",
    Status.SETTLED: "done",
}
WANTS: Mapping[str, tuple[str, str | Promise]] = {
    Wanting.MISSING: ("missed", _("No hand-over")),
    Wanting.LATE: ("waiting", _("Signed late")),
    Wanting.UNREAD: ("late", _("Not taken over")),
    Wanting.DISPUTED: ("late", pgettext_lazy("hand-over", "Disputed")),
}


@dataclass(frozen=True)
class Shown:
    """An item as it stood, where it leads, and how what it is about stands now."""

    item: HandoverItem
    href: str = ""
    look: str = ""
    word: str = ""


def grouped(items: Sequence[HandoverItem]) -> list[tuple[str, list[Shown]]]:
    """By kind, in the order of the note."""
    by_kind = groupby(items, key=lambda item: item.kind)
    return [(str(Kind(kind).label), list(_shown(rows))) for kind, rows in by_kind]


def _shown(rows: Iterator[HandoverItem]) -> Iterator[Shown]:
    for item in rows:
        if item.task is not None:
            task = item.task
            yield Shown(item, reverse("plans:task", args=[task.pk]), state_of(task), word_of(task))
        elif item.case is not None:
            case = item.case
            look, word = CASES[case.status], str(case.get_status_display())
            yield Shown(item, reverse("cases:case", args=[case.pk]), look, word)
        elif item.mode is not None:
            yield Shown(item, reverse("plans:modes", args=[item.mode.site_id]))
        else:
            yield Shown(item)
