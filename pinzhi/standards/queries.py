"""An edition as a document: the tree of its clauses, and what hangs on each."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from pinzhi.standards.effective import Own
from pinzhi.standards.models import Checklist, Clause, Edition, Item, Requirement, Standard


@dataclass
class Read:
    """One clause as the reader shows it; `runs` and `items` are those of this very clause."""

    clause: Clause
    depth: int
    runs: list[Requirement] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    below: list["Read"] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Of its heading: a chapter is an h2."""
        return min(self.depth + 2, 4)


@dataclass(frozen=True)
class Document:
    chapters: list[Read]
    clauses: list[Read]
    checklists: list[Checklist]

    @property
    def items(self) -> int:
        return sum(len(one.items) for one in self.clauses)


def read_edition(edition: Edition, requirements: QuerySet[Requirement], own: Own) -> Document:
    """The whole edition in three queries; `requirements` are its own, as the caller wants them.
    What one site does differently stands in it as `own` has it.
    """
    clauses = {c.pk: Read(c, c.number.count(".")) for c in edition.clauses.all()}
    checklists: dict[int, Checklist] = {}
    for item in Item.objects.filter(checklist__edition=edition).select_related("checklist"):
        clauses[item.clause_id].items.append(own.item(item, item.checklist.code))
        checklists.setdefault(item.checklist_id, item.checklist)
    for requirement in requirements.filter(edition=edition).select_related("checklist"):
        run = own.requirement(requirement, requirement.checklist.code)
        clauses[requirement.clause_id].runs.append(run)
    chapters: list[Read] = []
    for read in clauses.values():
        parent = read.clause.parent_id
        (clauses[parent].below if parent else chapters).append(read)
    by_code = sorted(checklists.values(), key=lambda one: one.code)
    return Document(chapters, list(clauses.values()), by_code)


def listed(standards: QuerySet[Standard]) -> QuerySet[Standard]:
    """With how much the edition in force holds, and with its editions as `shown`."""
    force = Q(editions__status=Edition.Status.PUBLISHED)
    editions = Edition.objects.order_by("-pk")
    return standards.annotate(
        clause_count=Count("editions__clauses", force, distinct=True),
        checklist_count=Count("editions__checklists", force, distinct=True),
    ).prefetch_related(Prefetch("editions", editions, to_attr="shown"))


def in_force(standard: Standard) -> Edition | None:
    """The edition in force of a standard that `listed` gave, else its newest."""
    shown: list[Edition] = standard.shown  # type: ignore[attr-defined]  # the prefetch above
    now = [one for one in shown if one.status == Edition.Status.PUBLISHED]
    return next(iter(now or shown), None)
