"""The life of an import. This table is the whole of it."""

from pinzhi.places.models import ImportBatch

Status = ImportBatch.Status
IMPORT_MOVES: dict[ImportBatch.Status, frozenset[ImportBatch.Status]] = {
    Status.WAITING: frozenset({Status.CHECKING}),
    # a job that was killed half-way begins again
    Status.CHECKING: frozenset({Status.CHECKING, Status.CHECKED, Status.REFUSED}),
    Status.CHECKED: frozenset({Status.APPLYING}),
    Status.APPLYING: frozenset({Status.APPLYING, Status.APPLIED, Status.REFUSED}),
    Status.APPLIED: frozenset({Status.UNDONE}),
    Status.REFUSED: frozenset(),
    Status.UNDONE: frozenset(),
}
