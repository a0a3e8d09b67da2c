"""What a list shows of a row: each column knows its HTML and its spreadsheet cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from pinzhi.common import looks, wording

NOTHING = mark_safe('<span class="pz-muted">–</span>')


@dataclass(frozen=True)
class Column:
    """Plain text. `value` reads it from a row; without it `name` is an attribute path (a.b.c).

    `sort` names the Listing's sort that the header asks for; `href` makes the text a link.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any] | None = None
    sort: str = ""
    href: Callable[[Any], str] | None = None
    kind: str = field(default="text", init=False)

    @cached_property
    def path(self) -> list[str]:
        return self.name.split(".")

    def read(self, row: Any) -> Any:
        """The plain value; None when something along the path is missing."""
        if self.value is not None:
            return self.value(row)
        for step in self.path:
            row = getattr(row, step, None)
        return row

    def html(self, row: Any, now: datetime) -> str:
        value = self.read(row)
        if value is None or value == "":
            return NOTHING
        said = self.say(value, row, now)
        address = self.href(row) if self.href else ""
        return format_html('<a href="{}">{}</a>', address, said) if address else said

    def say(self, value: Any, row: Any, now: datetime) -> str:  # noqa: ARG002 -- others need them
        return conditional_escape(value)

    def cell(self, row: Any) -> Any:
        return self.read(row)


@dataclass(frozen=True)
class Number(Column):
    kind: str = field(default="number", init=False)


@dataclass(frozen=True)
class Money(Column):
    kind: str = field(default="money", init=False)

    def say(self, value: Any, row: Any, now: datetime) -> str:  # noqa: ARG002 -- as Column
        return wording.say_money(value)


@dataclass(frozen=True)
class Time(Column):
    """An instant; `end` makes it a window."""

    end: Callable[[Any], datetime | None] | None = None
    kind: str = field(default="time", init=False)

    def say(self, value: Any, row: Any, now: datetime) -> str:
        end = self.end(row) if self.end else None
        said = wording.say_span(value, end, now) if end else wording.say_time(value, now)
        return _time(value, said)


@dataclass(frozen=True)
class Due(Column):
    """A deadline: how long is left or by how much it is overdue; `over` tells when it no longer
    matters, then the instant alone is said."""

    over: Callable[[Any], bool] | None = None
    kind: str = field(default="time", init=False)

    def say(self, value: Any, row: Any, now: datetime) -> str:
        if self.over and self.over(row):
            return _time(value, wording.say_time(value, now))
        late = "late" if value < now else ""
        return _time(value, wording.say_remaining(value, now), late)


@dataclass(frozen=True)
class Status(Column):
    """`looks` gives for each value the look (done, due, late, … of common.looks) it is shown in;
    `word` the word, by default Django's display of the field `name`."""

    looks: Mapping[Any, str] = field(default_factory=dict)
    word: Callable[[Any], object] | None = None
    kind: str = field(default="status", init=False)

    def say(self, value: Any, row: Any, now: datetime) -> str:  # noqa: ARG002 -- as Column
        return looks.status(self.looks.get(value, "due"), self.cell(row))

    def cell(self, row: Any) -> Any:
        if self.word:
            return str(self.word(row))
        display = getattr(row, f"get_{self.name}_display", None)
        return display() if display else self.read(row)


def _time(value: datetime, said: str, status: str = "") -> SafeString:
    exact = f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    mark = format_html(' data-status="{}"', status) if status else ""
    return format_html(
        '<time class="pz-time" datetime="{}" title="{}" data-exact="{}"{}>{}</time>',
        value.isoformat(),
        exact,
        exact,
        mark,
        said,
    )
