"""What the month came to, and every number it was worked out from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.cases.models import Case
from pinzhi.people.models import SiteScoped
from pinzhi.places.models import Site
from pinzhi.records.models import Finding, Record


class MonthScore(models.Model):
    """One site, one month. `score` is empty when nothing was inspected: no score, not nought.

    `rules` holds the rules it was worked out by, so that it can be worked out again.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="month_scores")
    month = models.DateField(_("Month"))
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    band = models.CharField(_("Grade"), max_length=12, blank=True)
    inspections = models.PositiveIntegerField(default=0)
    rules = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Month's score")
        constraints = [
            models.UniqueConstraint(fields=["site", "month"], name="one_score_per_site_month"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__range=(0, 100)),
                name="score_from_nought_to_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.month:%Y-%m}"


class ScorePart(models.Model):
    """One inspection or closed case, and what it gave to or took from the month."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection")
        DEDUCTION = "deduction", _("Closed with a deduction")

    month_score = models.ForeignKey(MonthScore, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2)
    weight = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = _("Part of a score")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.points}"
