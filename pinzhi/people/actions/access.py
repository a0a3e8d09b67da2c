import secrets

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from pinzhi.people.actions.doors import fit, lock_staff, require, require_employed
from pinzhi.people.models import SecondFactorRule, Staff, StaffSession
from pinzhi.people.rules import (
    may_issue_password,
    may_reset_second_factor,
    may_set_second_factor_rules,
)
from pinzhi.people.sessions import end_sessions
from pinzhi.people.throttle import clear_account
from pinzhi.trail import actions as trail

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read as another
GROUPS, GROUP_LENGTH = 3, 4


@transaction.atomic
def issue_password(staff: Staff, *, by: Staff | None) -> str:
    """Give a first password, returned here and kept nowhere; it has to be changed at sign-in.

    Ends every session of the person and forgets wrong tries on the account. Raises HasLeft.
    """
    staff = lock_staff(staff)
    require_employed(staff)
    if by is not None:
        require(may_issue_password(by, staff))
    password = _invent_password()
    staff.set_password(password)
    staff.must_change_password = True
    staff.save(update_fields=["password", "must_change_password"])
    end_sessions(staff)
    clear_account(staff.number)
    trail.record("staff.password_issued", staff, by=by)
    return password


@transaction.atomic
def reset_second_factor(staff: Staff, *, by: Staff | None) -> Staff:
    """For whoever has lost phone and recovery codes: forget the factor, end every session."""
    staff = lock_staff(staff)
    if by is not None:
        require(may_reset_second_factor(by, staff))
    Authenticator.objects.filter(user=staff).delete()
    end_sessions(staff)
    trail.record("staff.second_factor_reset", staff, by=by)
    return staff


@transaction.atomic
def require_second_factor(role: str, *, required: bool, by: Staff | None) -> SecondFactorRule:
    """From now on (or no longer) whoever holds the role signs in with a second factor.

    Those signed in are led to set one up within a minute. Raises Unfit for an unknown role.
    """
    if by is not None:
        require(may_set_second_factor_rules(by))
    fit(SecondFactorRule(role=role))
    rule, _created = SecondFactorRule.objects.select_for_update().get_or_create(
        role=role, defaults={"required": False}
    )
    if rule.required != required:
        before, rule.required = {"required": rule.required}, required
        rule.save(update_fields=["required"])
        after = {"required": required}
        trail.record("second_factor.required", rule, by=by, before=before, after=after)
    return rule


@transaction.atomic
def end_session(session: StaffSession, *, by: Staff) -> None:
    """Sign another browser of one's own out."""
    require(session.staff_id == by.pk)
    Session.objects.filter(pk=session.session_key).delete()
    trail.record("staff.session_ended", by, by=by, after={"browser": session.browser})
    session.delete()


def _invent_password() -> str:
    """Twelve characters in groups of four, as read out over the telephone; 59 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
