"""The points of a round as a phone passed them."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from pinzhi.field.sync.doing import Doing
from pinzhi.field.sync.reading import Fields
from pinzhi.field.sync.states import Flag
from pinzhi.places.models import Place
from pinzhi.plans.models import Walk
from pinzhi.plans.rounds import BY_HAND, Passing

MOST_SCANS = 1_000


def passings(doing: Doing, walk: Walk) -> Iterator[Passing]:
    """Each point of the round as it was first read, else first ticked by hand, in order of time.

    A tag that hangs elsewhere proves nothing and is flagged. No time lies after the capture of the
    whole. BadOperation.
    """
    on_route = [point.place for point in walk.points()]
    tags = dict(Place.objects.filter(pk__in=on_route).values_list("tag", "pk"))
    found: dict[int, Passing] = {}
    for scan in doing.data.rows("scans", MOST_SCANS):
        place, how = _read(scan, tags, on_route)
        if place is None:
            doing.flags += {Flag.SCAN_MISMATCH} - {*doing.flags}
            continue
        one = Passing(place, min(scan.moment("at"), doing.at), how)
        found[place] = min(one, found.get(place, one), key=lambda p: (p.how == BY_HAND, p.at))
    yield from sorted(found.values(), key=lambda one: one.at)


def _read(
    scan: Fields, tags: Mapping[UUID, int], on_route: Sequence[int]
) -> tuple[int | None, str]:
    """Which point it is, None for none of the round, and how that was read."""
    if not scan.has("tag"):
        key = scan.key("place")
        return (key if key in on_route else None), BY_HAND
    how = scan.raw("how")
    if how not in {Place.Proof.QR, Place.Proof.ROTATING_QR, Place.Proof.NFC}:
        raise scan.bad("how")
    return tags.get(scan.uuid("tag")), str(how)
