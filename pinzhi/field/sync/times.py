"""When something was really captured. Pure: claims in, a time out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SLACK = timedelta(minutes=5)
LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """What a phone says about one capture, and what the server knows of it.

    `seen` is the last server time the phone had been told before, None when it cannot prove one;
    `elapsed` what the phone's own count of time says has passed since; `sent` its clock at sending.
    """

    captured: datetime
    seen: datetime | None
    elapsed: timedelta | None
    sent: datetime | None
    received: datetime


def bound(claim: Claim) -> tuple[datetime, bool]:
    """The time that counts, and whether the clock of the phone has to be doubted.

    Never before `seen`, never after receipt. The phone's own word holds while it agrees with the
    time that has passed since `seen`; else that does (A10, T7).
    """
    at = claim.captured
    elapsed = claim.elapsed if claim.elapsed and claim.elapsed > timedelta(0) else None
    if claim.seen and elapsed:
        counted = claim.seen + min(elapsed, claim.received - claim.seen + SLACK)
        if abs(counted - at) > SLACK:
            at = counted
    at = min(max(at, claim.seen or at), claim.received)
    moved = abs(at - claim.captured) > SLACK
    astray = claim.sent is not None and abs(claim.sent - claim.received) > SLACK
    return at, moved or astray or claim.seen is None
