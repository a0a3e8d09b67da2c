"""Which kind may stand below which, and how a place is called in full. Pure."""

from pinzhi.places.models import OrgNode, Place

SEPARATOR = " · "
FULL_NAME_LENGTH = 255

Node = OrgNode.Kind
NODE_PARENTS: dict[str, frozenset[str | None]] = {
    Node.GROUP: frozenset({None}),
    Node.COMPANY: frozenset({Node.GROUP}),
    Node.BRANCH: frozenset({Node.COMPANY, Node.BRANCH}),
    Node.SITE: frozenset({Node.COMPANY, Node.BRANCH}),
}

Spot = Place.Kind
PLACE_PARENTS: dict[str, frozenset[str | None]] = {
    Spot.ZONE: frozenset({None, Spot.ZONE}),
    Spot.BUILDING: frozenset({None, Spot.ZONE}),
    Spot.ENTRANCE: frozenset({Spot.BUILDING}),
    Spot.FLOOR: frozenset({Spot.BUILDING, Spot.ENTRANCE}),
    Spot.ROOM: frozenset({Spot.BUILDING, Spot.ENTRANCE, Spot.FLOOR}),
    Spot.SPACE: frozenset(
        {None, Spot.ZONE, Spot.BUILDING, Spot.ENTRANCE, Spot.FLOOR, Spot.SPACE, Spot.ROOM}
    ),
    Spot.CHECKPOINT: frozenset({None, *(kind for kind in Spot if kind != Spot.CHECKPOINT)}),
}


def may_stand_below(kinds: dict[str, frozenset[str | None]], kind: str, above: str | None) -> bool:
    """Whether a thing of `kind` may hang on one of kind `above` (None: at the top)."""
    return above in kinds[kind]


def full_name_of(name: str, parent: Place | None) -> str:
    """The name behind those of all above it but the zones: 3栋 · 2单元 · 12层 · 1201.

    A zone is who looks after the ground, not where it is, so it is left out of what is below it.
    """
    if parent is None or parent.kind == Place.Kind.ZONE:
        return name
    return f"{parent.full_name}{SEPARATOR}{name}"
