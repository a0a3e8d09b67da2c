"""A written standard on its way into an edition: the document, what was understood, the wiring."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.files.models import Blob
from pinzhi.people.models import Staff
from pinzhi.standards.models.core import Clause, Edition, Standard


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Staff) -> Self:
        return self.filter(edition__standard__in=Standard.objects.visible_to(user))


class Document(models.Model):
    """The file somebody uploaded, read into passages, becoming one draft edition.

    `text` is what the file says, exactly; passages and words point into it by offset.
    """

    class Status(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("Read")
        FAILED = "failed", _("Could not be read")

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="document")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    file_name = models.CharField(_("File"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=8)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.READING)
    fault = models.CharField(_("Fault"), max_length=500, blank=True)
    text = models.TextField(blank=True)
    # while it is being read: percent done
    done = models.PositiveSmallIntegerField(default=0)
    built_at = models.DateTimeField(_("Draft made at"), null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("Uploaded at"), auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Document")

    def __str__(self) -> str:
        return self.file_name

    def held_up_by(self) -> "models.QuerySet[Proposal]":
        """What must not be missing when the edition is published, and is: marked so, and not
        wired to this organisation when the draft was last made."""
        accepted = Proposal.objects.filter(passage__document=self, status=Proposal.Status.ACCEPTED)
        return accepted.filter(blocking=True).exclude(lack="")


class Passage(models.Model):
    """A heading, sentence or row of a document: [start, end) of its text.

    `version` rises with every change to it or its proposals. `clause` is what the draft last made
    of the document has of it.
    """

    class Kind(models.TextChoices):
        HEADING = "heading", _("Heading")
        CLAUSE = "clause", _("Clause")
        ROW = "row", _("Table row")
        BOILERPLATE = "boilerplate", _("Not part of the standard")

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    level = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(_("Number"), max_length=20, blank=True)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    text = models.TextField(_("Text"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    clause = models.ForeignKey(
        Clause, models.SET_NULL, null=True, blank=True, related_name="passages"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Passage")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="one_passage_per_order"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Proposal(models.Model):
    """One thing a passage asks for, as understood or as corrected: who, what, where, how often.

    `parts` is a list of mappings with key, value, start, end (offsets into the passage's text, or
    null for what came from above or a person added), words, confidence and inherited. `version`
    rises with every change, so that nobody writes over what somebody else just did. `lack` is what
    it is not wired to, as the draft was last made; empty when nothing is missing.
    """

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="proposals")
    order = models.PositiveIntegerField(default=0)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.SUGGESTED)
    parts = models.JSONField(default=list)
    confidence = models.FloatField(_("Confidence"), default=1.0)
    blocking = models.BooleanField(_("Holds publishing up while not wired"), default=False)
    lack = models.CharField(_("Not wired"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    # the step that made it, where it was not the compiler
    made_in = models.ForeignKey(
        "standards.Step", models.SET_NULL, null=True, blank=True, related_name="made"
    )

    class Meta:
        verbose_name = _("Understood requirement")
        ordering = ["passage__order", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.passage_id}/{self.order}"


class Wire(models.Model):
    """What words of a document stand for in this organisation: a role for a post, and so on."""

    class Kind(models.TextChoices):
        POST = "post", _("Role → post")
        PLACE = "place", _("Place → places or equipment")
        FORM = "form", _("Form → checklist")
        CLOCK = "clock", _("Time limit → clock of a case")
        SCHEME = "scheme", _("Money and grades → scheme")

    class Status(models.TextChoices):
        OPEN = "open", _("Not wired")
        SUGGESTED = "suggested", _("Suggested")
        WIRED = "wired", _("Wired")
        LEFT = "left", _("Left out")

    document = models.ForeignKey(Document, models.CASCADE, related_name="wires")
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    words = models.CharField(_("Words"), max_length=120)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.OPEN)
    target = models.JSONField(_("Stands for"), default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Wiring")
        ordering = ["kind", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind", "words"], name="one_wire_per_words"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Step(models.Model):
    """One deed in the studio, with what it changed, so that its doer can take it back.

    `changes` is a list of mappings with kind (ask or passage), pk, before and after (null for what
    was removed). What the step made points to it from `made_in`.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    changes = models.JSONField(default=list)
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Step in the studio")
        indexes = [models.Index(fields=["document", "by", "-id"], name="steps_of_a_person")]

    def __str__(self) -> str:
        return self.verb
