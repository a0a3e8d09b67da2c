"""Looking up the thing an operation is about: a task, a case, a site."""

from collections.abc import Collection
from datetime import timedelta

from pinzhi.cases.models import Case, Report
from pinzhi.field.sync.doing import Doing, ParentMissingError
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import Fields
from pinzhi.field.sync.refusals import UnknownThing
from pinzhi.field.sync.states import Kind, State
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.records.models import Finding
from pinzhi.trail.models import Event

REMEMBERED = timedelta(days=30)


def find_site(doing: Doing) -> None:
    """Look the thing up that an operation is about.

    UnknownThing, ParentMissingError, BadOperation.
    """
    told = doing.data
    if doing.told.kind in {Kind.TASK_START, Kind.RECORD, Kind.NOTE}:
        find_task(doing)
    elif doing.told.kind == Kind.FINDING:
        doing.at_site(find_one(Site, told.key("site")))
    else:
        find_case(doing)


def whole_tasks(keys: Collection[int]) -> dict[int, Task]:
    """Tasks with all that carrying one out asks of them. One query, none for none."""
    return Task.objects.select_related("checklist", "site", "place", "equipment").in_bulk(keys)


def find_task(doing: Doing) -> Task:
    key = doing.data.key("task")
    task = doing.known.tasks.pop(key, None) or whole_tasks([key]).get(key)
    if task is None:
        raise UnknownThing
    doing.at_site(task.site)
    return task


def version_of(case: Case) -> str:
    """What two people must not change at once: where a case stands and who answers for it."""
    return f"{case.status}.{case.owner_id or 0}.{case.round}"


def find_case(doing: Doing) -> Case:
    """The case by its key, or by the operation it came from. Locked: two phones may act at once."""
    rows = Case.objects.select_related("site", "finding").select_for_update(of=("self",))
    ref = doing.data.raw("case")
    if isinstance(ref, dict):
        case = rows.filter(pk=_case_of(doing.data.fields("case")) or 0).first()
        if case is None:
            raise ParentMissingError
    else:
        case = rows.filter(pk=doing.data.key("case")).first()
        if case is None:
            raise UnknownThing
    doing.at_site(case.site)
    doing.in_sequence = _in_sequence(doing, case)
    return case


def _case_of(ref: Fields) -> int | None:
    uid = ref.uuid("operation")
    if ref.has("item"):
        found = Finding.objects.filter(record_id=uid, item_id=ref.key("item"))
        return found.values_list("case__pk", flat=True).first()
    return Report.objects.filter(uid=uid).values_list("case_id", flat=True).first()


def _in_sequence(doing: Doing, case: Case) -> bool:
    """Whether the author knew the case as it stands: as pulled, or as he himself left it since."""
    now, base = version_of(case), doing.told.base_version
    if now == base:
        return True
    if not base:  # the phone's own, so anybody else's hand on it is news
        events = Event.objects.filter(object_id=str(case.pk), object_type="cases.case")
        others = events.exclude(actor_id=doing.by.pk).exclude(verb="case.commented")
        return not others.exists()
    mine = Operation.objects.filter(
        by=doing.by, received_at__gte=doing.now - REMEMBERED, state=State.ACCEPTED
    )
    last = mine.filter(result__case=case.pk).order_by("-received_at", "-pk").first()
    chained = last is not None and last.in_sequence and last.base_version == base
    return chained and last is not None and last.version == now


def find_one(model: type[Site], key: int) -> Site:
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise UnknownThing
    return found
