from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from pinzhi.common.scope import Scope


class Viewer(Protocol):
    """Whoever reads: the trail knows no people, only that they have a scope."""

    @property
    def scope(self) -> Scope: ...


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Viewer) -> Self:
        """Events of the sites in the user's scope; events of no site are nobody's."""
        return self.filter(site_id__in=user.scope.site_ids)


class Event(models.Model):
    """One thing that was done: who, when, to what, from what to what, and why.

    Written once by `trail.actions.record`, never changed; the database refuses to.
    Names and titles are kept as they were, and point to no other table.
    """

    at = models.DateTimeField(_("received at"), db_default=Now(), editable=False)
    captured_at = models.DateTimeField(_("time on the device"), null=True, editable=False)
    actor_id = models.BigIntegerField(_("who (number)"), null=True, editable=False)
    actor_name = models.TextField(_("who"), editable=False)
    verb = models.TextField(_("what"), editable=False)
    object_type = models.TextField(_("kind of object"), editable=False)
    object_id = models.TextField(_("object (number)"), editable=False)
    object_title = models.TextField(_("object"), editable=False)
    site_id = models.BigIntegerField(_("site"), null=True, editable=False)
    before = models.JSONField(_("before"), default=dict, editable=False)
    after = models.JSONField(_("after"), default=dict, editable=False)
    reason = models.TextField(_("reason"), editable=False)
    ip = models.GenericIPAddressField(_("address"), null=True, editable=False)
    request_id = models.TextField(_("request"), editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        # Each index is paid for by every deed; BRIN costs next to nothing.
        indexes: ClassVar = [
            models.Index(fields=["object_id", "object_type", "id"], name="event_of_object"),
            models.Index(fields=["site_id", "id"], name="event_of_site"),
            BrinIndex(fields=["at"], name="event_at", autosummarize=True),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(verb="") & ~models.Q(object_type="") & ~models.Q(object_id=""),
                name="event_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.object_title}"


class MultiRangeField(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """Ranges of event ids, as PostgreSQL writes them: `{[1,5),[7,8)}`."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 -- Django's signature
        return "int8multirange"

    def from_db_value(self, value: object, *_: object) -> str:
        return str(value).replace(" ", "")


class Block(models.Model):
    """A seal over some events, chained to the seal before it.

    `ids` are exactly the events it seals, `upto` the highest id looked at so far. `leaves`
    holds the first eight bytes of each event's digest, so that a broken seal can name the event.
    """

    seq = models.BigIntegerField(_("number"), primary_key=True, editable=False)
    prev_hash = models.BinaryField(_("hash of the block before"), editable=False)
    hash = models.BinaryField(_("hash"), editable=False)
    sealed_at = models.DateTimeField(_("sealed at"), editable=False)
    ids = MultiRangeField(_("events"), editable=False)
    upto = models.BigIntegerField(_("up to event"), editable=False)
    count = models.IntegerField(_("number of events"), editable=False)
    leaves = models.BinaryField(_("digests"), editable=False)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["prev_hash"], name="block_has_one_successor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {bytes(self.hash).hex()[:12]}"
