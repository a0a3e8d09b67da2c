"""What was done: records, their answers, and the findings in them."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Role, Site
from pinzhi.plans.models import Task
from pinzhi.records.states import FindingStatus
from pinzhi.standards.models import Checklist, Clause, Item


def seen_by(user: Staff, **own: Staff) -> models.Q:
    """Whatever one's sites hold; a contractor's worker sees only what is his own."""
    scope = user.scope
    wide = {s for g in scope.grants if g.role != Role.CONTRACTOR_WORKER for s in g.site_ids}
    his = models.Q(site_id__in=scope.site_ids - wide, **own)
    return models.Q(site_id__in=wide) | his


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: Staff) -> Self:
        """The records of one's sites; a contractor's worker sees only his own."""
        return self.filter(seen_by(user, by=user))


class Record(models.Model):
    """One filled checklist, as a device recorded it. Written once, never changed.

    The device chooses `uid` and `captured_at`; `body_hash` tells a repeat from a rival.
    """

    uid = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="records")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="records")
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="records")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="records")
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="records"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="records", db_index=False
    )
    title = models.CharField(_("Title"), max_length=400)
    started_at = models.DateTimeField(_("Started at"))
    captured_at = models.DateTimeField(_("Captured at"))
    received_at = models.DateTimeField(_("Received at"), auto_now_add=True)
    body_hash = models.CharField(_("Fingerprint"), max_length=64)
    proof = models.CharField(_("Proof of presence"), max_length=12, choices=Place.Proof, blank=True)
    # which phone or browser it came from, as far as that is known; tells nothing but same or other
    device = models.CharField(max_length=64, blank=True, default="", db_default="")
    # what the score was worked out from is frozen here: full score and what was taken off
    total = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(100))
    deducted = models.DecimalField(
        _("Deduction"), max_digits=6, decimal_places=2, default=Decimal(0)
    )
    failed = models.PositiveIntegerField(_("Findings"), default=0)
    # how many answers one press on “the rest is fine” gave
    at_once = models.PositiveSmallIntegerField(default=0, db_default=0)
    # what the site's own values were for items it was judged by, by code; empty for none
    adjusted = models.JSONField(null=True, blank=True)
    note = models.TextField(_("Note"), max_length=2000, blank=True)
    signature = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("Record")
        constraints = [
            models.UniqueConstraint(fields=["task"], name="one_record_per_task"),
        ]
        indexes = [
            models.Index(fields=["site", "-captured_at"], name="record_by_time"),
            models.Index(fields=["received_at"], name="record_by_receipt"),
            models.Index(fields=["by", "captured_at"], name="record_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """The answer to one item, with the verdict it led to."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    value = models.CharField(max_length=2000, blank=True)
    verdict = models.CharField(max_length=15)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("Answer")
        constraints = [
            models.UniqueConstraint(fields=["record", "item"], name="one_answer_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class AnswerEvidence(models.Model):
    """A photo that belongs to an answer: of the state found, or of it put right. Or what was said
    of it, as a voice note."""

    class Shows(models.TextChoices):
        FOUND = "found", _("As found")
        PUT_RIGHT = "put_right", _("Put right")
        SAID = "said", _("Said")

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="answers")
    shows = models.CharField(max_length=10, choices=Shows, default=Shows.FOUND)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "evidence"], name="one_photo_once_per_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.evidence_id}"


class Scan(models.Model):
    """One point passed on a round, as the phone saw it. `how` is what was read there, empty when
    it was ticked by hand."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="scans")
    place = models.ForeignKey(Place, models.PROTECT, related_name="scans")
    at = models.DateTimeField(_("Passed at"))
    how = models.CharField(_("Proof of presence"), max_length=12, choices=Place.Proof, blank=True)

    class Meta:
        verbose_name = _("Point passed")
        constraints = [
            models.UniqueConstraint(fields=["record", "place"], name="one_scan_per_point"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.at}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: Staff) -> Self:
        """The findings of one's sites; a contractor's worker sees only those he made."""
        return self.filter(seen_by(user, found_by=user))


class Finding(models.Model):
    """Something that failed its clause. It never disappears; `records.states` says how it ends."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="findings")
    record = models.ForeignKey(Record, models.PROTECT, related_name="findings")
    answer = models.OneToOneField(Answer, models.PROTECT, related_name="finding")
    item = models.ForeignKey(Item, models.PROTECT, related_name="findings")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="findings")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="findings")
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    title = models.CharField(_("Title"), max_length=400)
    status = models.CharField(_("Status"), max_length=16, choices=FindingStatus)
    deduction = models.DecimalField(max_digits=6, decimal_places=2)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(_("Found at"))
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Finding")
        indexes = [
            models.Index(fields=["site", "-found_at"], name="finding_by_time"),
            models.Index(
                fields=["site", "found_at"],
                name="finding_open",
                condition=models.Q(status="open"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


from pinzhi.records.integrity.models import (  # noqa: E402 -- they point to what stands above
    Examined,
    Flag,
    FlagQuerySet,
    PhotoPrint,
    Progress,
)

__all__ = [
    "Answer",
    "AnswerEvidence",
    "Examined",
    "Finding",
    "FindingQuerySet",
    "Flag",
    "FlagQuerySet",
    "PhotoPrint",
    "Progress",
    "Record",
    "RecordQuerySet",
    "Scan",
    "seen_by",
]
