import logging
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.rights.matrix import rules
from tests.rights.world import World, plant_world


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001 -- makes the database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """Planted once for all tests of a module, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        planted = plant_world()
        _plant_things(planted)
        yield planted
        transaction.set_rollback(True)


def _plant_things(planted: World) -> None:
    """What is planted within one test is gone after it, so let every rule plant now.

    A rule whose builders fail is passed over here; its own test will say so.
    """
    for rule in rules():
        with suppress(Exception), transaction.atomic():
            for build in (rule.at, rule.query, rule.body, rule.hides):
                if build is not None:
                    build(planted.ground)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refused requests are what is wanted here; their log lines tell nothing."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
