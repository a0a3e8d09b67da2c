"""The deeds of the room of people."""

from pinzhi.people.actions.absences import (
    accept_swap,
    ask_leave,
    ask_swap,
    grant_leave,
    refuse_leave,
    refuse_swap,
    withdraw_leave,
    withdraw_swap,
)
from pinzhi.people.actions.access import (
    end_session,
    issue_password,
    require_second_factor,
    reset_second_factor,
)
from pinzhi.people.actions.postings import add_posting, end_posting
from pinzhi.people.actions.rosters import RosterLine, set_roster
from pinzhi.people.actions.staff import (
    choose_language,
    edit_staff,
    hire_staff,
    reinstate_staff,
    retire_staff,
    reveal_phone,
)

__all__ = [
    "RosterLine",
    "accept_swap",
    "add_posting",
    "ask_leave",
    "ask_swap",
    "choose_language",
    "edit_staff",
    "end_posting",
    "end_session",
    "grant_leave",
    "hire_staff",
    "issue_password",
    "refuse_leave",
    "refuse_swap",
    "reinstate_staff",
    "require_second_factor",
    "reset_second_factor",
    "retire_staff",
    "reveal_phone",
    "set_roster",
    "withdraw_leave",
    "withdraw_swap",
]
