"""Everything that changes a standard."""

from django.db import transaction
from django.utils import timezone

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.standards.models import Edition
from pinzhi.standards.refusals import EmptyEdition
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


def _move(edition: Edition, status: Edition.Status, by: Staff | None) -> Edition:
    before = {"status": edition.status}
    edition.status = status
    edition.save(update_fields=["status", "published_at", "published_by"])
    trail.record(f"edition.{status}", edition, by=by, before=before, after={"status": status})
    return edition
