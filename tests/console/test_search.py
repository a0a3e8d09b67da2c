from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pinzhi.cases.actions import hand_in_record
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.models import Task
from tests.planting import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(site: Site) -> Site:
    Place.objects.create(
        site=site, kind="space", code="GQ-1", name="地下车库", full_name="3栋 · 地下车库"
    )
    Equipment.objects.create(site=site, code="DT-3-1", name="3栋1号客梯", system="lift")
    return site


@pytest.mark.parametrize(
    ("words", "shown", "hidden"),
    [
        ("车库", "3栋 · 地下车库", "3栋1号客梯"),
        ("3栋", "3栋1号客梯", "Floor is dry"),
        ("3栋 客梯", "3栋1号客梯", "地下车库"),
        ("dt-3", "3栋1号客梯", "地下车库"),
        ("dry", "Floor is dry · Daily round", "客梯"),  # finding and rectification
        ("daily round", "Daily round", "客梯"),
        ("floors", "1 Floors", "客梯"),  # the clause
        ("wei", "Wei", "客梯"),
    ],
)
@pytest.mark.usefixtures("ground")
def test_search_finds_by_any_piece_of_the_name(
    client: Client,
    task: Task,
    worker: Staff,
    site_manager: Staff,
    now: datetime,
    words: str,
    shown: str,
    hidden: str,
) -> None:
    hand_in_record(fill_in(task, ("fail", "0.3", ""), at=now), task=task, by=worker, now=now)
    client.force_login(site_manager)
    text = client.get("/search/", {"q": words}).text
    assert (shown in text, hidden in text) == (True, False)


@pytest.mark.usefixtures("ground")
def test_search_finds_nothing_of_other_sites(client: Client, stranger: Staff) -> None:
    client.force_login(stranger)
    assert "地下车库</a>" not in client.get("/search/", {"q": "车库"}).text


@pytest.mark.parametrize("words", ["", " ", "%", "_", "\\", "a\x00b", "'", "x" * 5000])
def test_search_takes_whatever_is_typed(client: Client, site_manager: Staff, words: str) -> None:
    client.force_login(site_manager)
    assert client.get("/search/", {"q": words}).status_code == 200


@pytest.mark.usefixtures("ground")
def test_search_takes_few_queries(
    client: Client,
    site_manager: Staff,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(site_manager)
    with django_assert_max_num_queries(30):
        client.get("/search/", {"q": "3栋 客梯"})
