from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.places.models.organisation import Site


class Holiday(models.Model):
    """A closed day or a make-up workday, for one site or (without a site) for all.

    It adds to and overrides the published national calendar, and stands in for it in years that
    are not yet published: those rows are marked unconfirmed.
    """

    class Kind(models.TextChoices):
        OFF = "off", _("Closed")
        ON = "on", _("Make-up workday")

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="holidays")
    day = models.DateField(_("Day"))
    kind = models.CharField(_("Kind"), max_length=3, choices=Kind)
    name = models.CharField(_("Name"), max_length=60)
    weekday = models.PositiveSmallIntegerField(_("Works like weekday"), null=True, blank=True)
    confirmed = models.BooleanField(_("Confirmed"), default=True)

    class Meta:
        verbose_name = _("Holiday")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "day"], name="one_holiday_per_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind="off", weekday=None)
                | models.Q(kind="on", weekday__isnull=False, weekday__range=(1, 7)),
                name="holiday_workday_says_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
