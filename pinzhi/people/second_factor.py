"""Who must sign in with a second factor, and who still has to set one up."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from pinzhi.people.models import SecondFactorRule, Staff

CHECKED = "second_factor_checked"  # in the session: when it was last found in order
TRUSTED_FOR = 60  # seconds; a new rule reaches those already signed in within this time


def required_roles() -> frozenset[str]:
    rules = SecondFactorRule.objects.filter(required=True)
    return frozenset(rules.values_list("role", flat=True))


def is_required(staff: Staff) -> bool:
    rules = required_roles()
    return bool(rules) and not rules.isdisjoint(staff.scope.roles)


def has_second_factor(staff: Staff) -> bool:
    held = Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP)
    return bool(held.exists())


def is_missing(staff: Staff) -> bool:
    """Whether this person has to set up a second factor before anything else."""
    return is_required(staff) and not has_second_factor(staff)


def was_checked(request: HttpRequest) -> bool:
    """Whether the session was found in order a moment ago; costs no query."""
    checked = request.session.get(CHECKED, 0)
    return bool(timezone.now().timestamp() - checked < TRUSTED_FOR)


def note_checked(request: HttpRequest) -> None:
    request.session[CHECKED] = int(timezone.now().timestamp())
