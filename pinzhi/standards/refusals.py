from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class EmptyEdition(Refusal):
    code = "edition_empty"
    sentence = _("An edition without checklists cannot be published.")


class EditionChanged(Refusal):
    code = "edition_changed"
    sentence = _("This edition is already here with other contents. Give the new one a new number.")


class CodeTaken(Refusal):
    code = "standard_code_taken"
    sentence = _("This code belongs to a standard you may not change. Give yours another code.")


class SecondPersonNeeded(Refusal):
    code = "second_person_needed"
    sentence = _("Whoever asked for approval cannot give it. A second person has to look.")


class DayNotAhead(Refusal):
    code = "edition_day_not_ahead"
    status = 422
    sentence = _("Expected a day from tomorrow on, within a year.")


class NotWired(Refusal):
    code = "edition_not_wired"
    sentence = _("A requirement marked as holding it up is not connected yet.")


class BadChange(Refusal):
    code = "adjustment_not_understood"
    status = 422
    sentence = _("This value does not fit what is to be adjusted.")


class NothingAdjusted(Refusal):
    code = "adjustment_changes_nothing"
    status = 422
    sentence = _("This is what the standard says already.")


class NoSuchThing(Refusal):
    code = "adjustment_of_nothing"
    status = 422
    sentence = _("The edition in force has nothing of this code.")


class AlreadyAdjusted(Refusal):
    code = "adjustment_already_here"
    sentence = _("An adjustment of this stands or waits already. End it first.")


class NoSuchOption(Refusal):
    code = "variant_option_unknown"
    status = 422
    sentence = _("This choice does not exist in the edition in force.")
