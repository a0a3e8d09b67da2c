"""What the deeds share: write what is new, and say what it was before."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from pinzhi.common.refusals import Refusal
from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Place
from pinzhi.places.refusals import NotAllowed, refusing

Changes = tuple[dict[str, Any], dict[str, Any]]


def require_right(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    """Raise NotAllowed unless `allowed`."""
    if not allowed:
        raise NotAllowed


def write(
    thing: models.Model,
    fields: Mapping[str, object],
    named: Mapping[str, type[Refusal]] | None = None,
) -> Changes:
    """Save those of `fields` that differ; give back what they were and what they are now."""
    before = {name: getattr(thing, name) for name in fields}
    changed = [name for name, value in fields.items() if before[name] != value]
    for name in changed:
        setattr(thing, name, fields[name])
    if changed:
        with refusing(named or {}):
            thing.save(update_fields=changed)
    return (
        {name: said(before[name]) for name in changed},
        {name: said(fields[name]) for name in changed},
    )


def said(value: object) -> object:
    """A value as the trail keeps it: people and things by name and number, the rest as it is."""
    if isinstance(value, Staff):
        return f"{value.name} ({value.number})"
    if isinstance(value, (OrgNode, Place)):
        return f"{value} ({value.code})"
    return value
