"""What a list may be narrowed by. Only what is declared; anything else in an address is a 400."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from django.core.exceptions import BadRequest
from django.db.models import DateTimeField, Model, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise

from pinzhi.common.pages.keyset import along

Text = str | Promise
BIGGEST = 2**63 - 1


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True)
class Widget:
    """What the form shows for a filter: `kind` is choices, select or days."""

    kind: str
    name: str
    label: Text
    options: Sequence[Option] = ()
    values: tuple[str, str] = ("", "")

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]


class Filter(Protocol):
    @property
    def names(self) -> Sequence[str]: ...
    def condition(self, params: QueryDict, model: type[Model]) -> Q: ...
    def widget(self, params: QueryDict, user: Any) -> Widget: ...


def _values(params: QueryDict, name: str) -> list[str]:
    return [value for value in params.getlist(name) if value != ""]


@dataclass(frozen=True)
class Choice:
    """One or several of a field's choices."""

    name: str
    label: Text
    choices: Sequence[tuple[Any, Any]]
    path: str = ""

    @property
    def names(self) -> Sequence[str]:
        return [self.name]

    def condition(self, params: QueryDict, model: type[Model]) -> Q:  # noqa: ARG002 -- as Days
        wanted = _values(params, self.name)
        known = {str(value) for value, _ in self.choices}
        if not known.issuperset(wanted):
            raise BadRequest(self.name)
        return Q(**{f"{self.path or self.name}__in": wanted}) if wanted else Q()

    def widget(self, params: QueryDict, user: Any) -> Widget:  # noqa: ARG002 -- as Reference
        wanted = _values(params, self.name)
        options = [Option(str(v), label, str(v) in wanted) for v, label in self.choices]
        return Widget("choices", self.name, self.label, options)


@dataclass(frozen=True)
class Cases:
    """Named conditions, such as late or mine; several together mean any of them.

    A condition that depends on the moment is a function of it.
    """

    name: str
    label: Text
    cases: Mapping[str, tuple[Text, Q | Callable[[datetime], Q]]]

    @property
    def names(self) -> Sequence[str]:
        return [self.name]

    def condition(self, params: QueryDict, model: type[Model]) -> Q:  # noqa: ARG002 -- as Days
        found = Q()
        now = timezone.now()
        for value in _values(params, self.name):
            if value not in self.cases:
                raise BadRequest(self.name)
            case = self.cases[value][1]
            found |= case if isinstance(case, Q) else case(now)
        return found

    def widget(self, params: QueryDict, user: Any) -> Widget:  # noqa: ARG002 -- as Reference
        wanted = _values(params, self.name)
        options = [Option(v, label, v in wanted) for v, (label, _) in self.cases.items()]
        return Widget("choices", self.name, self.label, options)


@dataclass(frozen=True)
class Reference:
    """Rows that point to one thing; `options` lists (primary key, name) for the reader."""

    name: str
    label: Text
    options: Callable[[Any], Iterable[tuple[Any, Any]]]
    path: str = ""

    @property
    def names(self) -> Sequence[str]:
        return [self.name]

    def condition(self, params: QueryDict, model: type[Model]) -> Q:  # noqa: ARG002 -- as Days
        wanted = _values(params, self.name)
        if not all(v.isdecimal() and int(v) <= BIGGEST for v in wanted):
            raise BadRequest(self.name)
        return Q(**{f"{self.path or self.name}__in": [int(v) for v in wanted]}) if wanted else Q()

    def widget(self, params: QueryDict, user: Any) -> Widget:
        wanted = _values(params, self.name)
        options = [Option(str(pk), name, str(pk) in wanted) for pk, name in self.options(user)]
        return Widget("select", self.name, self.label, options)


@dataclass(frozen=True)
class Days:
    """From one local day to another, both included: name_from, name_to."""

    name: str
    label: Text
    path: str = ""

    @property
    def names(self) -> Sequence[str]:
        return [f"{self.name}_from", f"{self.name}_to"]

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        first, last = (_day(params.get(name, "")) for name in self.names)
        path = self.path or self.name
        instants = isinstance(along(model, path)[-1], DateTimeField)
        found = Q()
        if first:
            found &= Q(**{f"{path}__gte": _midnight(first) if instants else first})
        if last:
            after = last + timedelta(days=1)
            found &= Q(**{f"{path}__lt": _midnight(after) if instants else after})
        return found

    def widget(self, params: QueryDict, user: Any) -> Widget:  # noqa: ARG002 -- as Reference
        first, last = self.names
        return Widget(
            "days", self.name, self.label, values=(params.get(first, ""), params.get(last, ""))
        )


def _day(text: str) -> date | None:
    """A day between 1900 and 2200, None for nothing."""
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError as problem:
        raise BadRequest(text) from problem
    if found is None or not date(1900, 1, 1) <= found <= date(2200, 1, 1):
        raise BadRequest(text)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
