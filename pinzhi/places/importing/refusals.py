from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class ImportRefused(Refusal):
    code = "import_refused"
    status = 422
    sentence = _("The file has problems. Nothing was brought in.")


class ImportConflict(Refusal):
    code = "import_conflict"
    sentence = _("Somebody changed the same things at this moment. Nothing was brought in; repeat.")


class ChangedSince(Refusal):
    code = "changed_since"
    sentence = _("Something of this import was changed since. It can no longer be undone.")


class NeededSince(Refusal):
    code = "needed_since"
    sentence = _("Something else rests on this import by now. It can no longer be undone.")
