"""What a standard sets besides checklists: clocks, money and points, bands, and open choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.standards.models.core import Clause, Edition
from pinzhi.standards.words import CaseKind, Per, Sign, SpanUnit


class _Term(models.Model):
    """A term stands in one clause of one edition and is frozen with it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="%(class)ss")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="%(class)ss")
    code = models.CharField(_("Code"), max_length=20)

    class Meta:
        abstract = True
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_%(class)s_per_code"),
        ]


class Clock(_Term):
    """A deadline that an event starts: fifteen minutes from the report to being there."""

    event = models.CharField(_("Starts with"), max_length=80)
    action = models.CharField(_("Until"), max_length=80)
    value = models.DecimalField(_("Limit"), max_digits=8, decimal_places=2)
    unit = models.CharField(_("Unit"), max_length=8, choices=SpanUnit)
    case_kind = models.CharField(_("Kind of case"), max_length=20, choices=CaseKind, blank=True)
    post_name = models.CharField(_("Post"), max_length=60, blank=True)
    adjusted = False  # no column: True for one that holds a site's own values

    class Meta(_Term.Meta):
        verbose_name = _("Clock")
        constraints = [
            *_Term.Meta.constraints,
            models.CheckConstraint(condition=models.Q(value__gte=0), name="clock_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.action}"


class Consequence(_Term):
    """Money or points that something earns or costs: one rule of a reward and penalty scheme."""

    scheme = models.CharField(_("Scheme"), max_length=60)
    whom = models.CharField(_("Whom"), max_length=60, blank=True)
    occasion = models.CharField(_("When"), max_length=200)
    sign = models.CharField(_("Kind"), max_length=8, choices=Sign)
    amount = models.DecimalField(
        _("Amount (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    amount_max = models.DecimalField(
        _("At most (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    points = models.DecimalField(_("Points"), max_digits=8, decimal_places=2, null=True, blank=True)
    per = models.CharField(_("For each"), max_length=8, choices=Per, blank=True)

    class Meta(_Term.Meta):
        verbose_name = _("Consequence")
        constraints = [
            *_Term.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False) | models.Q(points__isnull=False),
                name="consequence_has_money_or_points",
            ),
        ]

    def __str__(self) -> str:
        return self.occasion


class Band(_Term):
    """What a score is called: from 80 to 90 good. An open end is empty."""

    scheme = models.CharField(_("Scheme"), max_length=60)
    low = models.DecimalField(_("From"), max_digits=8, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("To"), max_digits=8, decimal_places=2, null=True, blank=True)
    label = models.CharField(_("Grade"), max_length=20)

    class Meta(_Term.Meta):
        verbose_name = _("Band")
        constraints = [
            *_Term.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(low__isnull=False) | models.Q(high__isnull=False),
                name="band_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Variant(models.Model):
    """A place where sources disagree: a site chooses; the first option, the strictest, holds.

    `options` is a list of mappings with code, title, sources and `sets`: what the option changes,
    in the shape `Adjustment.changes` has.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="variants")
    code = models.CharField(_("Code"), max_length=40)
    title = models.CharField(_("Title"), max_length=120)
    about = models.CharField(_("About"), max_length=500, blank=True)
    options = models.JSONField(_("Options"))

    class Meta:
        verbose_name = _("Variant")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_variant_per_code"),
        ]

    def __str__(self) -> str:
        return self.title
