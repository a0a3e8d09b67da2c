"""Frequencies: how often something must be done (catalogue XSY-02)."""

from pinzhi.standards.compiler.grammar.recurrence.finding import find_recurrences

__all__ = ["find_recurrences"]
