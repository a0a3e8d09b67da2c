from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from pinzhi.people.actions.doors import fit, lock_staff, require, require_employed, save_number
from pinzhi.people.actions.postings import open_posting
from pinzhi.people.models import Post, Posting, RosterEntry, Shift, Staff, Team
from pinzhi.people.refusals import LeavesLater, NoReason, NotOneself, StillHere
from pinzhi.people.rules import (
    may_edit_person,
    may_hire,
    may_reveal,
    sites_of,
)
from pinzhi.people.sessions import end_sessions
from pinzhi.trail import actions as trail

EDITABLE = frozenset({"name", "phone", "email", "joined_on"})
SHORTEST_REASON, LONGEST_REASON = 4, 200


@transaction.atomic
def hire_staff(  # noqa: PLR0913 -- a person has that many sides on the first day
    number: str,
    name: str,
    *,
    by: Staff | None,
    post: Post | None = None,
    starts_on: date | None = None,
    shift: Shift | None = None,
    team: Team | None = None,
    phone: str = "",
    email: str = "",
    language: str = "zh-hans",
) -> Staff:
    """Enter a new person, posted from `starts_on` (today), who cannot sign in before
    `issue_password`.

    Without a post only the system administrator may, for somebody whose role is elsewhere. Raises
    NumberTaken, OtherSite, or Unfit when a value is too long or malformed.
    """
    if by is not None:
        require(may_hire(by, post))
    first = starts_on or timezone.localdate()
    staff = Staff(number=number.strip(), name=name.strip(), phone=phone, email=email)
    staff.language, staff.joined_on = language, first
    staff.set_unusable_password()
    fit(staff)
    save_number(staff)
    site = post.site_id if post else None
    after = {"number": staff.number, "name": staff.name, "joined_on": first}
    trail.record("staff.hired", staff, by=by, after=after, site_id=site)
    if post is not None:
        open_posting(staff, post=post, starts_on=first, shift=shift, team=team, by=by)
    return staff


@transaction.atomic
def edit_staff(staff: Staff, *, by: Staff | None, **changes: Any) -> Staff:
    """Change name, telephone, e-mail or first day; the trail keeps that, not the old number."""
    staff = lock_staff(staff)
    if by is not None:
        require(may_edit_person(by, staff))
    wanted = {name: changes[name] for name in sorted(EDITABLE & set(changes))}
    moved = {name: value for name, value in wanted.items() if getattr(staff, name) != value}
    before = {name: _kept(name, getattr(staff, name)) for name in moved}
    for name, value in moved.items():
        setattr(staff, name, value)
    fit(staff, exclude=("password",))
    if moved:
        staff.save(update_fields=list(moved))
        after = {name: _kept(name, value) for name, value in moved.items()}
        trail.record("staff.edited", staff, by=by, before=before, after=after, site_id=_site(staff))
    return staff


@transaction.atomic
def retire_staff(staff: Staff, *, at: datetime, by: Staff | None) -> Staff:
    """Enter a leaver: at once no session, device, password, duty or role is left.

    Postings and roles end on the day of `at`; what was to begin later never does. Raises
    LeavesLater, HasLeft, NotOneself.
    """
    if by is not None and by.pk == staff.pk:
        raise NotOneself
    staff = lock_staff(staff)
    require_employed(staff)
    if by is not None:
        require(may_edit_person(by, staff))
    if at > timezone.now():
        raise LeavesLater
    site = _site(staff)
    _close_duties(staff, timezone.localdate(at))
    staff.is_active, staff.left_at = False, at
    # A session carries a digest of the password: without one, none that was missed can live on.
    staff.set_unusable_password()
    staff.save(update_fields=["is_active", "left_at", "password"])
    ended = end_sessions(staff)
    staff.devices.all().delete()
    trail.record("staff.retired", staff, by=by, after={"at": at, "sessions": ended}, site_id=site)
    return staff


@transaction.atomic
def reinstate_staff(staff: Staff, *, by: Staff | None) -> Staff:
    """Take a leaver back: signs in again after `issue_password`; post and role are given anew."""
    staff = lock_staff(staff)
    if staff.is_active:
        raise StillHere
    if by is not None:
        require(may_edit_person(by, staff))
    before = {"left_at": staff.left_at}
    staff.is_active, staff.left_at = True, None
    staff.save(update_fields=["is_active", "left_at"])
    site = Posting.objects.filter(staff=staff).order_by("-starts_on").values_list("site_id").first()
    site_id = site[0] if site else None
    trail.record("staff.reinstated", staff, by=by, before=before, site_id=site_id)
    return staff


@transaction.atomic
def reveal_phone(staff: Staff, *, reason: str, by: Staff) -> str:
    """The telephone number in full; the trail keeps who looked, and why. Raises NoReason."""
    require(may_reveal(by, staff))
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise NoReason
    trail.record("staff.phone_revealed", staff, by=by, reason=reason.strip(), site_id=_site(staff))
    return staff.phone


@transaction.atomic
def choose_language(staff: Staff, *, language: str, by: Staff) -> Staff:
    """One's own language, from the next page on."""
    require(staff.pk == by.pk)
    staff = lock_staff(staff)
    before = {"language": staff.language}
    staff.language = language
    fit(staff, exclude=("password",))
    staff.save(update_fields=["language"])
    trail.record("staff.language", staff, by=by, before=before, after={"language": language})
    return staff


def _kept(name: str, value: object) -> object:
    # The trail can never forget, so personal data are not put into it.
    return bool(value) if name in {"phone", "email"} else value


def _site(staff: Staff) -> int | None:
    """One site whose people may see the event."""
    return min(sites_of(staff), default=None)


def _close_duties(staff: Staff, day: date) -> None:
    Posting.objects.filter(staff=staff, starts_on__gt=day).delete()
    Posting.objects.filter(staff=staff).not_over(day + timedelta(days=1)).update(ends_on=day)
    RosterEntry.objects.filter(staff=staff, day__gt=day).delete()
    # Roles belong to a room above; a leaver's must not come back with them.
    roles = staff.memberships.all()
    roles.filter(starts_on__gt=day, delegations=None).delete()
    roles.filter(starts_on__lte=day).exclude(ends_on__lte=day).update(ends_on=day)
