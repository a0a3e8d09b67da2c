from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class AlreadyHandedOver(Refusal):
    code = "shift_handed_over"
    sentence = _("This shift is handed over already.")


class NotYourShift(Refusal):
    code = "handover_not_yours"
    status = 403
    sentence = _("Only who goes hands over, and only who comes takes over.")


class NotOfThisNote(Refusal):
    code = "handover_item_unknown"
    status = 422
    sentence = _("What is disputed does not stand on this note.")
