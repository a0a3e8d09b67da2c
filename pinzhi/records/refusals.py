from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class SameNameOtherBody(Refusal):
    code = "record_uid_taken"
    sentence = _(
        "A record with this number but other contents is already here. The first one stays."
    )


class TaskAlreadyRecorded(Refusal):
    code = "task_already_recorded"
    sentence = _("Somebody has already handed in a record for this task.")


class CapturedInTheFuture(Refusal):
    code = "captured_in_the_future"
    status = 422
    sentence = _("The time of the record lies in the future. Set the clock of the device.")


class BadAnswers(Refusal):
    """Answers that do not fit the checklist; the sentence names the item and what it expects."""

    code = "bad_answers"
    status = 422


class WrongEvidence(Refusal):
    code = "wrong_evidence"
    status = 422
    sentence = _("A photo of this record is not here or belongs to somebody else. Send it again.")
