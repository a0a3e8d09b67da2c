"""What phones sent, what they hold, and which server they spoke to."""

from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.field.sync.states import IN_TRAY, Kind, State
from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site

DECIDERS = (Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN)


def decided_at_by(user: Staff) -> frozenset[int]:
    """The sites whose tray this person works off."""
    return frozenset(
        site for grant in user.scope.grants if grant.role in DECIDERS for site in grant.site_ids
    )


class Epoch(models.Model):
    """One unbroken life of the data. A restored backup begins another; the newest one holds.

    `system` and `timeline` are PostgreSQL's own names for a cluster and its history.
    """

    uid = models.UUIDField(default=uuid4, unique=True)
    system = models.CharField(max_length=30)
    timeline = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "timeline"],
                condition=models.Q(reason="founded"),
                name="one_epoch_per_founding",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class OperationQuerySet(models.QuerySet["Operation"]):
    def visible_to(self, user: Staff) -> Self:
        """Those of the sites whose tray one works off, and one's own."""
        return self.filter(models.Q(site_id__in=decided_at_by(user)) | models.Q(by=user))

    def in_tray(self) -> Self:
        """What a person has to decide."""
        return self.filter(state__in=IN_TRAY)

    def flagged(self) -> Self:
        """What counts but nobody has looked at although somebody should."""
        return self.filter(state=State.ACCEPTED, to_show=True)


class Operation(models.Model):
    """One deed as a phone sent it, byte for byte, and what became of it.

    `uid` is the phone's; two bodies under one uid are two rows, of which one at most is carried
    out. `receipt_epoch` is set once the server holds the operation and all of its files.
    """

    uid = models.UUIDField()
    body_hash = models.CharField(max_length=64)
    body = models.TextField()
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="operations", db_index=False
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", db_index=False)
    device = models.CharField(max_length=40)
    parent = models.UUIDField(null=True)
    files = ArrayField(models.CharField(max_length=64), default=list)
    captured_at = models.DateTimeField(_("Captured at"))
    received_at = models.DateTimeField(_("Received at"))
    state = models.CharField(_("Status"), max_length=10, choices=State)
    code = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=400, blank=True)
    flags = ArrayField(models.CharField(max_length=20), default=list)
    to_show = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    # of the case: what the phone had seen, what came of it, and whether nobody came between
    base_version = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=60, blank=True)
    in_sequence = models.BooleanField(default=False)
    receipt_epoch = models.UUIDField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Operation")
        constraints = [
            models.UniqueConstraint(fields=["uid", "body_hash"], name="one_row_per_body"),
            models.UniqueConstraint(
                fields=["uid"],
                condition=models.Q(state="accepted", decided_by=None),
                name="one_effect_per_operation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="discarded") | models.Q(decided_by__isnull=False),
                name="operation_set_aside_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("by")),
                name="operation_decided_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["parent"],
                name="operation_children",
                condition=models.Q(state__in=["waiting", "held"], parent__isnull=False),
            ),
            models.Index(fields=["by", "received_at"], name="operation_of_author"),
            models.Index(
                fields=["site", "received_at"],
                name="operation_for_a_person",
                condition=models.Q(state__in=["conflict", "held", "waiting"])
                | models.Q(to_show=True),
            ),
            models.Index(
                fields=["received_at"],
                name="operation_that_waits",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.by}"

    @property
    def delay(self) -> timedelta:
        return self.received_at - self.captured_at


class Upload(models.Model):
    """One file that one person is sending; `blob` once it is whole, `refused` when it is no use."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    blob = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")
    refused = models.CharField(max_length=40, blank=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "sha256"], name="one_upload_per_person_and_file"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Chunk(models.Model):
    """A piece of a file on its way; gone once the file is whole."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_chunk_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.upload} {self.number}"


class Cursor(models.Model):
    """What one phone holds after a pull: each object's key with the hash of how it was told."""

    uid = models.UUIDField(primary_key=True, default=uuid4)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    device = models.CharField(max_length=40)
    epoch = models.UUIDField()
    held = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["staff", "device", "-at"], name="cursor_of_phone")]

    def __str__(self) -> str:
        return str(self.uid)


class Phone(models.Model):
    """One installation of the app in one person's hands, and how much it still has to send."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="phones")
    device = models.CharField(max_length=40)
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="+")
    outbox = models.PositiveIntegerField(_("Not sent yet"))
    oldest = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(_("Reported at"))

    class Meta:
        verbose_name = _("Phone")
        constraints = [
            models.UniqueConstraint(fields=["staff", "device"], name="one_row_per_phone"),
        ]
        indexes = [models.Index(fields=["site"], name="phone_by_site")]

    def __str__(self) -> str:
        return f"{self.staff} {self.device[:8]}"


class Announced(models.Model):
    """An operation that a phone said it holds and has not sent: how a wiped phone is noticed.

    `gone_at` is when the phone, or a fresh one in the same hands, no longer had it.
    """

    uid = models.UUIDField(primary_key=True)
    phone = models.ForeignKey(Phone, models.CASCADE, related_name="announced")
    kind = models.CharField(_("Kind"), max_length=20)
    captured_at = models.DateTimeField(_("Captured at"))
    gone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Announced operation")

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
