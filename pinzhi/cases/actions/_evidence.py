"""What is shown and said with a deed: one's own, of the very site."""

from collections.abc import Collection
from uuid import UUID

from pinzhi.cases.refusals import WrongPhoto
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff


def own_photos(site_id: int, uids: Collection[UUID], by: Staff) -> list[Evidence]:
    """The photos of these names. WrongPhoto when one is somebody else's, elsewhere, or no photo."""
    return _own(site_id, set(uids), by, Evidence.Kind.PHOTO)


def own_voice(site_id: int, uid: UUID | None, by: Staff) -> Evidence | None:
    """The voice note of this name, if there is to be one. WrongPhoto as above."""
    return _own(site_id, {uid}, by, Evidence.Kind.VOICE)[0] if uid else None


def _own(site_id: int, uids: set[UUID], by: Staff, kind: str) -> list[Evidence]:
    found = list(Evidence.objects.filter(site_id=site_id, by=by, kind=kind, uid__in=uids))
    if len(found) != len(uids):
        raise WrongPhoto
    return found
