"""Finding rows by a piece of their text, also by two Chinese characters among millions.

A table that is searched has a GIN index over the pairs of neighbouring characters of its columns
(the `…_words` indexes in the rooms' migrations, spelt as `joined` spells them). An index over
pairs finds what is rare. What is common it would find in hundreds of thousands of places, only to
throw most away again; there the order of the page is walked instead, which soon fills it.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.fields import TextField

SAMPLE = 2_000
COMMON = 30  # of the sample; 1.5 %
NEWEST = 20_000
PAIR = 2
Row = TypeVar("Row", bound=Model)
ESCAPES = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class _Joined(Func):
    """The searched columns as one text; spelt as in the index, or it would not be used."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class _Holds(Func):
    template = "(%(expressions)s)"
    arg_joiner = " ILIKE "
    output_field = BooleanField()


class _HoldsPairs(Func):
    """Whether the pairs of a text hold those of a word; the index answers this one."""

    function = "pinzhi_bigrams"
    template = "(pinzhi_bigrams(%(expressions)s))"
    arg_joiner = ") @> pinzhi_bigrams("
    output_field = BooleanField()


def split(words: str) -> list[str]:
    """What a person typed, word by word: each must be found, in any order."""
    return words.replace("\x00", "").split()


def matching(rows: QuerySet[Row], columns: Sequence[str], words: str) -> QuerySet[Row]:
    """The rows whose columns hold every word, whatever its case.

    `columns` are those of the table's `…_words` index, in its order. A single character is looked
    for among the newest 20,000 rows only: no index knows it, and it is hardly ever meant.
    Costs one small query on a table that has more than 2,000 rows.
    """
    wanted = split(words)
    if not wanted:
        return rows
    long = [word for word in wanted if len(word) >= PAIR]
    found = rows.filter(*[holds(columns, word) for word in wanted])
    if not long:
        newest = rows.model._default_manager.order_by("-pk").values("pk")[:NEWEST]  # noqa: SLF001 -- Django's public name
        return found.filter(pk__in=newest)
    if is_common(rows.model, columns, wanted):
        return found
    return found.filter(*[_HoldsPairs(joined(columns), Value(word)) for word in long])


def holds(columns: Sequence[str], word: str) -> Any:
    """The condition that a word stands somewhere in the columns."""
    return _Holds(joined(columns), Value(f"%{word.translate(ESCAPES)}%"))


def joined(columns: Sequence[str]) -> Any:
    fields = [F(column) for column in columns]
    return fields[0] if len(fields) == 1 else _Joined(*fields)


def is_common(model: type[Model], columns: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words are in so many of the newest rows that walking beats looking up."""
    newest = model._default_manager.order_by("-pk")[:SAMPLE]  # noqa: SLF001 -- Django's public name
    inner = newest.annotate(hit=_all_of(columns, wanted)).values_list("hit", flat=True)
    return sum(map(bool, inner)) >= COMMON


def _all_of(columns: Sequence[str], wanted: Sequence[str]) -> Any:
    class All(Func):
        template = "(%(expressions)s)"
        arg_joiner = " AND "
        output_field = BooleanField()

    return All(*[holds(columns, word) for word in wanted])


class by:  # noqa: N801 -- reads as a word where it is used
    """`matching` on these columns, as a Listing takes it for its `search`."""

    do_not_call_in_templates = True  # they only ask whether there is one

    def __init__(self, *columns: str) -> None:
        self.columns = columns

    def __call__(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return matching(rows, self.columns, words)


class via:  # noqa: N801 -- likewise
    """A room's own way to find rows by words, as a Listing takes it for its `search`."""

    do_not_call_in_templates = True

    def __init__(self, find: Callable[[QuerySet[Any], str], QuerySet[Any]]) -> None:
        self.find = find

    def __call__(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return self.find(rows, words)
