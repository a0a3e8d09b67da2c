"""What good is: standards in editions, their clauses, and the checklists made of them."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.places.models import EquipmentSystem, Line, OrgNode
from pinzhi.standards.words import AnswerType, EvidenceRule, FixUnit, Method, PlaceKind, Purpose


class StandardQuerySet(models.QuerySet["Standard"]):
    def visible_to(self, user: Staff) -> Self:
        """Standards of everybody, and those of the nodes above or below one's own."""
        mine = models.Q(owner=None)
        for path in user.scope.node_paths:
            above = [path[: i + 1] for i, sign in enumerate(path) if sign == "/"]
            mine |= models.Q(owner__path__in=above) | models.Q(owner__path__startswith=path)
        return self.filter(mine) if user.is_active else self.none()


class Standard(models.Model):
    """A written standard of the organisation; what it says lives in its editions."""

    code = models.CharField(_("Code"), max_length=32, unique=True)
    title = models.CharField(_("Title"), max_length=120)
    line = models.CharField(_("Line of business"), max_length=10, choices=Line)
    owner = models.ForeignKey(OrgNode, models.PROTECT, null=True, blank=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("Standard")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Staff) -> Self:
        return self.filter(standard__in=Standard.objects.visible_to(user))


class Edition(models.Model):
    """One version of a standard; frozen by the database once it is published."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("Waits for approval")
        SCHEDULED = "scheduled", _("Approved, comes into force later")
        PUBLISHED = "published", _("In force")
        SUPERSEDED = "superseded", _("Superseded")

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="editions")
    number = models.CharField(_("Edition"), max_length=20)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.DRAFT)
    content_hash = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("In force from"), null=True, blank=True)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Edition")
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["standard"],
                condition=models.Q(status="published"),
                name="one_edition_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(submitted_by=None)
                | ~models.Q(approved_by=models.F("submitted_by")),
                name="edition_approved_by_a_second_person",
                violation_error_message=_("Whoever asked for approval cannot give it."),
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_by=None)
                | models.Q(status__in=["draft", "review"])
                | models.Q(approved_by__isnull=False),
                name="edition_asked_for_is_approved_before_it_holds",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="review") | models.Q(submitted_by__isnull=False),
                name="edition_in_review_was_submitted",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="scheduled")
                | models.Q(approved_by__isnull=False, starts_on__isnull=False),
                name="edition_scheduled_has_its_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="draft") | models.Q(published_at=None),
                name="edition_once_in_force_is_no_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.number}"

    @property
    def was_in_force(self) -> bool:
        """Work was done by it, so it stays as it is and may be read by everybody."""
        return self.published_at is not None


class Clause(models.Model):
    """One numbered sentence of a standard: what every later number leads back to."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    number = models.CharField(_("Number"), max_length=20)
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(_("Text"), blank=True)
    sources = ArrayField(models.CharField(max_length=20), default=list)
    order = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Clause")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_clause_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Checklist(models.Model):
    """The form that carries clauses to where the work is."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="checklists")
    code = models.CharField(_("Code"), max_length=40)
    title = models.CharField(_("Title"), max_length=120)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    department = models.CharField(_("Department"), max_length=20, choices=Department)
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose, default=Purpose.WORK)
    total = models.DecimalField(
        _("Full score"), max_digits=6, decimal_places=2, default=Decimal(100)
    )
    # one press may call everything fine that was not answered and needs neither number nor photo
    rest_fine = models.BooleanField(
        _("The rest may be called fine at once"), default=False, db_default=False
    )

    class Meta:
        verbose_name = _("Checklist")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_checklist_per_code"),
        ]

    def __str__(self) -> str:
        return self.title


class Requirement(models.Model):
    """What a clause asks to be done: how often, by which post, at what kind of place.

    `recurrence` is a mapping as `plans.recurrence` reads it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="requirements")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="requirements")
    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="requirements")
    recurrence = models.JSONField()
    post_name = models.CharField(_("Post"), max_length=60)
    place_kind = models.CharField(_("Carried out at"), max_length=12, choices=PlaceKind)
    system = models.CharField(_("System"), max_length=20, choices=EquipmentSystem, blank=True)
    makeup_hours = models.PositiveIntegerField(_("Make-up allowed for (hours)"), default=0)
    adjusted = False  # no column: True for one that holds a site's own values

    class Meta:
        verbose_name = _("Requirement")
        constraints = [
            models.UniqueConstraint(fields=["checklist"], name="one_requirement_per_checklist"),
        ]

    def __str__(self) -> str:
        return str(self.checklist)


class Item(models.Model):
    """One question of a checklist, the clause it asks about, and what a failure costs."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="items")
    code = models.CharField(_("Code"), max_length=20)
    title = models.CharField(_("Title"), max_length=200)
    hint = models.CharField(_("Hint"), max_length=300, blank=True)
    methods = ArrayField(models.CharField(max_length=10, choices=Method), default=list)
    answer_type = models.CharField(_("Answer"), max_length=10, choices=AnswerType)
    unit = models.CharField(_("Unit"), max_length=12, blank=True)
    minimum = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    # a list of mappings with value, label and whether it is ok
    choices = models.JSONField(default=list, blank=True)
    evidence = models.CharField(
        _("Evidence"), max_length=20, choices=EvidenceRule, default=EvidenceRule.NONE
    )
    required = models.BooleanField(_("Required"), default=True)
    deduction = models.DecimalField(
        _("Deduction"), max_digits=6, decimal_places=2, default=Decimal(0)
    )
    fix_value = models.DecimalField(max_digits=6, decimal_places=1, default=Decimal(1))
    fix_unit = models.CharField(max_length=8, choices=FixUnit, default=FixUnit.WEEK)
    on_the_spot = models.BooleanField(_("May be put right on the spot"), default=True)
    order = models.PositiveIntegerField()
    adjusted = False  # no column: True for a copy that holds a site's own values

    class Meta:
        verbose_name = _("Check item")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="one_item_per_code"),
            models.CheckConstraint(
                condition=models.Q(deduction__gte=0), name="item_deduction_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title
