"""Evidence: bytes under their own hash, and what each is evidence of."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import SiteScoped


class Blob(models.Model):
    """Bytes stored once under their SHA-256; the original is sealed, a clean copy is shown.

    `display` names the re-encoded picture without metadata; empty when the original is no picture.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)
    original = models.CharField(max_length=120)
    display = models.CharField(max_length=120, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class Evidence(models.Model):
    """A photo or signature that somebody took at a site, at a time."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        SIGNATURE = "signature", _("Signature")
        DOCUMENT = "document", _("Document")
        VOICE = "voice", _("Voice note")

    uid = models.UUIDField(primary_key=True, default=uuid4)
    site = models.ForeignKey("places.Site", models.PROTECT, related_name="evidence")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Evidence")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.blob_id[:12]}"
