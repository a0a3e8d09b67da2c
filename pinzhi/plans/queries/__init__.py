"""Reads of plans and tasks that cross models."""

from pinzhi.plans.queries.fitting import Fit, fits_of
from pinzhi.plans.queries.plans import (
    colleagues,
    counts_of,
    next_windows,
    with_next_task,
)
from pinzhi.plans.queries.weeks import Cell, Chip, Line, Month, Week, month_of, week_of

__all__ = [
    "Cell",
    "Chip",
    "Fit",
    "Line",
    "Month",
    "Week",
    "colleagues",
    "counts_of",
    "fits_of",
    "month_of",
    "next_windows",
    "week_of",
    "with_next_task",
]
