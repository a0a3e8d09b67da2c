"""Pictures as they are shown: decoded and drawn anew, so that nothing but the pixels survives."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from pinzhi.files.refusals import NoPicture

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2048


@dataclass(frozen=True)
class Shown:
    """A clean JPEG, its size in pixels, and the media type of the original."""

    content: bytes
    width: int
    height: int
    media_type: str


def draw_anew(original: BinaryIO) -> Shown:
    """Re-encode a picture upright, at most 2048 px a side, without metadata (faults F6).

    Raises NoPicture for anything else, and for more than 64 million pixels before decoding them.
    """
    try:
        with Image.open(original, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture
            media_type = str(Image.MIME[picture.format or ""])
            clean = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError):
        raise NoPicture from None
    clean.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    clean.save(out, "JPEG", quality=82)
    return Shown(out.getvalue(), clean.width, clean.height, media_type)
