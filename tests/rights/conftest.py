import logging
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.rights.matrix import rules
from tests.rights.world import World, plant_world


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One folder for what is planted once, instead of one for each test."""
    folder = tmp_path_factory.mktemp("evidence")
    kept = {**settings.STORAGES["evidence"], "OPTIONS": {"location": folder}}
    with override_settings(STORAGES={**settings.STORAGES, "evidence": kept}):
        yield


@pytest.fixture(autouse=True)
def _evidence_folder(evidence: None) -> None:
    """Instead of the one of the same name for all tests."""


@pytest.fixture(scope="module")
def world(
    evidence: None,  # noqa: ARG001 -- before anything is planted
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
