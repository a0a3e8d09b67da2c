from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from pinzhi.trail.queries import history_of
from pinzhi.trail.words import changes_of, verb_words

if TYPE_CHECKING:
    from django.db import models

    from pinzhi.trail.models import Event

register = template.Library()
SHOWN = 50


@register.inclusion_tag("trail/_history.html")
def history(thing: models.Model, limit: int = SHOWN) -> dict[str, Any]:
    """`{% history case %}`: what was done to it, newest first, one query."""
    events = list(history_of(thing)[: limit + 1])
    return {"lines": [_line(event) for event in events[:limit]], "more": len(events) > limit}


def _line(event: Event) -> dict[str, Any]:
    return {"event": event, "words": verb_words(event.verb), "changes": list(changes_of(event))}
