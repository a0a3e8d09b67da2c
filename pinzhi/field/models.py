"""What the sync protocol keeps (docs/sync.md)."""

from pinzhi.field.sync.models import (
    Announced,
    Chunk,
    Cursor,
    Epoch,
    Operation,
    OperationQuerySet,
    Phone,
    Upload,
)

__all__ = [
    "Announced",
    "Chunk",
    "Cursor",
    "Epoch",
    "Operation",
    "OperationQuerySet",
    "Phone",
    "Upload",
]
