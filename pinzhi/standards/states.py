"""The life of an edition. This table is the whole of it."""

from pinzhi.standards.models import Edition

MOVES: dict[Edition.Status, frozenset[Edition.Status]] = {
    Edition.Status.DRAFT: frozenset({Edition.Status.PUBLISHED}),
    Edition.Status.PUBLISHED: frozenset({Edition.Status.SUPERSEDED}),
    Edition.Status.SUPERSEDED: frozenset({Edition.Status.PUBLISHED}),
}
