"""Evidence in and out."""

from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pinzhi.files.rules import KEEPERS, WORKING
from pinzhi.places.models import Role
from tests.photos import picture, plant_photo
from tests.rights.matrix import EVERY, POST, Kwargs, Rule
from tests.rights.world import Ground


def a_photo(ground: Ground) -> UUID:
    by = ground.people[Role.WORKER]
    return ground.once("files.photo", lambda: plant_photo(ground.site, by, timezone.now()))


def photo(ground: Ground) -> Kwargs:
    return {"uid": a_photo(ground)}


def upload(_: Ground) -> Kwargs:
    return {
        "uid": str(uuid4()),
        "kind": "photo",
        "captured_at": timezone.now().isoformat(),
        "file": SimpleUploadedFile("a.jpg", picture()),
    }


RULES = [
    Rule(
        "files:keep",
        POST,
        may=set(WORKING),
        at=lambda ground: {"site_id": ground.site.pk},
        body=upload,
    ),
    Rule("files:show", may=EVERY, at=photo),
    Rule("files:original", may=set(KEEPERS), at=photo),
]
