"""Photos that were seen before, or that no camera took there and then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pinzhi.records.integrity.facts import Photo, Sign, Usual, bounded
from pinzhi.records.integrity.looks import ALIKE

CAMERA_USUAL, CAMERA_SEEN = 0.85, 30
FEWEST_BARE, BARE_SHARE = 4, 0.4
TOO_OLD = timedelta(hours=24)


def reused_photo(record: str, elsewhere: Sequence[str]) -> Sign | None:
    """The very same file already shows something in another record (REC-03)."""
    others = [uid for uid in elsewhere if uid != record]
    if not others:
        return None
    return Sign("reused_photo", 1.0, [record, *others], {"records": len(others)})


def near_duplicate(record: str, alike: Sequence[tuple[str, float]]) -> Sign | None:
    """A photo that is one of another record but for its encoding, size or rim (REC-03).

    `alike` holds (record, likeness) of whatever is near by its hash, see `looks`.
    """
    found = sorted(((fit, uid) for uid, fit in alike if uid != record), reverse=True)
    copies = [(fit, uid) for fit, uid in found if fit >= ALIKE]
    if not copies:
        return None
    about = [record, *dict.fromkeys(uid for _, uid in copies)]
    numbers = {"records": len(about) - 1, "likeness": round(100 * copies[0][0])}
    return Sign("near_duplicate_photo", bounded(copies[0][0]), about, numbers)


def no_camera(about: Sequence[str], mine: Usual, others: Usual) -> Sign | None:
    """One person's files name no camera, where nearly all of his colleagues' do (REC-03).

    `mine` and `others` count photos with a camera (`yes`) of all; `about` are his records without.
    """
    bare = mine.of - mine.yes
    if others.of < CAMERA_SEEN or others.share < CAMERA_USUAL:
        return None
    if bare < FEWEST_BARE or bare < BARE_SHARE * mine.of:
        return None
    numbers = {"bare": bare, "of": mine.of, "usual": round(100 * others.share)}
    return Sign("no_camera", bounded(bare / mine.of * others.share), about, numbers)


def old_photo(photo: Photo, record: str, captured: datetime) -> Sign | None:
    """A file that says it was taken more than a day before the record (REC-03)."""
    if photo.taken is None or captured - photo.taken < TOO_OLD:
        return None
    days = round((captured - photo.taken).total_seconds() / 86400, 1)
    return Sign("old_photo", bounded(0.7 + days / 30), [record], {"days": days})


def foreign_code(photo: Photo, record: str, own: str) -> Sign | None:
    """A file that says it was taken for something else than the task `own` (REC-03)."""
    foreign = [code for code in photo.codes if code != own]
    if not foreign:
        return None
    return Sign("foreign_code", 1.0, [record], {"code": foreign[0], "own": own})
