from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import SiteScoped
from pinzhi.places.models.organisation import Site


class Place(models.Model):
    """Any spot inside a site, from a zone down to one checkpoint: all one tree.

    `tag` is what the printed QR or the NFC chip at the spot carries.
    """

    class Kind(models.TextChoices):
        ZONE = "zone", _("Zone")
        BUILDING = "building", _("Building")
        ENTRANCE = "entrance", _("Entrance")
        FLOOR = "floor", _("Floor")
        ROOM = "room", _("Room")
        SPACE = "space", _("Space")
        CHECKPOINT = "checkpoint", _("Checkpoint")

    class Occupancy(models.TextChoices):
        NONE = "", _("Not a home")
        OCCUPIED = "occupied", _("Occupied")
        VACANT = "vacant", _("Vacant")
        FITTING_OUT = "fitting_out", _("Fitting out")

    class Proof(models.TextChoices):
        NONE = "", _("None")
        QR = "qr", _("QR code")
        ROTATING_QR = "rotating_qr", _("Rotating QR code")
        NFC = "nfc", _("NFC tag")

    site = models.ForeignKey(Site, models.PROTECT, related_name="places")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Above it"),
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    code = models.CharField(_("Code"), max_length=60)
    name = models.CharField(_("Name"), max_length=80)
    full_name = models.CharField(_("Full name"), max_length=255)
    floor = models.SmallIntegerField(_("Floor"), null=True, blank=True)
    area = models.DecimalField(
        _("Area (m²)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    occupancy = models.CharField(_("Occupancy"), max_length=12, choices=Occupancy, blank=True)
    proof = models.CharField(_("Proof of presence"), max_length=12, choices=Proof, blank=True)
    order = models.PositiveIntegerField(_("Order"), default=0)
    tag = models.UUIDField(default=uuid4, unique=True, editable=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers_for_places",
        verbose_name=_("Answers for it"),
    )

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Place")
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="one_place_per_code"),
        ]
        indexes = [models.Index(fields=["site", "kind", "code"], name="place_by_kind")]

    def __str__(self) -> str:
        return self.full_name
