"""The deeds of the room of people."""

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
    "add_posting",
    "choose_language",
    "edit_staff",
    "end_posting",
    "end_session",
    "hire_staff",
    "issue_password",
    "reinstate_staff",
    "require_second_factor",
    "reset_second_factor",
    "retire_staff",
    "reveal_phone",
    "set_roster",
]
