"""How alike two pictures look.

First by difference hashes of the whole and of what a trim of up to a tenth would leave: cheap
enough to hold one picture against thousands. Whatever is near is then laid over the other in
finer steps and compared by its details, which tell a copy from the same thing seen another day.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import chain

from PIL import Image, ImageFilter, ImageStat

SIDE = 9  # a hash compares 8 neighbours across and 8 down: 2 × 72 bits
BITS = 2 * (SIDE - 1) * SIDE
BYTES = BITS // 8
NEAR = 16  # bits in which pictures may differ to be looked at closely
ALIKE = 0.935  # from this correlation of their details on they are one
PLAIN = 6.0  # standard deviation of brightness below which a picture shows nothing
EDGES = ((0.0, 1.0), (0.05, 1.0), (0.0, 0.95), (0.1, 1.0), (0.0, 0.9), (0.05, 0.95))
STEPS = (0.0, 0.025, 0.05, 0.075, 0.1)
FINE = tuple((low, 1 - high) for low in STEPS for high in STEPS if low + high <= STEPS[-1] + 1e-9)
WIDTH, HEIGHT, BLUR = 48, 36, 4
Edge = tuple[float, float]


def looks_of(picture: Image.Image) -> list[int]:
    """The hashes of a picture, the whole first; none when it shows nothing (a wall, the dark)."""
    small = picture.convert("L").resize((160, 120), Image.Resampling.BOX)
    if ImageStat.Stat(small).stddev[0] < PLAIN:
        return []
    return [difference_hash(_part(small, across, down)) for across in EDGES for down in EDGES]


def difference_hash(grey: Image.Image) -> int:
    """Which neighbour is brighter, across and down, as one number of 144 bits."""
    cells = grey.resize((SIDE, SIDE), Image.Resampling.BILINEAR).tobytes()
    bits = 0
    for row in range(SIDE):
        for column in range(SIDE - 1):
            here = row * SIDE + column
            bits = bits << 1 | (cells[here] < cells[here + 1])
    for here in range(SIDE * (SIDE - 1)):
        bits = bits << 1 | (cells[here] < cells[here + SIDE])
    return bits


def distance(one: Sequence[int], two: Sequence[int]) -> int:
    """In how many bits two pictures differ: one whole against any trim of the other."""
    mine, his = one[0], two[0]
    pairs = chain(((mine, other) for other in two), ((his, other) for other in one))
    return min((a ^ b).bit_count() for a, b in pairs)


def likeness(one: Image.Image, two: Image.Image) -> float:
    """How well the details of two pictures fall together, either trimmed at best: up to 1."""
    grey = [picture.convert("L") for picture in (one, two)]
    return max(_laid_over(grey[0], grey[1]), _laid_over(grey[1], grey[0]))


def to_bytes(looks: Sequence[int]) -> bytes:
    return b"".join(one.to_bytes(BYTES, "big") for one in looks)


def from_bytes(stored: bytes) -> tuple[int, ...]:
    ends = range(0, len(stored), BYTES)
    return tuple(int.from_bytes(stored[at : at + BYTES], "big") for at in ends)


def _laid_over(whole: Image.Image, part: Image.Image) -> float:
    """The best correlation of a trim of `whole` with `part`: first across, then down, twice."""
    wanted = _details(part, (0.0, 1.0), (0.0, 1.0))
    across, down, best = (0.0, 1.0), (0.0, 1.0), -1.0
    for _ in range(2):
        best, across = max((_fit(_details(whole, edge, down), wanted), edge) for edge in FINE)
        best, down = max((_fit(_details(whole, across, edge), wanted), edge) for edge in FINE)
    return best


def _details(grey: Image.Image, across: Edge, down: Edge) -> list[float]:
    """What is left of a small copy without its blur: as a vector of length one."""
    box = (
        across[0] * grey.width,
        down[0] * grey.height,
        across[1] * grey.width,
        down[1] * grey.height,
    )
    small = grey.resize((WIDTH, HEIGHT), Image.Resampling.BOX, box=box)
    soft = small.filter(ImageFilter.GaussianBlur(BLUR))
    raw = [a - b for a, b in zip(small.tobytes(), soft.tobytes(), strict=True)]
    mean = sum(raw) / len(raw)
    length = math.sqrt(sum((value - mean) ** 2 for value in raw)) or 1.0
    return [(value - mean) / length for value in raw]


def _fit(one: Sequence[float], two: Sequence[float]) -> float:
    return sum(map(float.__mul__, one, two))


def _part(grey: Image.Image, across: Edge, down: Edge) -> Image.Image:
    width, height = grey.size
    box = (across[0] * width, down[0] * height, across[1] * width, down[1] * height)
    return grey.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))


def bands(look: int) -> Iterator[int]:
    """Four pieces of a hash, each with its number in front: copies share at least one."""
    piece = BITS // 4
    for at in range(4):
        yield at << piece | look >> at * piece & ((1 << piece) - 1)
