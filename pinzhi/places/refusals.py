"""What the ground room refuses, and how a constraint of the database becomes a sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pinzhi.common.refusals import Refusal


class NotAllowed(Refusal):
    code = "not_allowed"
    status = 403
    sentence = _("You may see this but not do this. Nothing was changed.")


class CodeTaken(Refusal):
    code = "code_taken"
    sentence = _("This code is already in use. Choose another.")


class WrongParent(Refusal):
    code = "wrong_parent"
    sentence = _("This kind cannot stand there in the tree.")


class BelowItself(Refusal):
    code = "below_itself"
    sentence = _("Nothing can be moved below itself.")


class OtherLine(Refusal):
    code = "other_line"
    sentence = _("The two lines of business are kept apart: choose a place in the same line.")


class NameTooLong(Refusal):
    code = "name_too_long"
    sentence = _("The full name, with all that stands above it, exceeds 255 characters.")


class TreeTooDeep(Refusal):
    code = "tree_too_deep"
    sentence = _("The organisation would become too deep here.")


class ElsewhereResponsible(Refusal):
    code = "responsible_from_elsewhere"
    sentence = _("Only somebody who works at this site can answer for it.")


class PlaceElsewhere(Refusal):
    code = "place_elsewhere"
    sentence = _("This spot belongs to another site.")


class EntryInTheFuture(Refusal):
    code = "entry_in_the_future"
    sentence = _("The archive card holds what was done, not what is planned.")


class CardClosed(Refusal):
    code = "card_closed"
    sentence = _("This equipment is scrapped; its card is closed.")


class OwnRights(Refusal):
    code = "own_rights"
    status = 403
    sentence = _("Nobody changes their own rights. Ask another security administrator.")


class AdministratorsExclude(Refusal):
    code = "administrators_exclude"
    sentence = _(
        "System, security and audit administrator exclude each other, and this person already "
        "holds another of the three in this period."
    )


class AlreadyHolds(Refusal):
    code = "already_holds"
    sentence = _("This person already holds this role here in this period.")


class EndsBeforeStart(Refusal):
    code = "ends_before_start"
    sentence = _("The last day lies before the first day.")


class EndsEarlier(Refusal):
    code = "ends_earlier"
    sentence = _("This role ends earlier already. To prolong it, grant it anew.")


class HasLeft(Refusal):
    code = "has_left"
    sentence = _("This person has left.")


class AdministratorNotDelegated(Refusal):
    code = "administrator_not_delegated"
    sentence = _("An administrator's role is not delegated; give the role for a time instead.")


class DelegatedToHolder(Refusal):
    code = "delegated_to_holder"
    sentence = _("Nobody stands in for themselves.")


class OutsideMembership(Refusal):
    code = "outside_membership"
    sentence = _("The role itself does not hold in all of this period.")


class NotAThird(Refusal):
    code = "not_a_third"
    status = 403
    sentence = _("A third person decides: not who asked, not who is away, not who stands in.")


class DayTaken(Refusal):
    code = "day_taken"
    sentence = _("This day is already entered. Remove it first.")


class NoWeekday(Refusal):
    code = "no_weekday"
    sentence = _("Say which weekday a make-up workday works like; a closed day has none.")


class BadOfficeHours(Refusal):
    code = "bad_office_hours"
    status = 422
    sentence = _("Office hours are times like 09:00-12:00 for weekdays 1 to 7.")


@contextmanager
def refusing(named: Mapping[str, type[Refusal]]) -> Iterator[None]:
    """Run in a savepoint; a named constraint that breaks becomes the refusal it stands for.

    A text too long for its column becomes NameTooLong. Anything else is raised as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = named.get(_constraint_of(error))
        if refusal is None:
            raise
        raise refusal from error
    except DataError as error:
        if getattr(error.__cause__, "sqlstate", "") != "22001":  # string_data_right_truncation
            raise
        raise NameTooLong from error


def _constraint_of(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


class AlreadyFounded(Refusal):
    code = "already_founded"
    sentence = _("There is an organisation already. Its administrators add to it.")
