"""Where a site works by something stricter, or with leave something looser, than the standard."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import SiteScoped
from pinzhi.places.models import Site
from pinzhi.standards.models.core import Standard


class Adjustment(models.Model):
    """A site's own measure for one thing of a standard, named by code: it outlives editions.

    `changes` maps fields to values: recurrence and makeup_hours of a checklist; minimum, maximum,
    evidence, deduction, fix_value and fix_unit of an item; value and unit of a clock.
    """

    class Direction(models.TextChoices):
        TIGHTER = "tighter", _("Stricter than the standard")
        LOOSER = "looser", _("Looser than the standard")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waits for approval")
        ACTIVE = "active", _("In force")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    site = models.ForeignKey(Site, models.PROTECT, related_name="adjustments")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="adjustments")
    checklist_code = models.CharField(_("Checklist"), max_length=40, blank=True)
    item_code = models.CharField(_("Check item"), max_length=20, blank=True)
    clock_code = models.CharField(_("Clock"), max_length=20, blank=True)
    changes = models.JSONField(_("Changes"))
    direction = models.CharField(_("Direction"), max_length=8, choices=Direction)
    variant = models.CharField(_("Variant and option"), max_length=80, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=Status)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("Proposed at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Adjustment of a site")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "standard", "checklist_code", "item_code", "clock_code"],
                condition=models.Q(status__in=["proposed", "active"]),
                name="one_live_adjustment_per_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(direction="looser")
                | ~models.Q(status="active")
                | ~models.Q(variant="")
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="looser_adjustment_approved_by_a_second_person",
                violation_error_message=_("Whoever asked for approval cannot give it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_code}{self.item_code}{self.clock_code}"


class Settlement(models.Model):
    """How a site settled a conflict between two things it works by, named by code.

    What is not kept is not carried out there: its requirement is not planned, its clock does not
    run. `one` stands before `other` in the order of their standards and codes.
    """

    class Kind(models.TextChoices):
        CYCLE = "cycle", _("Two cycles for the same")
        LIMIT = "limit", _("Two limits for the same event")
        MONEY = "money", _("Opposite rules about money")

    class Keep(models.TextChoices):
        ONE = "one", _("Keep the first")
        OTHER = "other", _("Keep the second")
        BOTH = "both", _("Keep both")

    site = models.ForeignKey(Site, models.PROTECT, related_name="settlements")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    one = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    one_code = models.CharField(_("Code"), max_length=40)
    other = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    other_code = models.CharField(_("Code"), max_length=40)
    keep = models.CharField(_("What holds"), max_length=8, choices=Keep)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(_("Settled at"), auto_now=True)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Settled conflict")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind", "one", "one_code", "other", "other_code"],
                name="one_settlement_per_conflict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_code} / {self.other_code}"
