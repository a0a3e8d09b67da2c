from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import Staff


class Line(models.TextChoices):
    """The two lines of business; they share every engine and no standard (XSY-09)."""

    PROPERTY = "property", _("Property management")
    BANK = "bank", _("Bank outlets")


class OrgNodeQuerySet(models.QuerySet["OrgNode"]):
    def visible_to(self, user: Staff) -> Self:
        """The nodes a person's roles stand on, and all below them."""
        below = models.Q(pk__in=[])
        for path in user.scope.node_paths:
            below |= models.Q(path__startswith=path)
        return self.filter(below)


class OrgNode(models.Model):
    """One unit of the organisation: group, company, branch or site.

    `path` spells the way from the top ("/1/4/9/"); `places.actions` keeps it.
    """

    class Kind(models.TextChoices):
        GROUP = "group", _("Group")
        COMPANY = "company", _("Company")
        BRANCH = "branch", _("Branch")
        SITE = "site", _("Site")

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Above it"),
    )
    code = models.CharField(_("Code"), max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    line = models.CharField(_("Line of business"), max_length=10, choices=Line)
    path = models.CharField(_("Way from the top"), max_length=255, unique=True)

    objects = OrgNodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organisation unit")
        ordering = ["path"]
        indexes = [
            models.Index(fields=["path"], name="orgnode_below", opclasses=["text_pattern_ops"])
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="group") | models.Q(parent__isnull=False),
                name="orgnode_below_the_group",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: Staff) -> Self:
        return self.filter(pk__in=user.scope.site_ids)


class Site(models.Model):
    """Where service is delivered: an estate, a tower, a bank outlet. It is a leaf of the tree."""

    class Kind(models.TextChoices):
        RESIDENTIAL = "residential", _("Residential estate")
        COMMERCIAL = "commercial", _("Commercial complex")
        OFFICE = "office", _("Office tower")
        OUTLET = "outlet", _("Bank outlet")

    node = models.OneToOneField(OrgNode, models.PROTECT, related_name="site")
    code = models.CharField(_("Code"), max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    path = models.CharField(max_length=255, unique=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    area = models.DecimalField(
        _("Built area (m²)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    time_zone = models.CharField(_("Time zone"), max_length=40, default="Asia/Shanghai")
    # ISO weekday -> [["09:00", "12:00"], ...]; empty means Monday to Friday 09:00-18:00
    office_hours = models.JSONField(_("Office hours"), default=dict, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Site")
        ordering = ["path"]
        indexes = [models.Index(fields=["path"], name="site_below", opclasses=["text_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    @property
    def site_id(self) -> int:
        return self.pk
