"""What follows when allauth has signed somebody in or changed how they sign in."""

from typing import Any

from django.http import HttpRequest

from pinzhi.people import second_factor, sessions
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail


def check_second_factor(request: HttpRequest, user: Staff, **_: Any) -> None:
    """Look once at sign-in, so that no page has to for the next minute."""
    if not second_factor.is_missing(user):
        second_factor.note_checked(request)


def note_new_password(request: HttpRequest, user: Staff, **_: Any) -> None:
    sessions.follow_session(request, user)
    trail.record("staff.password_changed", user, by=user)


def note_factor_added(request: HttpRequest, user: Staff, authenticator: Any, **_: Any) -> None:
    _note(request, user, "staff.second_factor_added", authenticator)


def note_factor_removed(request: HttpRequest, user: Staff, authenticator: Any, **_: Any) -> None:
    _note(request, user, "staff.second_factor_removed", authenticator)


def note_factor_renewed(request: HttpRequest, user: Staff, authenticator: Any, **_: Any) -> None:
    _note(request, user, "staff.second_factor_renewed", authenticator)


def _note(request: HttpRequest, user: Staff, verb: str, authenticator: Any) -> None:
    request.session.pop(second_factor.CHECKED, None)
    trail.record(verb, user, by=user, after={"kind": str(authenticator.type)})
