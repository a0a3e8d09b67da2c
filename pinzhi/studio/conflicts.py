"""The conflicts of an edition with what is in force at a site, and what the site settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pinzhi.places.models import Site
from pinzhi.plans.queries.adjustments import editions_at
from pinzhi.standards.effective import terms_of
from pinzhi.standards.models import (
    Clause,
    Clock,
    Consequence,
    Edition,
    Requirement,
    Settlement,
    Standard,
)
from pinzhi.studio.conflict_sums import (
    Clash,
    Limit,
    Money,
    Rhythm,
    clashing_limits,
    clashing_money,
    clashing_rhythms,
)


@dataclass(frozen=True)
class Side:
    """One of the two: what it says, where it stands, and of which edition."""

    standard: Standard
    edition: Edition
    code: str
    title: str
    clause: Clause
    recurrence: object = None
    limit: str = ""


@dataclass(frozen=True)
class Conflict:
    kind: Settlement.Kind
    one: Side
    other: Side
    strictest: str
    settled: Settlement | None

    @property
    def name(self) -> str | Promise:
        return self.kind.label

    @property
    def key(self) -> str:
        """As the form names it: kind, and both by standard and code."""
        parts = (self.one.standard.pk, self.one.code, self.other.standard.pk, self.other.code)
        return "|".join(map(str, (self.kind.value, *parts)))

    @property
    def choice(self) -> str:
        return self.settled.keep if self.settled else self.strictest

    @property
    def choices(self) -> Sequence[tuple[str, str | Promise]]:
        return Settlement.Keep.choices


def conflicts_at(site: Site, edition: Edition | None = None) -> list[Conflict]:
    """Where what a site works by contradicts itself; with an edition, as if that were in force and
    only where it is concerned. A dozen queries, however much it is."""
    editions = [e for e in editions_at(site) if not edition or e.standard_id != edition.standard_id]
    if edition is not None:
        editions.append(edition)
    sides: dict[tuple[str, int, str], Side] = {}
    rhythms = list(_rhythms(site, editions, sides))
    limits, money = list(_limits(editions, sides)), list(_money(editions, sides))
    clashes = [*clashing_rhythms(rhythms), *clashing_limits(limits), *clashing_money(money)]
    settled = {_name(one): one for one in Settlement.objects.filter(site=site)}
    found = [_conflict(clash, sides, settled) for clash in clashes]
    if edition is None:
        return found
    return [c for c in found if edition.pk in {c.one.edition.pk, c.other.edition.pk}]


def _conflict(
    clash: Clash,
    sides: dict[tuple[str, int, str], Side],
    settled: dict[tuple[str, int, str, int, str], Settlement],
) -> Conflict:
    a, b = clash.one, clash.other
    return Conflict(
        kind=Settlement.Kind(clash.kind),
        one=sides[clash.kind, a.standard, a.code],
        other=sides[clash.kind, b.standard, b.code],
        strictest=clash.strictest,
        settled=settled.get((clash.kind, a.standard, a.code, b.standard, b.code)),
    )


def _name(one: Settlement) -> tuple[str, int, str, int, str]:
    return one.kind, one.one_id, one.one_code, one.other_id, one.other_code


def _rhythms(
    site: Site, editions: Sequence[Edition], sides: dict[tuple[str, int, str], Side]
) -> Iterable[Rhythm]:
    rows = list(
        Requirement.objects.filter(edition__in=editions).select_related(
            "checklist", "clause", "edition__standard"
        )
    )
    terms = terms_of(site, rows)
    for row in rows:
        standard, code, recurrence = (
            row.edition.standard,
            row.checklist.code,
            terms[row.pk].recurrence,
        )
        sides["cycle", standard.pk, code] = Side(
            standard, row.edition, code, row.checklist.title, row.clause, recurrence
        )
        yield Rhythm(standard.pk, code, row.checklist.title, row.place_kind, row.system, recurrence)


def _limits(
    editions: Sequence[Edition], sides: dict[tuple[str, int, str], Side]
) -> Iterable[Limit]:
    rows = Clock.objects.filter(edition__in=editions)
    for row in rows.select_related("clause", "edition__standard"):
        standard = row.edition.standard
        limit = f"{row.value.normalize():f} {row.get_unit_display()}"
        sides["limit", standard.pk, row.code] = Side(
            standard, row.edition, row.code, str(row), row.clause, limit=limit
        )
        kind, unit = row.case_kind, row.unit
        yield Limit(standard.pk, row.code, row.event, row.action, row.value, unit, kind)


def _money(editions: Sequence[Edition], sides: dict[tuple[str, int, str], Side]) -> Iterable[Money]:
    rows = Consequence.objects.filter(edition__in=editions)
    for row in rows.select_related("clause", "edition__standard"):
        standard = row.edition.standard
        sides["money", standard.pk, row.code] = Side(
            standard, row.edition, row.code, row.occasion, row.clause, limit=_say_money(row)
        )
        yield Money(standard.pk, row.code, row.occasion, row.whom, row.sign, row.amount, row.points)


def _say_money(row: Consequence) -> str:
    sums = [
        f"¥{row.amount.normalize():f}" if row.amount is not None else "",
        str(_("%(n)s points") % {"n": f"{row.points.normalize():f}"})
        if row.points is not None
        else "",
    ]
    return f"{row.get_sign_display()} {' · '.join(one for one in sums if one)}"
