from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class OwnWork(Refusal):
    code = "recheck_of_own_work"
    status = 403
    sentence = _("Whoever put it right cannot recheck it. Somebody else has to look.")


class NotTheOwner(Refusal):
    code = "not_the_owner"
    status = 403
    sentence = _("Only the person who answers for this can report it as put right.")


class NotHere(Refusal):
    code = "owner_not_at_site"
    sentence = _("This person does not work at this site.")


class PhotoMissing(Refusal):
    code = "photo_missing"
    status = 422
    sentence = _("A photo that shows it put right is needed.")


class NothingSaid(Refusal):
    code = "nothing_said"
    status = 422
    sentence = _("A comment needs words, a photo or a voice note.")


class NotLater(Refusal):
    code = "extension_not_later"
    status = 422
    sentence = _("The new deadline has to be later than the one there is.")


class AlreadyAsked(Refusal):
    code = "extension_already_asked"
    sentence = _("An extension was already asked for and is waiting for an answer.")


class OwnRequest(Refusal):
    code = "decision_on_own_request"
    status = 403
    sentence = _("Nobody decides on an extension he asked for himself.")


class SameNameOtherBody(Refusal):
    code = "deed_uid_taken"
    sentence = _("This was already sent with other contents. The first one stays as it is.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    status = 422
    sentence = _("Say why: the next one has to know what is still wrong.")


class WrongPhoto(Refusal):
    code = "wrong_photo"
    status = 422
    sentence = _("A photo is not here or belongs to somebody else. Take it again.")


class CapturedInTheFuture(Refusal):
    code = "captured_in_the_future"
    status = 422
    sentence = _("The time of the device lies in the future. Set its clock, then send again.")
