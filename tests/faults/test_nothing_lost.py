"""Phones on a bad line, a server that is killed: nothing lost, doubled, changed or only claimed.

The same at full size is `pinzhi bench faults`. Behind each zero stands a planted defect.
"""

from typing import Any

import psycopg
import pytest

from tests.faults.conftest import Drive

pytestmark = [pytest.mark.slow_start, pytest.mark.django_db(transaction=True)]
NOTHING = dict.fromkeys(("lost", "dup", "corrupt", "silent", "unsent", "undone"), 0)
QUICK = {"workers": 1}  # each takes seconds to start again
SMALL = {
    **QUICK,
    "submissions": 160,
    "phones": 4,
    "outside": [],
    "restore": False,
    "bad_every": 0,
    "idle": 3,
}


def test_two_thousand_submissions_under_fifty_faults(drive: Drive) -> None:
    found = drive(**QUICK, submissions=2_000, faults=52, phones=10, seed=11)
    assert found["words"] == NOTHING, found["examples"]
    assert (found["counts"], found["clean"], found["restores"]) == (True, True, 1)
    assert found["submissions"] >= 2_000
    assert sum(found["fired"].values()) >= 50
    assert len(found["fired"]) >= 20
    assert set(found["bad_input"]) == {"rival_body", "poison", "other_session"}


def test_phone_that_takes_any_answer_for_a_receipt_is_found_out(drive: Drive) -> None:
    careless = ("-m", "tests.faults.careless")
    kinds = ["portal_200", "portal_201", "reply_wrong_type"]
    found = drive(**SMALL, faults=4, kinds=kinds, phones_program=careless)
    assert found["words"]["lost"] > 0
    assert found["words"]["silent"] > 0


def test_server_that_does_not_know_a_repeat_is_found_out(
    drive: Drive, database: dict[str, Any]
) -> None:
    with psycopg.connect(**database, autocommit=True) as db:
        db.execute("ALTER TABLE field_operation DROP CONSTRAINT one_row_per_body")
        db.execute("DROP INDEX one_effect_per_operation")
    kinds = ["replayed_request", "cut_between_commit_and_reply"]
    found = drive(**SMALL, faults=8, kinds=kinds, settings="tests.faults.doubling.settings")
    assert found["words"]["dup"] > 0


def test_server_that_answers_before_it_commits_is_found_out(drive: Drive) -> None:
    kinds = ["kill_web_after_reply"]
    found = drive(**SMALL, faults=3, kinds=kinds, settings="tests.faults.hasty.settings")
    assert found["words"]["lost"] > 0


def test_run_without_faults_counts_for_nothing_and_tampering_is_seen(drive: Drive) -> None:
    found = drive(["tamper"], **SMALL, faults=20, kinds=[])
    assert (found["words"], found["counts"]) == (NOTHING, False)
    assert found["tampered"]["corrupt"] == 3
