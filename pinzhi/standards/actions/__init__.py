"""Everything that changes a standard."""

from pinzhi.standards.actions.adjusting import (
    adjust_site,
    decide_adjustment,
    end_adjustment,
    settle_conflict,
)
from pinzhi.standards.actions.choosing import choose_variant
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
    "adjust_site",
    "approve_edition",
    "choose_variant",
    "decide_adjustment",
    "discard_edition",
    "end_adjustment",
    "publish_edition",
    "roll_back",
    "send_back",
    "settle_conflict",
    "start_scheduled",
    "submit_edition",
    "withdraw_edition",
]
