"""The deeds of an import: take the file in, check it, apply it, take it back."""

import hashlib
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, connection, transaction

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.actions.changes import require_right
from pinzhi.places.actions.nodes import lock_tree
from pinzhi.places.importing import limits
from pinzhi.places.importing.planning import ImportPlan, Progress, plan_import, silent
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.reading import Workbook, read_file
from pinzhi.places.importing.refusals import ImportConflict, ImportRefused
from pinzhi.places.importing.reports import report_of, report_of_refusal
from pinzhi.places.importing.states import IMPORT_MOVES, Status
from pinzhi.places.importing.tables import Outcome
from pinzhi.places.importing.undoing import take_back
from pinzhi.places.importing.writing import write_plan
from pinzhi.places.models import ImportBatch, Site
from pinzhi.trail import actions as trail

# One import at a time: two that bring the same code would otherwise meet at its constraint.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('pinzhi.import'))"
NAME_LENGTH = 200


def may_import_anything(user: Staff) -> bool:
    """Whether somebody has anything to do on the import page at all."""
    if rules.may_import(user):
        return True
    return any(rules.may_import(user, Site(pk=pk)) for pk in user.scope.site_ids)


@transaction.atomic
def receive_import(file: BinaryIO, *, name: str, by: Staff) -> ImportBatch:
    """Keep an uploaded file and let a job check it. Raises NotAllowed; FileRefusedError when empty
    or too large to be kept at all."""
    from pinzhi.places.importing.jobs import check_import_job

    require_right(may_import_anything(by))
    content = file.read(limits.FILE_BYTES + 1)
    if not content:
        raise FileRefusedError("empty")
    if len(content) > limits.FILE_BYTES:
        raise FileRefusedError("too_large", limit=limits.FILE_BYTES // 1024 // 1024)
    batch = _new_batch(content, name, by)
    check_import_job.defer(batch_id=batch.pk)
    return batch


def check_import(batch: ImportBatch) -> ImportBatch:
    """Dry run: read the file, compare, write down what would happen. Safe to repeat."""
    batch = _move(batch, Status.CHECKING)
    if batch.by is None:
        raise ImportRefused
    report, good = _look(batch, batch.by)
    with transaction.atomic():
        return _move(batch, Status.CHECKED if good else Status.REFUSED, report=report, done=100)


@transaction.atomic
def ask_apply(batch: ImportBatch, *, by: Staff) -> ImportBatch:
    """Let a job apply a checked import. Raises MoveRefused, NotAllowed (only who brought it)."""
    from pinzhi.places.importing.jobs import apply_import_job

    require_right(batch.by_id == by.pk and may_import_anything(by))
    batch = _move(batch, Status.APPLYING, done=10)
    apply_import_job.defer(batch_id=batch.pk)
    return batch


def apply_batch(batch: ImportBatch) -> ImportBatch:
    """Apply a checked import, all of it or nothing. Safe to repeat: an applied one stays as it is.

    The comparison is made anew under the locks; what has changed since the dry run counts.
    """
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
            if batch.status == Status.APPLIED:
                return batch
            return _apply(batch, read_batch(batch), by=batch.by)
    except PlanRefused as refused:
        return _move(batch, Status.REFUSED, report=report_of(refused.plan))
    except (FileRefusedError, ImportConflict) as refused:
        return _move(batch, Status.REFUSED, report=report_of_refusal(refused))


def import_file(
    path: Path, *, name: str = "", by: Staff | None, progress: Progress = silent
) -> tuple[ImportPlan, ImportBatch | None]:
    """Bring a file in at once (the command line). Without effect there is no batch.

    Raises FileRefusedError and, with problems, PlanRefused, whose `plan` tells them.
    """
    workbook = read_file(path, name)
    with transaction.atomic():
        plan = _locked_plan(workbook, by, progress)
        if not plan.has_effect:
            return plan, None
        batch = _new_batch(path.read_bytes(), workbook.name, by, Status.APPLYING)
        return plan, _write(batch, plan, by)


def try_file(
    path: Path, *, name: str = "", by: Staff | None, progress: Progress = silent
) -> ImportPlan:
    """What `import_file` would do, without doing it. Raises FileRefusedError."""
    return plan_import(read_file(path, name), by=by, progress=progress)


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: Staff) -> ImportBatch:
    """Take an applied import back, all of it or nothing.

    Raises ChangedSince or NeededSince once something rests on it; MoveRefused, NotAllowed.
    """
    own = batch.by_id == by.pk and may_import_anything(by)
    require_right(own or rules.may_found(by))
    _lock()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    require_move(IMPORT_MOVES, Status(batch.status), Status.UNDONE)
    take_back(batch)
    batch = _move(batch, Status.UNDONE)
    trail.record("import.undone", batch, by=by, before={"status": Status.APPLIED.value})
    return batch


class PlanRefused(ImportRefused):
    """Refused for its problems, which the plan tells."""

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self.plan = plan


def _new_batch(
    content: bytes, name: str, by: Staff | None, status: Status = Status.WAITING
) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=Path(name).name[-NAME_LENGTH:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        status=status,
        total=100,
        by=by,
    )


def _look(batch: ImportBatch, by: Staff) -> tuple[dict[str, object], bool]:
    def progress(done: int, total: int) -> None:
        _show(batch, 40 + 50 * done // total)

    try:
        workbook = read_batch(batch)
    except FileRefusedError as refused:
        return report_of_refusal(refused), False
    _show(batch, 40)
    plan = plan_import(workbook, by=by, progress=progress)
    return report_of(plan), not plan.problems


def _show(batch: ImportBatch, done: int) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(done=done)


def read_batch(batch: ImportBatch) -> Workbook:
    suffix = Path(batch.file_name).suffix.lower()
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(bytes(batch.content))
        file.flush()
        return read_file(Path(file.name), batch.file_name)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK)


def _locked_plan(workbook: Workbook, by: Staff | None, progress: Progress = silent) -> ImportPlan:
    _lock()
    lock_tree()
    codes = {
        str(r.values["site"])
        for p in workbook.parts.values()
        for r in p.records
        if "site" in r.values
    }
    sites = Site.objects.select_for_update(of=("self",), no_key=True).filter(code__in=codes)
    list(sites.order_by("pk").values_list("pk"))
    plan = plan_import(workbook, by=by, progress=progress)
    if plan.problems:
        raise PlanRefused(plan)
    return plan


def _apply(batch: ImportBatch, workbook: Workbook, *, by: Staff | None) -> ImportBatch:
    return _write(batch, _locked_plan(workbook, by), by)


def _write(batch: ImportBatch, plan: ImportPlan, by: Staff | None) -> ImportBatch:
    try:
        with transaction.atomic():
            undo = write_plan(plan)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise ImportConflict from error
    counts = {outcome.value: plan.total(outcome) for outcome in Outcome}
    after = {"file": batch.file_name, "sha256": batch.sha256, **counts}
    event = trail.record("import.applied", batch, by=by, after=after)
    undo["event"] = event.pk
    return _move(batch, Status.APPLIED, report=report_of(plan), undo=undo, done=100)


def _move(batch: ImportBatch, new: Status, **changes: object) -> ImportBatch:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        require_move(IMPORT_MOVES, Status(batch.status), new)
        for name, value in changes.items():
            setattr(batch, name, value)
        batch.status = new
        batch.save(update_fields=["status", *changes])
        return batch
