"""The shifts of the last two days went from hand to hand; one is missing, one is disputed."""

from datetime import datetime, timedelta

from pinzhi.demo import words
from pinzhi.handovers.actions import accept_handover, sign_handover
from pinzhi.handovers.models import Handover
from pinzhi.handovers.queries import BACK, Turn, turns_of
from pinzhi.handovers.rules import may_accept
from pinzhi.handovers.states import Kind
from pinzhi.people.models import Staff
from pinzhi.places.models import Site

SIGNED, READ = timedelta(minutes=4), timedelta(minutes=11)
FORGOTTEN, DISPUTED = 2, 4  # the how-manieth from the end


def hand_over_lately(site: Site, now: datetime) -> None:
    """A note for each change of shift of the site's last two days but one. The last of all waits
    for who comes on."""
    turns = turns_of(site, now - BACK, now - SIGNED)
    for left, turn in enumerate(reversed(turns)):
        if left == FORGOTTEN:
            continue
        note = _sign(turn)
        if left:
            _accept(note, turn, disputed=left == DISPUTED)


def _sign(turn: Turn) -> Handover:
    by = Staff.objects.filter(pk__in=turn.change.outgoing).order_by("number")[0]
    things, at = words.SHIFT_THINGS, turn.ends_at + SIGNED
    remarks = words.SHIFT_REMARKS[turn.ends_at.hour % len(words.SHIFT_REMARKS)]
    return sign_handover(turn, remarks=remarks, things=things, to=None, now=at, by=by)


def _accept(note: Handover, turn: Turn, *, disputed: bool) -> None:
    people = Staff.objects.filter(pk__in=turn.change.incoming).order_by("number")
    for by in people:
        if may_accept(by, note):
            key = note.items.filter(kind=Kind.THING).first()
            disputes = {key.pk: words.KEY_MISSING} if key and disputed else {}
            accept_handover(note, disputes=disputes, now=turn.ends_at + READ, by=by)
            return
