"""What the detectors look at: plain data, prepared by whoever asks. No clock, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Number = int | float | str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was done. `proof` is what the place asks for; `floor` counts from one."""

    site: int
    place: int | None = None
    building: int | None = None
    floor: int | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of a record: the hash of its bytes, its looks, and what its file tells.

    `camera` and `taken` are None when the file was not read yet; `taken` also when it says none.
    `codes` name what it was taken for, as far as the app wrote that into the file.
    """

    uid: str
    blob: str
    looks: Sequence[int] = ()
    camera: bool | None = None
    taken: datetime | None = None
    codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as its device told it. `asked` counts the items by their kind of answer."""

    uid: str
    by: int
    spot: Spot
    started: datetime
    captured: datetime
    received: datetime
    asked: Mapping[str, int]
    photos: int = 0
    proof: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """One task of a row of tasks at the same target: begun, done, or neither."""

    task: int
    opens: datetime
    lost: datetime
    missed: bool
    started: datetime | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """How often something is so among comparable cases: `yes` of `of`."""

    yes: int
    of: int

    @property
    def share(self) -> float:
        """Never quite none or all: a few cases prove neither."""
        return (self.yes + 1) / (self.of + 2)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a detector has to say. `about` names what it rests on, the first of them foremost.

    `score` is between 0 and 1: how far beyond the ordinary. `numbers` fill the sentence.
    """

    detector: str
    score: float
    about: Sequence[str]
    numbers: Mapping[str, Number]


def bounded(score: float) -> float:
    """Into 0.5 to 1, two digits: whatever is told at all is told as more likely than not."""
    return round(min(max(score, 0.5), 1.0), 2)
