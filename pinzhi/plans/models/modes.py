from collections.abc import Mapping

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import SiteScoped
from pinzhi.places.models import Site


class _TimeRange(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class SpecialMode(models.Model):
    """From when to when something out of the ordinary holds at a site, so that the tasks that
    depend on it are due (EMG-13, DRN-01). Without an end it holds until somebody ends it.

    One called off before it began ends when it begins.
    """

    class Kind(models.TextChoices):
        RAIN = "rain", _("Heavy rain")
        TYPHOON = "typhoon", _("Typhoon")
        SNOW = "snow", _("Snow and ice")
        HOLIDAY = "holiday", _("Holiday service")
        PEAK = "peak", _("Peak time")
        SPECIAL = "special", _("Special situation")

    site = models.ForeignKey(Site, models.PROTECT, related_name="modes")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Special mode")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="mode_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_mode_of_a_kind_at_a_time",
                expressions=[
                    ("site", "="),
                    ("kind", "="),
                    (_TimeRange("starts_at", "ends_at"), "&&"),
                ],
            ),
        ]
        indexes = [models.Index(fields=["site", "-starts_at"], name="mode_by_site")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


K = SpecialMode.Kind
# What a standard calls special weather is each of them; a typhoon brings rain (EMG-13).
CONDITIONS: Mapping[str, frozenset[str]] = {
    K.RAIN: frozenset({"rain", "special"}),
    K.TYPHOON: frozenset({"typhoon", "rain", "special"}),
    K.SNOW: frozenset({"snow", "special"}),
    K.HOLIDAY: frozenset({"holiday"}),
    K.PEAK: frozenset({"peak"}),
    K.SPECIAL: frozenset({"special"}),
}
