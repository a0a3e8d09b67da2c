"""Who works: staff, their posts, teams and shifts, who is on when, and how they sign in."""

from pinzhi.people.models.absences import Leave, Swap
from pinzhi.people.models.access import GuessCount, KnownDevice, SecondFactorRule, StaffSession
from pinzhi.people.models.rosters import (
    Post,
    Posting,
    PostingQuerySet,
    RosterEntry,
    Row,
    Shift,
    SiteScoped,
    Team,
)
from pinzhi.people.models.staff import Staff, StaffManager, StaffQuerySet

__all__ = [
    "GuessCount",
    "KnownDevice",
    "Leave",
    "Post",
    "Posting",
    "PostingQuerySet",
    "RosterEntry",
    "Row",
    "SecondFactorRule",
    "Shift",
    "SiteScoped",
    "Staff",
    "StaffManager",
    "StaffQuerySet",
    "StaffSession",
    "Swap",
    "Team",
]
