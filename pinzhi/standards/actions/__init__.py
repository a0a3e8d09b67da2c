"""Everything that changes a standard."""

from pinzhi.standards.actions.life import (
    approve_edition,
    discard_edition,
    publish_edition,
    roll_back,
    send_back,
    start_scheduled,
    submit_edition,
    withdraw_edition,
)

__all__ = [
    "approve_edition",
    "discard_edition",
    "publish_edition",
    "roll_back",
    "send_back",
    "start_scheduled",
    "submit_edition",
    "withdraw_edition",
]
