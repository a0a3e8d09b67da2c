from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models.rosters import Post, Shift, SiteScoped
from pinzhi.people.models.staff import Staff


class _Days(Func):
    function = "daterange"
    output_field = DateRangeField()


class LeaveQuerySet(SiteScoped["Leave"]):
    def between(self, first: date, last: date) -> Self:
        """Those that touch the days first to last."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def granted(self) -> Self:
        return self.filter(status=Leave.Status.GRANTED)


class Leave(models.Model):
    """Days on which somebody is away from a site, and who stands in for them.

    Granted leave takes the person off whatever the roster says, and puts the substitute there.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("Annual leave")
        SICK = "sick", _("Sick leave")
        PERSONAL = "personal", _("Personal leave")
        OTHER = "other", _("Other absence")

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked for")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="leaves")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="leaves")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    substitute = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name=_("Substitute"),
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)
    status = models.CharField(_("Status"), max_length=9, choices=Status, default=Status.ASKED)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("Leave")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="leave_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("staff")),
                name="leave_substitute_is_another",
            ),
            ExclusionConstraint(
                name="one_leave_at_a_time",
                expressions=[
                    ("site", "="),
                    ("staff", "="),
                    (_Days("first_day", "last_day", Value("[]")), "&&"),
                ],
                condition=Q(status__in=["asked", "granted"]),
            ),
        ]
        indexes = [models.Index(fields=["site", "last_day"], name="leave_by_site")]

    def __str__(self) -> str:
        return f"{self.staff} {self.first_day} – {self.last_day}"


class Swap(models.Model):
    """One gives a shift to a colleague, perhaps for one of the colleague's, who has to accept."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="swaps")
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="swaps_asked")
    to = models.ForeignKey(Staff, models.PROTECT, related_name="swaps_offered")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    day = models.DateField(_("Day"))
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="+")
    return_day = models.DateField(_("In return on"), null=True, blank=True)
    return_shift = models.ForeignKey(Shift, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("Note"), max_length=200, blank=True)
    status = models.CharField(_("Status"), max_length=9, choices=Status, default=Status.ASKED)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SiteScoped["Swap"].as_manager()

    class Meta:
        verbose_name = _("Swap of shifts")
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "day", "shift"],
                condition=Q(status="asked"),
                name="one_open_swap_per_shift",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("to")), name="swap_is_between_two"),
            models.CheckConstraint(
                condition=Q(return_day=None, return_shift=None)
                | Q(return_day__isnull=False, return_shift__isnull=False),
                name="swap_return_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.shift} {self.asked_by} → {self.to}"
