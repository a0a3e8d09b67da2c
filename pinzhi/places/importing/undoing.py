"""Take an import back as long as nothing rests on it."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from pinzhi.places.importing.refusals import ChangedSince, NeededSince
from pinzhi.places.importing.tables import empty_tables
from pinzhi.places.importing.writing import plain, respell_below
from pinzhi.places.models import ImportBatch, Place
from pinzhi.trail.models import Event

AT_ONCE = 500


def take_back(batch: ImportBatch) -> None:
    """Undo inside the caller's transaction.

    Raises ChangedSince when a row has been changed since, by hand or by a later import, and
    NeededSince when something else refers to a row that would go.
    """
    created, changed = batch.undo["created"], batch.undo["changed"]
    for label, spans in created.items():
        _check_untouched(label, spans, batch)
    for label, rows in changed.items():
        _put_back(apps.get_model(label), rows)
    _remove(created)
    if places := changed.get("places.place"):
        kept = [pk for pk, fields in places if "full_name" in fields]
        not_rooms = Place.objects.filter(pk__in=kept).exclude(kind=Place.Kind.ROOM)
        respell_below(not_rooms.values_list("pk", flat=True))


def _check_untouched(label: str, spans: list[list[int]], batch: ImportBatch) -> None:
    """Every deed on a row leaves an event; the import itself left one for the whole batch."""
    numbers = [str(number) for first, last in spans for number in range(first, last + 1)]
    since = Event.objects.filter(pk__gt=batch.undo["event"], object_type=label)
    if since.filter(object_id__in=numbers).exists():
        raise ChangedSince


def _put_back(model: type[models.Model], rows: list[list[Any]]) -> None:
    old = {pk: fields for pk, fields in rows}  # noqa: C416 -- from lists of JSON
    manager = model._default_manager  # noqa: SLF001 -- public in Django
    groups: dict[tuple[str, ...], list[models.Model]] = {}
    for thing in manager.select_for_update(of=("self",)).filter(pk__in=list(old)):
        fields = old.pop(thing.pk)
        for name, (before, after) in fields.items():
            if plain(getattr(thing, name)) != after:
                raise ChangedSince
            setattr(thing, name, _value(model, name, before))
        groups.setdefault(tuple(sorted(fields)), []).append(thing)
    if old:
        raise ChangedSince
    for names, things in groups.items():
        fields_to_write = [name.removesuffix("_id") for name in names]
        manager.bulk_update(things, fields_to_write, batch_size=AT_ONCE)


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001 -- public in Django
    if isinstance(field, models.ForeignKey | models.JSONField):
        return value
    return field.to_python(value) if isinstance(field, models.Field) else value


def _remove(created: dict[str, list[list[int]]]) -> None:
    """Delete by number; every foreign key of the database is asked, whichever room it is in."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in reversed(empty_tables().values()):
                meta = table.model._meta  # noqa: SLF001 -- public in Django
                for first, last in created.get(meta.label_lower, ()):
                    name = connection.ops.quote_name(meta.db_table)
                    cursor.execute(
                        f"DELETE FROM {name} WHERE id BETWEEN %s AND %s",  # noqa: S608 -- our own table
                        [first, last],
                    )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise NeededSince from error
