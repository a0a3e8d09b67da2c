"""Which browsers a person is signed in from, and how to end that at once."""

from typing import Any

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from pinzhi.people.models import Staff, StaffSession
from pinzhi.trail.middleware import origin_of

OWN = "staff_session"  # in the session: the row's own key, which outlives a change of session key
BROWSER_LENGTH = 200


def note_sign_in(request: HttpRequest, user: Staff, **_: Any) -> None:
    """Keep a row for the new session, and sweep the person's rows whose session has ended."""
    if request.session.session_key is None:
        request.session.create()
    now = timezone.now()
    agent = request.META.get("HTTP_USER_AGENT", "").replace("\x00", "")
    row, _created = StaffSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "staff": user,
            "browser": agent.encode("utf-8", "replace").decode()[:BROWSER_LENGTH],
            "ip": origin_of(request).ip,
            "created_at": now,
            "last_seen_at": now,
        },
    )
    request.session[OWN] = row.pk
    stale = StaffSession.objects.filter(staff=user).exclude(pk=row.pk)
    stale.exclude(pk__in=stale.alive().values("pk")).delete()


def note_sign_out(request: HttpRequest, user: Staff | None, **_: Any) -> None:
    if user is not None:
        StaffSession.objects.filter(session_key=request.session.session_key).delete()


def note_seen(request: HttpRequest) -> None:
    StaffSession.objects.filter(pk=request.session.get(OWN, 0)).update(last_seen_at=timezone.now())


def follow_session(request: HttpRequest, staff: Staff) -> None:
    """After a new password: this session got a new key and stays, all others end."""
    own = StaffSession.objects.filter(pk=request.session.get(OWN, 0), staff=staff)
    own.update(session_key=request.session.session_key)
    end_sessions(staff, keep=request.session.session_key)


def end_sessions(staff: Staff, *, keep: str | None = None) -> int:
    """End every session of a person at once, but for `keep`. Returns how many there were."""
    rows = StaffSession.objects.filter(staff=staff).exclude(session_key=keep)
    keys = list(rows.values_list("session_key", flat=True))
    ended, _details = Session.objects.filter(pk__in=keys).delete()
    StaffSession.objects.filter(session_key__in=keys).delete()
    return ended
