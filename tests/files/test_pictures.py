from io import BytesIO

import pytest
from PIL import Image

from pinzhi.files.pictures import LONGEST_SIDE, draw_anew
from pinzhi.files.refusals import NoPicture
from tests.photos import picture


def encoded(image: Image.Image, kind: str, **options: object) -> BytesIO:
    out = BytesIO()
    image.save(out, kind, **options)
    out.seek(0)
    return out


def with_place_and_turn() -> BytesIO:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    return encoded(Image.new("RGB", (40, 20)), "JPEG", exif=exif)


def test_draw_anew_turns_upright_and_drops_metadata() -> None:
    shown = draw_anew(with_place_and_turn())

    assert (shown.width, shown.height) == (20, 40)
    assert dict(Image.open(BytesIO(shown.content)).getexif()) == {}
    assert b"PhoneMaker" not in shown.content


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")],
)
def test_draw_anew_makes_a_jpeg_of_what_phones_take(kind: str, media_type: str) -> None:
    shown = draw_anew(encoded(Image.new("RGB", (8, 6)), kind))
    assert shown.media_type == media_type
    assert Image.open(BytesIO(shown.content)).format == "JPEG"


def test_draw_anew_bounds_the_longest_side() -> None:
    shown = draw_anew(encoded(Image.new("L", (LONGEST_SIDE * 2, 10)), "PNG"))
    assert (shown.width, shown.height) == (LONGEST_SIDE, 5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 40,
        picture()[:60],  # cut off
        b"\x89PNG\r\n\x1a\n" + b"\0" * 30,
        b"%PDF-1.7",
    ],
    ids=["empty", "html", "svg", "gif", "cut", "broken png", "pdf"],
)
def test_draw_anew_refuses_what_is_no_picture(content: bytes) -> None:
    with pytest.raises(NoPicture):
        draw_anew(BytesIO(content))


def test_draw_anew_refuses_a_picture_bomb_before_decoding_it() -> None:
    bomb = encoded(Image.new("1", (9000, 9000)), "PNG")
    with pytest.raises(NoPicture):
        draw_anew(bomb)


def test_draw_anew_leaves_nothing_of_a_polyglot() -> None:
    shown = draw_anew(BytesIO(picture() + b"<script>alert(1)</script>"))
    assert b"<script>" not in shown.content
