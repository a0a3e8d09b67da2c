import subprocess
import sys
from pathlib import Path

import pytest

from pinzhi.config.env import DEVELOPMENT_KEY, SettingError, database, read_env

KEY = "k3y-of-many-signs-0123456789-abcdefghijklmnopqrstuvwxyz"
SAFE = {"PINZHI_MODE": "production", "PINZHI_SECRET_KEY": KEY, "PINZHI_ALLOWED_HOSTS": "q.example"}


def test_production_starts_with_safe_settings() -> None:
    env = read_env(SAFE)
    assert (env.production, env.allowed_hosts, env.debug) == (True, ("q.example",), False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"PINZHI_SECRET_KEY": DEVELOPMENT_KEY}, "PINZHI_SECRET_KEY must be set"),
        ({"PINZHI_SECRET_KEY": "short"}, "PINZHI_SECRET_KEY must be set"),
        ({"PINZHI_SECRET_KEY": "a" * 60}, "PINZHI_SECRET_KEY must be set"),
        ({"PINZHI_SECRET_KEY": f"django-insecure-{KEY}"}, "PINZHI_SECRET_KEY must be set"),
        ({"PINZHI_DEBUG": "1"}, "PINZHI_DEBUG must be off"),
        ({"PINZHI_ALLOWED_HOSTS": ""}, "PINZHI_ALLOWED_HOSTS must name"),
        ({"PINZHI_ALLOWED_HOSTS": "*"}, "PINZHI_ALLOWED_HOSTS must name"),
        ({"PINZHI_MODE": "prod"}, "PINZHI_MODE must be one of development, production"),
        ({"PINZHI_PORT": "http"}, "PINZHI_PORT must be a whole number from 0 to 65535"),
        ({"PINZHI_PORT": "70000"}, "PINZHI_PORT must be a whole number from 0 to 65535"),
        ({"PINZHI_DEBUG": "perhaps"}, "PINZHI_DEBUG must be 1 or 0"),
    ],
)
def test_unsafe_settings_are_refused_in_a_sentence(change: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingError, match=sentence):
        read_env({**SAFE, **change})


def test_development_needs_nothing() -> None:
    env = read_env({})
    assert (env.mode, env.port, env.language) == ("development", 8000, "zh-hans")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://a:b%40c@db:5433/x?sslmode=require",
            {"NAME": "x", "USER": "a", "PASSWORD": "b@c", "HOST": "db", "PORT": "5433"},
        ),
        (
            "postgres:///x?host=/var/run/Post",
            {"NAME": "x", "USER": "", "PASSWORD": "", "HOST": "/var/run/Post", "PORT": ""},
        ),
    ],
)
def test_database_reads_an_address(url: str, expected: dict[str, str]) -> None:
    found = database(url)
    assert {name: found[name] for name in expected} == expected


def test_database_keeps_what_else_is_said() -> None:
    assert database("postgresql://h/x?sslmode=require")["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "x"])
def test_database_refuses_what_is_no_address(url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL must look like"):
        database(url)


def test_the_deploy_check_is_clean_in_production() -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=Path(__file__).parents[2],
        env={**SAFE, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
