from datetime import date
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.people.roles import ADMIN_ROLES, Role
from pinzhi.places.models.organisation import OrgNode


class _DateRange(models.Func):
    function = "DATERANGE"
    output_field = models.Field()


def _overlapping() -> tuple[models.Expression, str]:
    period = _DateRange("starts_on", "ends_on", models.Value("[]"))
    return period, RangeOperators.OVERLAPS


Row = TypeVar("Row", bound=models.Model)


class PeriodQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> Self:
        """Those that hold on `day`; both ends count."""
        not_over = models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        return self.filter(not_over, starts_on__lte=day)


class MembershipQuerySet(PeriodQuerySet["Membership"]):
    def visible_to(self, user: Staff) -> Self:
        below = models.Q(staff=user)
        for path in user.scope.node_paths:
            below |= models.Q(node__path__startswith=path)
        return self.filter(below)


class Membership(models.Model):
    """A role on one node and all below it, between two dates (both included)."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    node = models.ForeignKey(OrgNode, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    department = models.CharField(_("Department"), max_length=20, choices=Department, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Membership")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_administrator_role_per_person",
                expressions=[("staff", "="), ("role", "<>"), _overlapping()],
                condition=models.Q(role__in=[str(role.value) for role in ADMIN_ROLES]),
                violation_error_message=_(
                    "System, security and audit administrator exclude each other."
                ),
            ),
            ExclusionConstraint(
                name="one_membership_at_a_time",
                expressions=[
                    ("staff", "="),
                    ("node", "="),
                    ("role", "="),
                    ("department", "="),
                    _overlapping(),
                ],
                violation_error_message=_("This person already holds this role here then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.get_role_display()} · {self.node}"


class DelegationQuerySet(PeriodQuerySet["Delegation"]):
    def visible_to(self, user: Staff) -> Self:
        return self.filter(membership__in=Membership.objects.visible_to(user))


class Delegation(models.Model):
    """One person acts for another between two dates, once a third has approved it (ORG-13)."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="acts_for",
        verbose_name=_("Stands in"),
    )
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"))
    reason = models.CharField(_("Reason"), max_length=200)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Acting delegation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="delegation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="approved")
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("to"))
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
                name="delegation_approved_by_a_third",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} · {self.membership}"
