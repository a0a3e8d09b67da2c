"""List pages: say what there is to see, filter and sort by; the rest is the same everywhere."""

from pinzhi.common.pages.columns import Column, Due, Money, Number, Status, Time
from pinzhi.common.pages.filters import Cases, Choice, Days, Reference
from pinzhi.common.pages.keyset import Sort
from pinzhi.common.pages.listing import Listing

__all__ = [
    "Cases",
    "Choice",
    "Column",
    "Days",
    "Due",
    "Listing",
    "Money",
    "Number",
    "Reference",
    "Sort",
    "Status",
    "Time",
]
