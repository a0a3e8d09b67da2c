"""What good is: standards in editions, what they ask for, and the documents they were read from."""

from pinzhi.standards.models.adjustments import Adjustment, Settlement
from pinzhi.standards.models.core import (
    Checklist,
    Clause,
    Edition,
    Item,
    Requirement,
    Standard,
)
from pinzhi.standards.models.documents import Document, Passage, Proposal, Step, Wire
from pinzhi.standards.models.terms import Band, Clock, Consequence, Variant

__all__ = [
    "Adjustment",
    "Band",
    "Checklist",
    "Clause",
    "Clock",
    "Consequence",
    "Document",
    "Edition",
    "Item",
    "Passage",
    "Proposal",
    "Requirement",
    "Settlement",
    "Standard",
    "Step",
    "Variant",
    "Wire",
]
