"""What a verb is called. Each room keeps its own `VERBS` in `<room>/words.py`; here they meet."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Field
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from django.utils.functional import _StrPromise

    from pinzhi.trail.models import Event


@cache
def all_verbs() -> dict[str, str | _StrPromise]:
    verbs: dict[str, str | _StrPromise] = {}
    for room in apps.get_app_configs():
        name = f"{room.name}.words"
        if room.name.startswith("pinzhi.") and find_spec(name):
            verbs |= getattr(import_module(name), "VERBS", {})
    return verbs


def verb_words(verb: str) -> str:
    """The verb in the reader's language; the code itself when no room knows it."""
    return str(all_verbs().get(verb, verb))


def changes_of(event: Event) -> Iterator[tuple[str, str, str]]:
    """(field, before, after) in words: the names and choices of the object's own model."""
    for name in dict.fromkeys([*event.before, *event.after]):
        field = _field(event.object_type, name)
        label = name if field is None else str(getattr(field, "verbose_name", name))
        before, after = (_shown(field, side.get(name)) for side in (event.before, event.after))
        yield label, before, after


def _field(object_type: str, name: str) -> Field[Any, Any] | None:
    try:
        field = apps.get_model(object_type)._meta.get_field(name)  # noqa: SLF001 -- documented API
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, Field) else None


def _shown(field: Field[Any, Any] | None, value: object) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "、".join(_shown(field, one) for one in value)
    if isinstance(field, DateTimeField) and (moment := parse_datetime(str(value))):
        return date_format(localtime(moment) if moment.tzinfo else moment, "Y-m-d H:i:s")
    choices: dict[object, object] = {} if field is None else dict(field.flatchoices)
    return str(choices.get(value, value) if isinstance(value, (str, int)) else value)
