"""What the server signs for a phone to carry: the time it was told, and a leaver's way in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils.dateparse import parse_datetime

TIME_SALT = "pinzhi.field.sync.time"
HANDOVER_SALT = "pinzhi.field.sync.handover"
HANDOVER_LASTS = timedelta(days=30)
LONGEST = 400


def sign_time(at: datetime) -> str:
    return signing.Signer(salt=TIME_SALT).sign(at.isoformat()).replace(" ", "")


def read_time(token: object) -> datetime | None:
    """The time that was signed; None for anything this server did not sign."""
    if not isinstance(token, str) or not 0 < len(token) <= LONGEST:
        return None
    try:
        return parse_datetime(signing.Signer(salt=TIME_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


@dataclass(frozen=True)
class Handover:
    """Whose outbox may be handed over without a session, and from which phone."""

    staff_id: int
    device: str


def sign_handover(staff_id: int, device: str) -> str:
    return signing.dumps([staff_id, device], salt=HANDOVER_SALT)


def read_handover(token: str) -> Handover | None:
    """None for anything this server did not sign within the last 30 days."""
    if not 0 < len(token) <= LONGEST:
        return None
    try:
        staff_id, device = signing.loads(token, salt=HANDOVER_SALT, max_age=HANDOVER_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Handover(staff_id, device)
