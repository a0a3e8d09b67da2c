from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.rights.world import World, plant_world


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001 -- makes the database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """Planted once for all tests of a module, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant_world()
        transaction.set_rollback(True)
