"""Pictures for tests, and evidence made of them."""

from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pinzhi.files.actions import keep_evidence
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Site


def picture(shade: int = 100, size: tuple[int, int] = (32, 24)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


def plant_photo(site: Site, by: Staff, at: datetime, shade: int = 100) -> UUID:
    upload = SimpleUploadedFile("photo.jpg", picture(shade))
    evidence = keep_evidence(
        upload, uid=uuid4(), site=site, kind=Evidence.Kind.PHOTO, captured_at=at, by=by
    )
    return evidence.uid


# the head of what a browser records, and noise: nothing looks further
SAID = b"\x1a\x45\xdf\xa3" + b"opus" * 500
