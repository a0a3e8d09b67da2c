"""Tests of one group run on one worker; were the marks not read, nobody would notice."""

import pytest


@pytest.mark.xdist_group("alone")
def test_groups_reach_the_scheduler(request: pytest.FixtureRequest, worker_id: str) -> None:
    assert worker_id == "master" or request.node.nodeid.endswith("@alone")
