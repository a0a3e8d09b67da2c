from typing import Self

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.people.models.staff import Staff
from pinzhi.people.roles import Role


class KnownDevice(models.Model):
    """A browser that this person has signed in from; `key` is a digest of its device cookie.

    It gives no right at all: only guesses made elsewhere do not count against it (T19).
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Known device")
        constraints = [
            models.UniqueConstraint(fields=["staff", "key"], name="one_row_per_known_device"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.key[:8]}"


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def alive(self) -> Self:
        """Those that still open a door; expired ones are swept at the next sign-in."""
        live = Session.objects.filter(expire_date__gt=timezone.now())
        return self.filter(session_key__in=live.values("session_key"))


class StaffSession(models.Model):
    """One signed-in browser of a person, so that it can be shown to them and ended."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    ip = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    objects = StaffSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Session")
        ordering = ["-last_seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.staff} · {self.created_at:%Y-%m-%d %H:%M}"


class GuessCount(models.Model):
    """How many sign-ins one account, address or device has tried since its count began.

    `key` is a digest: neither numbers nor addresses can be read from it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.tries}"


class SecondFactorRule(models.Model):
    """Whoever holds this role signs in with a second factor, or sets one up before all else."""

    role = models.CharField(_("Role"), max_length=20, choices=Role, unique=True)
    required = models.BooleanField(pgettext_lazy("second factor", "Required"), default=True)

    class Meta:
        verbose_name = _("Second factor rule")

    def __str__(self) -> str:
        return str(Role(self.role).label)
