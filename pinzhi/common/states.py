"""The one question every life of a thing asks before it moves."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal

State = TypeVar("State")


class MoveRefused(Refusal):
    """The thing is no longer where the move would start from: somebody was faster."""

    code = "moved_on"
    sentence = _("This has moved on in the meantime. Nothing was changed; look again.")


def require_move(moves: Mapping[State, AbstractSet[State]], old: State, new: State) -> None:
    """Raise MoveRefused unless the table `moves` leads from `old` to `new`."""
    if new not in moves[old]:
        raise MoveRefused
