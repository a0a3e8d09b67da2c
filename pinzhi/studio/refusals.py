from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal
from pinzhi.standards.models import Passage, Proposal, Wire


class StudioClosed(Refusal):
    code = "studio_closed"
    sentence = _("This edition is no longer a draft. What it was made from stays as it is.")


class StudioChanged(Refusal):
    """Somebody else was faster. `passage` is the one to look at again."""

    code = "studio_changed"

    def __init__(self, thing: Proposal | Passage | Wire | None, passage: Passage | None) -> None:
        super().__init__(_who_and_when(thing))
        self.passage = passage


class NothingToUndo(Refusal):
    code = "studio_nothing_to_undo"
    sentence = _("There is nothing of yours left to undo here.")


class UndoTooLate(Refusal):
    code = "studio_undo_too_late"
    sentence = _("Somebody has changed the same thing since. Nothing was taken back.")


class NoSuchPart(Refusal):
    code = "studio_no_such_part"
    sentence = _("This part is no longer there. Nothing was changed; look again.")


class SplitRefused(Refusal):
    code = "studio_split_refused"
    status = 422
    sentence = _("Choose some of the parts, and leave at least one.")


class NothingToJoin(Refusal):
    code = "studio_nothing_to_join"
    sentence = _("There is nothing after it in this passage to join it with.")


class NotRead(Refusal):
    code = "studio_not_read"
    sentence = _("The document is still being read, or could not be read.")


def _who_and_when(thing: Proposal | Passage | Wire | None) -> str:
    who = getattr(thing, "changed_by", None) or getattr(thing, "reviewed_by", None)
    at = getattr(thing, "changed_at", None)
    if thing is None or who is None or at is None:
        return gettext("Somebody else changed this in the meantime. Nothing was overwritten.")
    return gettext("%(who)s changed this at %(time)s. Nothing was overwritten.") % {
        "who": who,
        "time": date_format(localtime(at), "H:i"),
    }
