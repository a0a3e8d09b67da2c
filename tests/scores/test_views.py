from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.scores.models import MonthScore

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(site: Site, now: datetime) -> MonthScore:
    return MonthScore.objects.create(
        site=site,
        month=now.date().replace(day=1),
        score=Decimal("79.99"),
        band="fail",
        computed_at=now,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_score_list_takes_the_same_queries_at_any_length(
    client: Client,
    score: MonthScore,
    site_manager: Staff,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for month in range(1, count):
        MonthScore.objects.create(
            site=score.site, month=f"2026-0{month}-01", computed_at=timezone.now()
        )
    client.force_login(site_manager)
    with django_assert_max_num_queries(10):
        r = client.get("/scores/")
    assert "79.99" in r.text


def test_score_list_hides_other_sites(client: Client, score: MonthScore, stranger: Staff) -> None:
    client.force_login(stranger)
    assert f"/scores/{score.pk}/" not in client.get("/scores/").text


def test_why_shows_the_missing_hundredth(
    client: Client, score: MonthScore, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    r = client.get(f"/scores/{score.pk}/", headers={"Accept-Language": "en"})
    assert (r.status_code, "0.01" in r.text) == (200, True)


def test_compute_works_it_out_from_what_is_on_record(
    client: Client, score: MonthScore, site_manager: Staff
) -> None:
    client.force_login(site_manager)
    client.post(f"/scores/{score.pk}/compute/")
    score.refresh_from_db()
    assert (score.score, score.band) == (None, "")


def test_compute_is_for_those_who_answer_for_it(
    client: Client, score: MonthScore, worker: Staff, stranger: Staff
) -> None:
    client.force_login(worker)
    assert client.post(f"/scores/{score.pk}/compute/").status_code == 403
    client.force_login(stranger)
    assert client.post(f"/scores/{score.pk}/compute/").status_code == 404
