import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise


def to_json(values: object) -> str:
    """The values as JSON text: exact decimals as text, times in UTC, a model as its key.

    TypeError for anything it does not know: better at once than a guess in an audit log.
    """
    if not values:
        return "{}"
    return json.dumps(values, default=_plain, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID, Promise)):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, models.Model):
        return value.pk
    raise TypeError(f"cannot keep a {type(value).__name__} in the trail")
