"""Signs that a record may not be what it says, and what whoever looked answered."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.files.models import Blob
from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site
from pinzhi.plans.models import Task
from pinzhi.records.integrity.states import Answer, Detector

SEEING = (Role.SITE_MANAGER, Role.QUALITY_OFFICER, Role.AUDITOR, Role.AUDIT_ADMIN)


class FlagQuerySet(models.QuerySet["Flag"]):
    def visible_to(self, user: Staff) -> Self:
        """Those of the sites one answers for or audits, and those one was drawn to look at; never
        one about oneself."""
        grants = [g for g in user.scope.grants if g.role in SEEING]
        sites = {site for grant in grants for site in grant.site_ids}
        drawn = models.Q(checker=user, site_id__in=user.scope.site_ids)
        seen = self.filter(models.Q(site_id__in=sites) | drawn)
        return seen.exclude(people__contains=[user.pk])

    def waiting(self) -> Self:
        return self.filter(status=Answer.WAITING)


class Flag(models.Model):
    """One sign: what a detector saw, in which records or tasks, and who was drawn to look.

    It changes nothing by itself. `about` names records or tasks, the foremost first; `people` are
    those it may concern. `numbers` fill the sentence.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="flags")
    detector = models.CharField(_("Sign"), max_length=24, choices=Detector)
    key = models.CharField(max_length=120)
    record = models.ForeignKey(
        "records.Record", models.PROTECT, null=True, blank=True, related_name="flags"
    )
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Concerns"),
    )
    people = ArrayField(models.BigIntegerField(), default=list)
    score = models.FloatField(_("Weight"))
    numbers = models.JSONField(default=dict)
    about = ArrayField(models.CharField(max_length=36), default=list)
    happened_at = models.DateTimeField(_("Happened"))
    raised_at = models.DateTimeField(_("Seen"), auto_now_add=True)
    status = models.CharField(_("Status"), max_length=10, choices=Answer, default=Answer.WAITING)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Drawn to look"),
    )
    note = models.CharField(_("Note"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sign")
        constraints = [
            models.UniqueConstraint(fields=["detector", "key"], name="one_flag_per_thing"),
            models.CheckConstraint(
                condition=models.Q(status="waiting", answered_at=None)
                | ~models.Q(status="waiting") & models.Q(answered_at__isnull=False),
                name="flag_answered_with_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="flag_score_is_a_share"
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-happened_at"], name="flag_by_time"),
            models.Index(
                fields=["checker"], name="flag_waiting", condition=models.Q(status="waiting")
            ),
            GinIndex(fields=["about"], name="flag_about"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"  # the trail shows it to everybody of the site


class PhotoPrint(models.Model):
    """How a picture looks and what its file tells, worked out once for each blob.

    `looks` and `bands` are those of `integrity.looks`, empty for a picture that shows nothing or
    must not be compared. `camera` is None for a file that could not be read. `codes` are those of
    what it was taken for, as the app writes them into the file.
    """

    blob = models.OneToOneField(Blob, models.CASCADE, primary_key=True, related_name="print")
    looks = models.BinaryField(default=b"")
    bands = ArrayField(models.BigIntegerField(), default=list)
    camera = models.BooleanField(null=True)
    taken_at = models.DateTimeField(null=True)
    codes = ArrayField(models.CharField(max_length=64), default=list)
    comparable = models.BooleanField(default=True)

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="print_bands")]

    def __str__(self) -> str:
        return self.blob_id[:12]


class Examined(models.Model):
    """A record the detectors have been over; kept only for as long as late commits may come."""

    record = models.OneToOneField(
        "records.Record", models.CASCADE, primary_key=True, related_name="+"
    )
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.record_id)


class Progress(models.Model):
    """Up to which time of receipt everything has been examined."""

    name = models.CharField(max_length=20, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.until:%Y-%m-%d %H:%M}"
