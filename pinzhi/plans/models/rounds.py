"""Rounds: the points of a route, and the order each task of it was given."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models import SiteScoped
from pinzhi.places.models import Place, Site
from pinzhi.plans.models.work import Plan, Task
from pinzhi.plans.rounds import Point


class Route(models.Model):
    """A way along points of a site that somebody walks again and again (SEC-06, PAT-25).

    The plan that carries it makes the tasks; each is one walk. `since`: tasks that open earlier
    were on phones before it was put on the plan, and stay as they are.
    """

    class Order(models.TextChoices):
        ORDERED = "ordered", _("In order")
        FREE = "free", _("In any order")
        SHUFFLED = "shuffled", _("Drawn anew for each round")

    site = models.ForeignKey(Site, models.PROTECT, related_name="routes")
    name = models.CharField(_("Name"), max_length=80)
    department = models.CharField(_("Department"), max_length=20, choices=Department)
    order = models.CharField(
        _("Order of points"), max_length=8, choices=Order, default=Order.ORDERED
    )
    plan = models.OneToOneField(
        Plan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="route",
        verbose_name=_("Plan"),
    )
    since = models.DateTimeField(null=True, blank=True)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Route")
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="one_route_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Stop(models.Model):
    """One point of a route, and how long the way from the one before may take, in seconds."""

    class Proof(models.TextChoices):
        EITHER = "either", _("QR code or NFC tag")
        NFC = "nfc", _("NFC tag only")
        QR = "qr", _("QR code")
        NONE = "none", _("Nothing to scan")

    route = models.ForeignKey(Route, models.CASCADE, related_name="stops")
    place = models.ForeignKey(Place, models.PROTECT, related_name="stops", verbose_name=_("Point"))
    position = models.PositiveSmallIntegerField()
    least = models.PositiveIntegerField(_("At least (seconds)"), null=True, blank=True)
    most = models.PositiveIntegerField(_("At most (seconds)"), null=True, blank=True)
    proof = models.CharField(
        _("Proof of presence"), max_length=6, choices=Proof, default=Proof.EITHER
    )

    class Meta:
        verbose_name = _("Point of a route")
        constraints = [
            models.UniqueConstraint(fields=["route", "place"], name="one_stop_per_place"),
            models.UniqueConstraint(
                fields=["route", "position"],
                name="one_stop_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                name="stop_most_not_below_least",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)

    def point(self) -> Point:
        return Point(self.place_id, self.least, self.most, self.proof)


class Walk(models.Model):
    """The points of one task in the order they are to be walked, as they were when it was drawn.

    A shuffled order follows from `seed` (`plans.rounds.shuffled`), which nobody knows beforehand.
    """

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="walk")
    route = models.ForeignKey(Route, models.SET_NULL, null=True, blank=True, related_name="walks")
    order = models.CharField(max_length=8, choices=Route.Order)
    seed = models.CharField(max_length=32, blank=True)
    stops = models.JSONField()

    class Meta:
        verbose_name = _("Round")

    def __str__(self) -> str:
        return f"{self.task_id}"

    def points(self) -> list[Point]:
        return [Point(**one) for one in self.stops]

    @property
    def in_order(self) -> bool:
        return self.order != Route.Order.FREE

    @property
    def fixed(self) -> bool:
        """Whether the times hold from the point before only: each draw has others."""
        return self.order == Route.Order.ORDERED
