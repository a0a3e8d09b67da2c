"""What every deed on a person begins with."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from pinzhi.common.refusals import Refusal
from pinzhi.people.models import Staff
from pinzhi.people.refusals import HasLeft, NotAllowed, NumberTaken, Unfit

TAKEN = frozenset({"one_person_per_number", "people_staff_number_key"})


def require(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise NotAllowed


def lock_staff(staff: Staff) -> Staff:
    """The person as they are now; nobody else changes them before this deed is done."""
    locked: Staff = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    return locked


def require_employed(staff: Staff) -> None:
    if not staff.is_active:
        raise HasLeft


def fit(thing: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Raise Unfit, saying which field, when a value does not fit its field."""
    try:
        thing.clean_fields(exclude=exclude)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        field = thing._meta.get_field(name)  # noqa: SLF001 -- Django's documented API
        label = getattr(field, "verbose_name", name)
        raise Unfit(f"{label}: {messages[0]}") from error


@contextmanager
def refusing(constraints: frozenset[str], refusal: type[Refusal]) -> Iterator[None]:
    """Run in a savepoint; one of the named constraints breaking becomes `refusal`."""
    try:
        with transaction.atomic():
            yield
    except DataError as error:
        raise Unfit from error
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", None) not in constraints:
            raise
        raise refusal from error


def save_number(staff: Staff) -> None:
    with refusing(TAKEN, NumberTaken):
        staff.save()
