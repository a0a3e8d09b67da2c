from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import SiteScoped
from pinzhi.places.models.organisation import Site
from pinzhi.places.models.places import Place


class EquipmentSystem(models.TextChoices):
    """The systems a building runs on, as the catalogue divides them."""

    LIFT = "lift", _("Lift")
    ESCALATOR = "escalator", _("Escalator")
    WATER_SUPPLY = "water_supply", _("Water supply")
    DRAINAGE = "drainage", _("Drainage")
    RAINWATER = "rainwater", _("Rainwater")
    POWER = "power", _("Power supply")
    GENERATOR = "generator", _("Generator")
    LIGHTING = "lighting", _("Lighting")
    FIRE = "fire", _("Fire protection")
    CCTV = "cctv", _("CCTV")
    ACCESS_CONTROL = "access_control", _("Access control")
    INTERCOM = "intercom", _("Intercom")
    PERIMETER = "perimeter", _("Perimeter alarm")
    PARKING = "parking", _("Parking system")
    MUSIC = "music", _("Background music")
    HEATING = "heating", _("Heating")
    HVAC = "hvac", _("Ventilation and air conditioning")
    GAS = "gas", _("Gas")
    BUILDING_FABRIC = "building_fabric", _("Building fabric")
    PLAYGROUND = "playground", _("Playground and fitness")
    OTHER = "other", _("Other")


class Equipment(models.Model):
    """A machine or installation somebody must keep in order; its card hangs on it (EQP-02)."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        STANDBY = "standby", _("Standby")
        STOPPED = "stopped", _("Out of service")
        SCRAPPED = "scrapped", _("Scrapped")

    site = models.ForeignKey(Site, models.PROTECT, related_name="equipment")
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="equipment",
        verbose_name=_("Place"),
    )
    code = models.CharField(_("Code"), max_length=60)
    name = models.CharField(_("Name"), max_length=80)
    system = models.CharField(_("System"), max_length=20, choices=EquipmentSystem)
    model = models.CharField(_("Model"), max_length=80, blank=True)
    maker = models.CharField(_("Maker"), max_length=80, blank=True)
    serial = models.CharField(_("Serial number"), max_length=80, blank=True)
    parameters = models.JSONField(_("Parameters"), default=dict, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.RUNNING)
    in_use_since = models.DateField(_("In use since"), null=True, blank=True)
    tag = models.UUIDField(default=uuid4, unique=True, editable=False)
    # distinct from the operator on shift (EQP-08)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers_for_equipment",
        verbose_name=_("Answers for it"),
    )

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Equipment")
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="one_equipment_per_code"),
        ]
        indexes = [models.Index(fields=["site", "system", "code"], name="equipment_by_system")]

    def __str__(self) -> str:
        return self.name


class EquipmentEntry(models.Model):
    """One line of a machine's archive card: registered, repaired, overhauled, stopped (EQP-03)."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        MAINTAINED = "maintained", _("Maintained")
        REPAIRED = "repaired", _("Repaired")
        OVERHAULED = "overhauled", _("Overhauled")
        REPLACED = "replaced", _("Part replaced")
        STOPPED = "stopped", _("Taken out of service")
        RESUMED = "resumed", _("Back in service")
        SCRAPPED = "scrapped", _("Scrapped")

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="entries")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    day = models.DateField(_("Day"))
    text = models.TextField(_("What was done"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Archive entry")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"
