# ruff: noqa: PLR2004 -- how often and how long, said where it happens
"""Drawn photos of one thing on different days, and copies of one photo made to look like another.

The hard case is honest: the same valve, photographed by the same person from about the same spot
month after month. A copy is the same picture encoded anew, scaled, or with its rim cut off.
"""

from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from pinzhi.bench.integrity.measuring import Figure
from pinzhi.records.integrity.detectors.photos import near_duplicate
from pinzhi.records.integrity.looks import NEAR, distance, likeness, looks_of

SIZE = (320, 240)
ROOM = 60  # pixels beyond the edge, so that the camera can stand a little elsewhere


@dataclass(frozen=True)
class Shape:
    """One thing in view: a box or an ellipse with a colour."""

    round: bool
    box: tuple[int, int, int, int]
    color: tuple[int, int, int]


def measure_pictures(honest: int, planted: int, seed: int) -> Figure:
    """`honest` pairs of one thing on two days, `planted` photos with a doctored copy."""
    suspected = sum(_alike(*_two_days(Random(f"{seed}:days:{at}"))) for at in range(honest))  # noqa: S311 -- made up
    found = sum(_alike(*_copied(Random(f"{seed}:copy:{at}"))) for at in range(planted))  # noqa: S311 -- made up
    return Figure("near_duplicate_photo", planted, found, honest, suspected)


def _alike(one: Image.Image, two: Image.Image) -> bool:
    """As a job does it: near by hash, then laid over each other."""
    looks = looks_of(one), looks_of(two)
    if not all(looks) or distance(*looks) > NEAR:
        return False
    return near_duplicate("new", [("old", likeness(one, two))]) is not None


def _two_days(chance: Random) -> tuple[Image.Image, Image.Image]:
    thing = _scene(chance)
    return _shoot(thing, chance), _shoot(thing, chance)


def _copied(chance: Random) -> tuple[Image.Image, Image.Image]:
    photo = _shoot(_scene(chance), chance)
    return photo, _doctored(photo, chance)


def _scene(chance: Random) -> list[Shape]:
    """What stands there for years: wall, floor, pipes, cabinets."""
    width, height = SIZE[0] + 2 * ROOM, SIZE[1] + 2 * ROOM
    horizon = chance.randint(height // 3, 2 * height // 3)
    shapes = [
        Shape(round=False, box=(0, 0, width, horizon), color=_grey(chance, 120, 220)),
        Shape(round=False, box=(0, horizon, width, height), color=_grey(chance, 60, 160)),
    ]
    return shapes + [_thing(chance, 40, 170) for _ in range(chance.randint(4, 9))]


def _thing(chance: Random, least: int, most: int) -> Shape:
    x, y = chance.randint(0, SIZE[0] + ROOM), chance.randint(0, SIZE[1] + ROOM)
    box = (x, y, x + chance.randint(least, most), y + chance.randint(least, most))
    return Shape(chance.random() < 0.4, box, _grey(chance, 20, 250))


def _grey(chance: Random, low: int, high: int) -> tuple[int, int, int]:
    base = chance.randint(low, high)
    red, green, blue = (min(max(base + chance.randint(-25, 25), 0), 255) for _ in range(3))
    return red, green, blue


def _shoot(scene: list[Shape], chance: Random) -> Image.Image:
    """One day: the light of that day, what lies about, and the camera a step to one side."""
    canvas = Image.new("RGB", (SIZE[0] + 2 * ROOM, SIZE[1] + 2 * ROOM))
    pen = ImageDraw.Draw(canvas)
    for shape in [*scene, *[_thing(chance, 15, 70) for _ in range(chance.randint(0, 4))]]:
        (pen.ellipse if shape.round else pen.rectangle)(shape.box, fill=shape.color)
    picture = _stand(canvas, chance)
    picture = _shadow(picture, chance)
    picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.6, 1.35))
    noise = Image.effect_noise(SIZE, chance.uniform(8, 30)).convert("RGB")
    return _encode(Image.blend(picture, noise, 0.12), chance.randint(70, 92))


def _stand(canvas: Image.Image, chance: Random) -> Image.Image:
    turned = canvas.rotate(chance.uniform(-4, 4), Image.Resampling.BILINEAR)
    zoom = chance.uniform(0.9, 1.15)
    width, height = SIZE[0] / zoom, SIZE[1] / zoom
    middle_x = canvas.width / 2 + chance.uniform(-0.09, 0.09) * SIZE[0]
    middle_y = canvas.height / 2 + chance.uniform(-0.09, 0.09) * SIZE[1]
    box = (
        round(middle_x - width / 2),
        round(middle_y - height / 2),
        round(middle_x + width / 2),
        round(middle_y + height / 2),
    )
    return turned.crop(box).resize(SIZE, Image.Resampling.BILINEAR)


def _shadow(picture: Image.Image, chance: Random) -> Image.Image:
    """Light falls in from one side, more or less."""
    ramp = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(SIZE)
    ramp = ramp.filter(ImageFilter.GaussianBlur(20))
    return Image.composite(picture, ImageEnhance.Brightness(picture).enhance(0.55), ramp)


def _doctored(photo: Image.Image, chance: Random) -> Image.Image:
    """Sent through a chat, trimmed by up to a tenth, a little brighter or darker."""
    width, height = photo.size
    copy = photo
    if chance.random() < 0.6:
        sides = [chance.uniform(0, 0.1) if chance.random() < 0.5 else 0.0 for _ in range(4)]
        left, right = sides[0] * width, width - max(0.1 - sides[0], 0) * width * chance.random()
        top, bottom = sides[1] * height, height - max(0.1 - sides[1], 0) * height * chance.random()
        copy = copy.crop((round(left), round(top), round(right), round(bottom)))
    scale = chance.uniform(0.4, 1.0)
    copy = copy.resize((round(copy.width * scale), round(copy.height * scale)))
    copy = ImageEnhance.Brightness(copy).enhance(chance.uniform(0.85, 1.2))
    return _encode(copy, chance.randint(35, 88))


def _encode(picture: Image.Image, quality: int) -> Image.Image:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")
