"""Anything a site must put right, and how it went."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.cases.states import TO_BE_FIXED, UNFINISHED, RecheckOutcome, Status
from pinzhi.files.models import Evidence
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Role, Site
from pinzhi.records.models import Finding


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Staff) -> Self:
        """The cases of one's sites; a contractor's worker sees only his own."""
        scope = user.scope
        wide = {s for g in scope.grants if g.role != Role.CONTRACTOR_WORKER for s in g.site_ids}
        own = models.Q(site_id__in=scope.site_ids - wide, owner=user)
        return self.filter(models.Q(site_id__in=wide) | own)

    def unfinished(self) -> Self:
        return self.filter(status__in=UNFINISHED)

    def overdue(self, now: datetime) -> Self:
        return self.filter(status__in=TO_BE_FIXED, due_at__lte=now)


class Case(models.Model):
    """One thing to be put right, with one owner and one deadline.

    `status` changes only through `cases.actions`. `round` counts how often it was put right.
    """

    class Kind(models.TextChoices):
        RECTIFICATION = "rectification", _("Rectification")

    site = models.ForeignKey(Site, models.PROTECT, related_name="cases")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.RECTIFICATION)
    finding = models.OneToOneField(
        Finding, models.PROTECT, null=True, blank=True, related_name="case"
    )
    title = models.CharField(_("Title"), max_length=400)
    department = models.CharField(_("Department"), max_length=20, choices=Department)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="cases")
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("Answers for it"),
    )
    opened_at = models.DateTimeField(_("Opened at"))
    due_at = models.DateTimeField(_("Due by"))
    round = models.PositiveSmallIntegerField(pgettext_lazy("cases", "Round"), default=1)
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Case")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="open") | models.Q(owner__isnull=False),
                name="case_past_opening_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["put_right", "deducted"], closed_at__isnull=False)
                | models.Q(closed_at=None) & ~models.Q(status__in=["put_right", "deducted"]),
                name="case_closed_with_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-opened_at"], name="case_by_time"),
            models.Index(
                fields=["site", "due_at"],
                name="case_by_deadline",
                condition=models.Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Fix(models.Model):
    """One time a case was put right: by whom, when, and the photo that shows it."""

    uid = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="fixes")
    round = models.PositiveSmallIntegerField()
    text = models.CharField(pgettext_lazy("fix", "What was done"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    captured_at = models.DateTimeField()
    photos = models.ManyToManyField(Evidence, related_name="+")
    voice = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Rectification")
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="one_fix_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.case} #{self.round}"


class Recheck(models.Model):
    """One look at a fix by somebody who did not make it."""

    uid = models.UUIDField(primary_key=True)
    fix = models.OneToOneField(Fix, models.PROTECT, related_name="recheck")
    outcome = models.CharField(_("Outcome"), max_length=10, choices=RecheckOutcome)
    text = models.CharField(_("Remark"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    captured_at = models.DateTimeField()
    photos = models.ManyToManyField(Evidence, related_name="+")
    voice = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Recheck")

    def __str__(self) -> str:
        return f"{self.fix} {self.get_outcome_display()}"


class Report(models.Model):
    """What somebody saw on the way, that no checklist had asked for: how a case began."""

    uid = models.UUIDField(primary_key=True)
    case = models.OneToOneField(Case, models.PROTECT, related_name="report")
    text = models.CharField(pgettext_lazy("report", "What was seen"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    captured_at = models.DateTimeField()
    photos = models.ManyToManyField(Evidence, related_name="+")
    voice = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Report")

    def __str__(self) -> str:
        return str(self.case)


class Comment(models.Model):
    """What somebody had to say about a case, with what shows it. It changes nothing."""

    uid = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="comments")
    text = models.CharField(_("Comment"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    captured_at = models.DateTimeField()
    photos = models.ManyToManyField(Evidence, related_name="+")
    voice = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Comment")
        ordering = ["captured_at"]

    def __str__(self) -> str:
        return f"{self.case} {self.captured_at:%Y-%m-%d %H:%M}"


class Extension(models.Model):
    """A later deadline that was asked for, and what the manager said (PAT-57)."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    until = models.DateTimeField(pgettext_lazy("extension", "Until"))
    reason = models.CharField(_("Reason"), max_length=500)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Extension")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(status="asked"), name="one_open_extension"
            ),
            models.CheckConstraint(
                condition=models.Q(status="asked") | ~models.Q(decided_by=models.F("asked_by")),
                name="extension_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.until:%Y-%m-%d}"
