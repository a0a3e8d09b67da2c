from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import Staff
from pinzhi.people.roles import Role


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Staff) -> Self:
        """One's own imports; system administrators of the whole see everybody's."""
        if any(g.role == Role.SYSTEM_ADMIN and _is_top(g.node_path) for g in user.scope.grants):
            return self
        return self.filter(by=user)


def _is_top(path: str) -> bool:
    return path.strip("/").count("/") == 0


class ImportBatch(models.Model):
    """One spreadsheet brought in: what it was, what it did, and what undoing it takes."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CHECKING = "checking", _("Checking")
        CHECKED = "checked", _("Checked")
        REFUSED = "refused", _("Refused")
        APPLYING = "applying", _("Applying")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    undo = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
