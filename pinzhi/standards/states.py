"""The life of an edition, and that of an adjustment. These tables are the whole of it."""

from pinzhi.standards.models import Adjustment, Edition

# Only packs that are shipped or loaded from the command line go from draft straight into force;
# people submit, and a second person approves. What was in force never becomes a draft again.
MOVES: dict[Edition.Status, frozenset[Edition.Status]] = {
    Edition.Status.DRAFT: frozenset({Edition.Status.REVIEW, Edition.Status.PUBLISHED}),
    Edition.Status.REVIEW: frozenset(
        {
            Edition.Status.DRAFT,
            Edition.Status.SCHEDULED,
            Edition.Status.PUBLISHED,
            Edition.Status.SUPERSEDED,
        }
    ),
    Edition.Status.SCHEDULED: frozenset(
        {Edition.Status.DRAFT, Edition.Status.PUBLISHED, Edition.Status.SUPERSEDED}
    ),
    Edition.Status.PUBLISHED: frozenset({Edition.Status.SUPERSEDED}),
    Edition.Status.SUPERSEDED: frozenset({Edition.Status.REVIEW, Edition.Status.PUBLISHED}),
}

ADJUSTMENT_MOVES: dict[Adjustment.Status, frozenset[Adjustment.Status]] = {
    Adjustment.Status.PROPOSED: frozenset(
        {Adjustment.Status.ACTIVE, Adjustment.Status.REFUSED, Adjustment.Status.ENDED}
    ),
    Adjustment.Status.ACTIVE: frozenset({Adjustment.Status.ENDED}),
    Adjustment.Status.REFUSED: frozenset(),
    Adjustment.Status.ENDED: frozenset(),
}
