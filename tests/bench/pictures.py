"""Two pictures: one that shows something, one that does not."""

from PIL import Image, ImageDraw


def striped() -> Image.Image:
    picture = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(picture)
    for x in range(0, 320, 50):
        pen.rectangle([x, 20 + x // 4, x + 20, 200], fill=(x // 2, 40, 90))
    return picture


def plain() -> Image.Image:
    return Image.new("RGB", (320, 240), (128, 130, 126))
