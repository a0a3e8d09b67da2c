from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pinzhi.plans.models.work import Task


class Transfer(models.Model):
    """One hands an open task to a colleague, who answers for it once they have accepted."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    task = models.ForeignKey(Task, models.CASCADE, related_name="transfers")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="transfers")
    note = models.CharField(_("Note"), max_length=200, blank=True)
    status = models.CharField(_("Status"), max_length=9, choices=Status, default=Status.ASKED)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Transfer")
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(status="asked"), name="one_open_transfer_per_task"
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("to")), name="transfer_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.to}"
