"""Packs: standards as files, see docs/standards-format.md. Pure: no database, no Django."""

from pinzhi.standards.pack.data import (
    Choice,
    Pack,
    PackBand,
    PackChecklist,
    PackClause,
    PackClock,
    PackConsequence,
    PackItem,
    PackOption,
    PackPlan,
    PackSet,
    PackVariant,
    Span,
)
from pinzhi.standards.pack.reading import MOST_BYTES, PackError, read_pack

__all__ = [
    "MOST_BYTES",
    "Choice",
    "Pack",
    "PackBand",
    "PackChecklist",
    "PackClause",
    "PackClock",
    "PackConsequence",
    "PackError",
    "PackItem",
    "PackOption",
    "PackPlan",
    "PackSet",
    "PackVariant",
    "Span",
    "read_pack",
]
