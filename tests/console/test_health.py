import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from pinzhi.plans.models import Task

pytestmark = pytest.mark.django_db


def test_live_answers_without_the_database(client: Client) -> None:
    r = client.get("/health/live")
    assert (r.status_code, r.content) == (200, b"ok")


def test_ready_answers_when_the_database_is_as_new_as_the_code(client: Client) -> None:
    assert client.get("/health/ready").json() == {"ready": True}


def test_ready_says_that_migrations_are_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'scores'")
    r = client.get("/health/ready")
    assert (r.status_code, r.json()["why"]) == (503, "migrations_missing")


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "secret"])
def test_metrics_are_not_there_without_the_token(
    client: Client, settings: Settings, given: str
) -> None:
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_metrics_are_not_there_when_no_token_is_set(client: Client) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_count_open_work_and_answers(
    client: Client, settings: Settings, task: Task
) -> None:
    settings.METRICS_TOKEN = "secret"
    client.get("/health/live")
    text = client.get("/metrics", headers={"Authorization": "Bearer secret"}).text
    assert task.status == "due"
    assert "pinzhi_tasks_open 1.0" in text
    assert 'pinzhi_request_seconds_count{method="GET",status="200",view="console:live"}' in text
