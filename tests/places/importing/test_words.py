"""Every choice the sheets offer is one the models know, and the other way round."""

import pytest
from django.db.models import TextChoices

from pinzhi.people.departments import Department
from pinzhi.places.importing import words
from pinzhi.places.models import ADMIN_ROLES, Equipment, EquipmentSystem, Line, Place, Role, Site


@pytest.mark.parametrize(
    ("known", "choices"),
    [
        (words.LINES, Line),
        (words.SITE_KINDS, Site.Kind),
        (words.DEPARTMENTS, Department),
        (words.SYSTEMS, EquipmentSystem),
        (words.EQUIPMENT_STATUSES, Equipment.Status),
    ],
)
def test_every_choice_has_a_word(known: dict[str, str], choices: type[TextChoices]) -> None:
    assert set(known.values()) == set(choices.values)


def test_words_leave_out_what_an_import_must_not_say() -> None:
    assert set(words.ROLES.values()) == set(Role.values) - {role.value for role in ADMIN_ROLES}
    assert set(words.OCCUPANCIES.values()) == set(Place.Occupancy.values) - {""}
    assert set(words.PROOFS.values()) == set(Place.Proof.values) - {""}
