from pinzhi.common.refusals import Refusal
from pinzhi.runtime.words import gettext as _


class NotInProduction(Refusal):
    """Made-up people with a well-known password have no place among real ones."""

    code = "no_demo_in_production"
    status = 409
    sentence = _("The demonstration is not loaded in production mode.")


class AlreadyInUse(Refusal):
    """The made-up group would mix with what is there."""

    code = "database_in_use"
    status = 409
    sentence = _("The database is in use already; the demonstration needs an empty one.")
