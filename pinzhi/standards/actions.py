"""Everything that changes a standard."""

from django.db import transaction
from django.utils import timezone

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.standards.models import Edition
from pinzhi.standards.refusals import EditionChanged, EmptyEdition
from pinzhi.standards.states import MOVES
from pinzhi.trail import actions as trail


@transaction.atomic
def publish_edition(edition: Edition, *, by: Staff | None) -> Edition:
    """Put an edition in force and its predecessor out of it. From then on neither changes.

    What plans and tasks were made from stays with the edition they were made from.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    require_move(MOVES, Edition.Status(edition.status), Edition.Status.PUBLISHED)
    if not edition.checklists.exists():
        raise EmptyEdition
    for old in Edition.objects.select_for_update().filter(
        standard=edition.standard, status=Edition.Status.PUBLISHED
    ):
        _move(old, Edition.Status.SUPERSEDED, by)
    edition.published_at, edition.published_by = timezone.now(), by
    return _move(edition, Edition.Status.PUBLISHED, by)


@transaction.atomic
def discard_edition(edition: Edition, *, by: Staff | None) -> None:
    """Throw a draft away with all that is in it. EditionChanged for one that was in force."""
    edition = Edition.objects.select_for_update().select_related("standard").get(pk=edition.pk)
    if edition.status != Edition.Status.DRAFT:
        raise EditionChanged
    trail.record("edition.discarded", edition, by=by, before={"number": edition.number})
    edition.delete()


def _move(edition: Edition, status: Edition.Status, by: Staff | None) -> Edition:
    before = {"status": edition.status}
    edition.status = status
    edition.save(update_fields=["status", "published_at", "published_by"])
    trail.record(f"edition.{status}", edition, by=by, before=before, after={"status": status})
    return edition
