"""Records by a piece of their title, which is that of their task: found as tasks are."""

from django.db.models import Q, QuerySet

from pinzhi.common.text import holds, is_common, split
from pinzhi.people.queries import people_named
from pinzhi.plans.queries.searching import TITLE, targets_named
from pinzhi.records.models import Record


def records_named(rows: QuerySet[Record], words: str) -> QuerySet[Record]:
    """The records of tasks whose title holds every word, whatever its case."""
    wanted = split(words)
    if not wanted:
        return rows
    found = rows.filter(*[holds(TITLE, word) for word in wanted])
    if is_common(Record, TITLE, wanted):
        return found
    for word in wanted:
        found = found.filter(task__target__in=targets_named(word))
    return found


def records_found(rows: QuerySet[Record], words: str) -> QuerySet[Record]:
    """The records whose title holds every word, or that somebody of such a name filled in."""
    people = people_named(words)
    titled = records_named(rows, words)
    if not people:
        return titled
    return rows.filter(Q(by__in=people) | Q(pk__in=titled.values("pk")))
