from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class NotDrawn(Refusal):
    code = "flag_not_drawn"
    status = 403
    sentence = _("Only the person drawn for it may answer.")


class NoteMissing(Refusal):
    code = "flag_note_missing"
    status = 422
    sentence = _("Say in a few words what you saw.")
