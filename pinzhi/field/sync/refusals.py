from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class BadRequest(Refusal):
    code = "bad_request"
    status = 422
    sentence = _("The request cannot be read. Update the app and send again.")


class TooMuch(Refusal):
    code = "too_large"
    status = 413
    sentence = _("Too much at once. Send less.")


class SignInFirst(Refusal):
    code = "sign_in_first"
    status = 401
    sentence = _("Sign in. What is stored on the phone stays there and is sent afterwards.")


class MayNot(Refusal):
    code = "may_not"
    status = 403
    sentence = _("You have no right to this.")


class BadOperation(Refusal):
    code = "bad_operation"
    status = 422
    sentence = _("The operation cannot be read.")


class NotTheAuthor(Refusal):
    code = "not_the_author"
    status = 422
    sentence = _("Somebody else made this. Only that person can send it.")


class UnknownThing(Refusal):
    code = "unknown_thing"
    status = 422
    sentence = _("There is no such task, case or place here.")


class WrongHash(Refusal):
    code = "wrong_hash"
    status = 422
    sentence = _("What arrived is not what was sent. Send it again.")


class WrongSize(Refusal):
    code = "wrong_size"
    status = 422
    sentence = _("This piece has another length than its place in the file demands.")


class ChunksMissing(Refusal):
    code = "chunks_missing"
    sentence = _("Pieces of the file are still missing.")


class UidTaken(Refusal):
    code = "operation_uuid_taken"
    sentence = _("Something else was already sent under this number. Both are kept.")


class NoRight(Refusal):
    code = "no_right"
    status = 403
    sentence = _("The author had no right to this at the time, either.")


class AuthorLeft(Refusal):
    code = "author_left"
    status = 403
    sentence = _("The author has left. Somebody has to look at it.")


class ChangedMeanwhile(Refusal):
    code = "changed_meanwhile"
    sentence = _("Somebody changed the case in the meantime.")


class TaskTaken(Refusal):
    code = "task_taken"
    sentence = _("Somebody else has begun this task.")


class FileRefused(Refusal):
    code = "file_refused"
    status = 422
    sentence = _("A photo of it cannot be shown: the file is damaged.")


class ServerFault(Refusal):
    code = "server_fault"


class ParentDiscarded(Refusal):
    code = "parent_discarded"
    sentence = _("What it builds on was set aside.")


class NotToDecide(Refusal):
    code = "own_operation"
    status = 403
    sentence = _("Nobody decides on what he sent himself.")


class CannotAccept(Refusal):
    code = "cannot_accept"
    sentence = _("It cannot be carried out any more. Set it aside and say why.")


class NeedsReason(Refusal):
    code = "reason_missing"
    status = 422
    sentence = _("Say why: the person who sent it will read it.")
