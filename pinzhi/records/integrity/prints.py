"""Reading kept photos: how they look, and what their files tell of camera and time."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings
from PIL import ExifTags, Image

from pinzhi.files.actions import evidence_store
from pinzhi.files.models import Blob
from pinzhi.records.integrity.looks import bands, looks_of, to_bytes
from pinzhi.records.integrity.models import PhotoPrint

MARK, MOST_CODES, LONGEST_CODE = "pinzhi:", 8, 64
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def print_photos(blobs: Collection[str]) -> None:
    """Work out the print of each blob that has none. A file that cannot be read gets an empty
    one, so that nobody tries again for ever."""
    known = set(PhotoPrint.objects.filter(pk__in=blobs).values_list("pk", flat=True))
    unprinted = Blob.objects.filter(pk__in=set(blobs) - known).exclude(display="")
    PhotoPrint.objects.bulk_create([_print(blob) for blob in unprinted], ignore_conflicts=True)


def open_picture(blob: Blob) -> Image.Image | None:
    """The clean copy, decoded; None when it is not there."""
    try:
        with evidence_store().open(blob.display) as stored:
            return Image.open(BytesIO(stored.read())).convert("L")
    except UNREADABLE:
        return None


def _print(blob: Blob) -> PhotoPrint:
    picture = open_picture(blob)
    looks = looks_of(picture) if picture else []
    camera, taken, codes = _told_by_file(blob)
    return PhotoPrint(
        blob=blob,
        looks=to_bytes(looks),
        bands=list(bands(looks[0])) if looks else [],
        camera=camera,
        taken_at=taken,
        codes=codes,
    )


def _told_by_file(blob: Blob) -> tuple[bool | None, datetime | None, list[str]]:
    """Whether the original names a camera, when it says it was taken, and what for."""
    try:
        with evidence_store().open(blob.original) as stored, Image.open(stored) as picture:
            exif = picture.getexif()
            inner = exif.get_ifd(ExifTags.IFD.Exif)
            codes = codes_in(picture.info.get("comment"))
    except UNREADABLE:
        return None, None, []
    camera = bool(exif.get(ExifTags.Base.Make) or exif.get(ExifTags.Base.Model))
    told = inner.get(ExifTags.Base.DateTimeOriginal), inner.get(ExifTags.Base.OffsetTimeOriginal)
    return camera, _moment(*told), codes


def codes_in(comment: object) -> list[str]:
    """What the app wrote into a photo: the codes of the tasks and cases it was taken for."""
    text = comment.decode(errors="replace") if isinstance(comment, bytes) else ""
    if not text.startswith(MARK):
        return []
    found = text.removeprefix(MARK).split()[:MOST_CODES]
    return [code for code in found if len(code) <= LONGEST_CODE and "\0" not in code]


def _moment(told: object, offset: object) -> datetime | None:
    """A file's time; without a zone it is the country's."""
    with suppress(ValueError, TypeError):
        if offset:
            return datetime.strptime(f"{told}{offset}", "%Y:%m:%d %H:%M:%S%z")
        naive = datetime.strptime(str(told), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 -- below
        return naive.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return None
