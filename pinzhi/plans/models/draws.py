from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models import SiteScoped
from pinzhi.places.models import Site


class Draw(models.Model):
    """Which done tasks of a period somebody checks again, by lot (PAT-34, ORG-10, ORG-11).

    The seed is made before the period begins and its hash is put on the trail; the seed itself is
    shown when the lots are drawn, so that anybody can draw them again.
    """

    class Level(models.TextChoices):
        FOREMAN_WEEK = "foreman_week", _("Foreman, weekly")
        MANAGER_WEEK = "manager_week", _("Site manager, weekly")
        MANAGER_MONTH = "manager_month", _("Site manager, monthly")
        COMPANY_MONTH = "company_month", _("Company, monthly")

    site = models.ForeignKey(Site, models.PROTECT, related_name="draws")
    level = models.CharField(_("Level"), max_length=13, choices=Level)
    department = models.CharField(
        _("Department"), max_length=20, choices=Department, blank=True, default=""
    )
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    percent = models.PositiveSmallIntegerField(_("Share"))
    seed = models.CharField(max_length=64)
    seed_hash = models.CharField(_("Hash of the seed"), max_length=64)
    committed_at = models.DateTimeField(auto_now_add=True)
    drawn_at = models.DateTimeField(_("Drawn at"), null=True, blank=True)
    population = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = SiteScoped["Draw"].as_manager()

    class Meta:
        verbose_name = _("Draw")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "level", "department", "first_day"], name="one_draw_per_period"
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_day"], name="draw_to_be_made", condition=models.Q(drawn_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.first_day} – {self.last_day}"
