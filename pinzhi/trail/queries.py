from __future__ import annotations

from typing import TYPE_CHECKING

from pinzhi.trail.models import Event, EventQuerySet

if TYPE_CHECKING:
    from django.db import models


def history_of(thing: models.Model) -> EventQuerySet:
    """All events of one object, newest first. Whoever may see the object may see these."""
    events: EventQuerySet = Event.objects.filter(
        object_type=thing._meta.label_lower,  # noqa: SLF001 -- Django's documented model API
        object_id=str(thing.pk),
    )
    return events.order_by("-id")
