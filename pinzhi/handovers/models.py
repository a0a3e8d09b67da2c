"""What one shift tells the next."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pinzhi.cases.models import Case
from pinzhi.handovers.states import Kind, Status
from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Role, Site
from pinzhi.plans.models import SpecialMode, Task


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, user: Staff) -> Self:
        """Those of one's sites; a contractor's worker sees only what he signed or is to sign."""
        scope = user.scope
        wide = {s for g in scope.grants if g.role != Role.CONTRACTOR_WORKER for s in g.site_ids}
        own = Q(outgoing=user) | Q(to=user) | Q(accepted_by=user)
        return self.filter(Q(site_id__in=wide) | own & Q(site_id__in=scope.site_ids))


class Handover(models.Model):
    """The note with which one shift of a post gives everything open to the next: signed by who
    goes, read and accepted by who comes. It says how things stood; its items lead to how they
    stand now."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="handovers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers")
    starts_at = models.DateTimeField(_("Shift from"))
    ends_at = models.DateTimeField(_("Shift until"))
    outgoing = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Handed over by")
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handovers_offered",
        verbose_name=_("To whom"),
    )
    remarks = models.TextField(_("Remarks"), max_length=2000, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.SIGNED)
    signed_at = models.DateTimeField(_("Signed at"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Taken over by"),
    )
    accepted_at = models.DateTimeField(_("Taken over at"), null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("Hand-over note")
        constraints = [
            models.UniqueConstraint(fields=["post", "ends_at"], name="one_handover_per_shift_end"),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=F("outgoing")),
                name="handover_is_between_two",
            ),
            models.CheckConstraint(
                condition=Q(status="signed", accepted_by=None, accepted_at=None)
                | ~Q(status="signed") & Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="handover_taken_over_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="handover_shift_has_length"
            ),
        ]
        indexes = [models.Index(fields=["site", "-signed_at", "-id"], name="handover_by_time")]

    def __str__(self) -> str:
        return f"{self.post} {self.ends_at:%Y-%m-%d %H:%M}"


class HandoverItem(models.Model):
    """One thing on a hand-over note, as it stood then; what it is about can be opened."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    title = models.CharField(_("Title"), max_length=400)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    due_at = models.DateTimeField(_("Due by"), null=True, blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="+")
    mode = models.ForeignKey(SpecialMode, models.SET_NULL, null=True, blank=True, related_name="+")
    dispute = models.CharField(_("Not so"), max_length=300, blank=True)
    answer = models.CharField(_("How it was settled"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Item handed over")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "order"], name="one_item_per_line_of_a_handover"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | ~Q(dispute=""), name="handover_answer_to_a_dispute"
            ),
        ]

    def __str__(self) -> str:
        return self.title
