"""A database of its own for each run: a copy of the empty test database, gone afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections
from psycopg import sql

ROOT = Path(__file__).parents[2]
WHERE = ("host", "port", "user", "password", "dbname")
Drive = Callable[..., dict[str, Any]]


@pytest.fixture
def database(transactional_db: None) -> Iterator[dict[str, Any]]:  # noqa: ARG001 -- empty and committed
    """How psycopg connects to the copy."""
    place = connection.get_connection_params()
    connections.close_all()
    known = {key: place[key] for key in WHERE if place.get(key)}
    name = f"{known['dbname']}_{uuid4().hex[:6]}"
    with psycopg.connect(**{**known, "dbname": "postgres"}, autocommit=True) as db:
        _say(db, "CREATE DATABASE {} TEMPLATE {}", name, known["dbname"])
        try:
            yield {**known, "dbname": name}
        finally:
            for one in (name, f"{name}_copy"):
                _say(db, "DROP DATABASE IF EXISTS {} WITH (FORCE)", one)


def _say(db: psycopg.Connection[Any], words: str, *names: str) -> None:
    db.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


@pytest.fixture
def drive(database: dict[str, Any], tmp_path: Path) -> Drive:
    """Run phones against a server as the plan says; gives the report."""
    secret = f":{quote(database['password'])}" if database.get("password") else ""
    where = f"{quote(str(database['host']), safe='')}:{database.get('port', 5432)}"
    url = f"postgresql://{database['user']}{secret}@{where}/{database['dbname']}"
    mine = {"DATABASE_URL": url, "PINZHI_VAR": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)}
    environ = {**os.environ, **mine, "DJANGO_SETTINGS_MODULE": "pinzhi.config.settings"}

    def start(words: Sequence[str] = (), **plan: Any) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.driver", json.dumps(plan), *words],
            env=environ,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=500,
        )
        assert done.returncode == 0, done.stderr[-6000:]
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return start
