from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class TooLarge(Refusal):
    code = "file_too_large"
    status = 413
    sentence = _("The file is larger than 20 MB.")


class NoPicture(Refusal):
    code = "not_a_picture"
    status = 422
    sentence = _("The file is not a JPEG, PNG or WebP picture that can be shown.")


class WrongKind(Refusal):
    code = "wrong_kind_of_file"
    status = 422
    sentence = _("A voice note is not a picture, nor the other way round.")


class UidTaken(Refusal):
    code = "evidence_uid_taken"
    sentence = _("Another file was already sent under this number. The first one stays.")


class StoreFull(Refusal):
    code = "store_full"
    status = 507
    sentence = _("The server has no room for the file. Nothing was lost; send it again later.")
