"""How things are written for a phone."""

import json
from datetime import datetime


def as_json(told: object) -> str:
    """Short JSON; what is neither text nor number is written as text."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str)


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
