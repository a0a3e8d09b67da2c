"""A handful of drawn photos and a signature, real evidence that thousands of rows share."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from random import Random
from uuid import uuid4

from django.core.files.uploadedfile import InMemoryUploadedFile
from PIL import Image, ImageDraw, ImageFilter

from pinzhi.demo.simulating import Pictures
from pinzhi.files.actions import keep_evidence
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.records.models import PhotoPrint

SIZE = (960, 720)
FOUND, RIGHT = 6, 4


def keep_pictures(site: Site, *, by: Staff, at: datetime, seed: str) -> Pictures:
    """Draw the pictures, and keep each through the deed that keeps a phone's photos."""
    chance = Random(f"{seed}:pictures")  # noqa: S311 -- a made-up past, no secret
    found = [_draw(chance, clean=False) for _ in range(FOUND)]
    right = [_draw(chance, clean=True) for _ in range(RIGHT + 1)]
    kept = [
        keep_evidence(
            _upload(content),
            uid=uuid4(),
            site=site,
            kind=kind,
            captured_at=at,
            by=by,
        ).blob_id
        for content, kind in _with_kind(found, right, _sign(chance))
    ]
    _share(kept)
    return Pictures(
        kept[:FOUND], kept[FOUND : FOUND + RIGHT], kept[FOUND + RIGHT], signature=kept[-1]
    )


def _share(kept: list[str]) -> None:
    """Thousands of photos show these few drawings, so nobody may be suspected of using one again;
    but for the last drawing, which one cheat uses for everything."""
    drawn = [blob for blob in kept if blob != kept[FOUND + RIGHT]]
    prints = [PhotoPrint(blob_id=blob, comparable=False) for blob in drawn]
    PhotoPrint.objects.bulk_create(prints)


def _with_kind(
    found: list[bytes], right: list[bytes], signature: bytes
) -> Iterator[tuple[bytes, Evidence.Kind]]:
    for content in (*found, *right):
        yield content, Evidence.Kind.PHOTO
    yield signature, Evidence.Kind.SIGNATURE


def _draw(chance: Random, *, clean: bool) -> bytes:
    """A corridor seen from its end; unless it is clean, with a puddle and things left about."""
    wall = chance.randint(150, 215)
    picture = Image.new("RGB", SIZE, (wall, wall, wall - 8))
    pen = ImageDraw.Draw(picture)
    width, height = SIZE
    floor = tuple(chance.randint(95, 150) for _ in range(3))
    left, right, top, bottom = width * 0.36, width * 0.64, height * 0.3, height * 0.58
    pen.polygon([(0, height), (left, bottom), (right, bottom), (width, height)], fill=floor)
    pen.polygon([(0, 0), (left, top), (right, top), (width, 0)], fill=(235, 236, 232))
    pen.rectangle([left, top, right, bottom], fill=(wall - 40, wall - 40, wall - 44))
    door = chance.uniform(0.05, 0.2) * width
    pen.rectangle([door, height * 0.25, door + 120, height * 0.85], fill=(120, 84, 60))
    if not clean:
        x, y = chance.randint(300, 560), chance.randint(470, 590)
        pen.ellipse([x, y, x + chance.randint(140, 260), y + 70], fill=(86, 98, 112))
        for _ in range(chance.randint(1, 3)):
            x, y = chance.randint(120, 700), chance.randint(460, 620)
            color = tuple(chance.randint(60, 200) for _ in range(3))
            pen.rectangle(
                [x, y, x + chance.randint(40, 110), y + chance.randint(30, 80)], fill=color
            )
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(1.6)))


def _sign(chance: Random) -> bytes:
    picture = Image.new("RGB", (640, 240), "white")
    pen = ImageDraw.Draw(picture)
    x, y = 60.0, 130.0
    points = [(x, y)]
    for _ in range(46):
        x, y = x + chance.uniform(2, 20), min(max(y + chance.uniform(-46, 46), 40), 200)
        points.append((x, y))
    pen.line(points, fill=(20, 30, 60), width=4, joint="curve")
    return _jpeg(picture)


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _upload(content: bytes) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(
        BytesIO(content), "file", "demo.jpg", "image/jpeg", len(content), None
    )
