"""What written documents ask for, held against packs: in both, only in one. Pure: no database.

`facts_of_document` and `facts_of_packs` gather, `compare` matches, `page` writes the report.
"""

from pinzhi.standards.comparing_documents.facts import KINDS, Fact, Kind
from pinzhi.standards.comparing_documents.matching import Comparison, Match, compare
from pinzhi.standards.comparing_documents.of_documents import facts_of_document
from pinzhi.standards.comparing_documents.of_packs import facts_of_packs
from pinzhi.standards.comparing_documents.page import page

__all__ = [
    "KINDS",
    "Comparison",
    "Fact",
    "Kind",
    "Match",
    "compare",
    "facts_of_document",
    "facts_of_packs",
    "page",
]
