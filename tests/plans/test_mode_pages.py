from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import SpecialMode, Task
from tests.planting import plant_edition, plant_plan

pytestmark = pytest.mark.django_db
HOURLY = {"times": 1, "every": 1, "unit": "hour", "condition": "rain"}


def signed_in(client: Client, staff: Staff) -> Client:
    client.force_login(staff)
    return client


def test_one_button_of_the_board_switches_on_and_off(
    client: Client, site: Site, foreman: Staff
) -> None:
    plant_plan(site, plant_edition(recurrence=HOURLY))
    browser = signed_in(client, foreman)
    board = reverse("console:today")
    assert reverse("plans:mode_begin", args=[site.pk]) in browser.get(board).content.decode()

    body = {"kind": "rain", "board": "1"}
    answer = browser.post(reverse("plans:mode_begin", args=[site.pk]), body)
    assert (answer.status_code, answer.headers["Location"]) == (302, board)
    assert Task.objects.filter(status="due").count() in {72, 73}

    off = reverse("plans:mode_end", args=[SpecialMode.objects.get().pk])
    assert off in browser.get(board).content.decode()
    browser.post(off, {"board": "1"})
    assert Task.objects.filter(status="due").count() == 0


def test_the_page_takes_from_when_to_when(client: Client, site: Site, foreman: Staff) -> None:
    begins = timezone.localtime() + timedelta(hours=2)
    told = {"kind": "typhoon", "note": "No. 9", "starts_at": f"{begins:%Y-%m-%dT%H:%M}"}
    told["ends_at"] = f"{begins + timedelta(hours=6):%Y-%m-%dT%H:%M}"
    page = reverse("plans:modes", args=[site.pk])
    browser = signed_in(client, foreman)

    assert browser.post(f"{page}begin/", told).headers["Location"] == page
    mode = SpecialMode.objects.get()
    assert (mode.ends_at, mode.note) == (mode.starts_at + timedelta(hours=6), "No. 9")
    assert "No. 9" in browser.get(page).content.decode()


def test_a_refused_mode_says_why_and_keeps_what_was_typed(
    client: Client, site: Site, foreman: Staff
) -> None:
    address = reverse("plans:mode_begin", args=[site.pk])
    browser = signed_in(client, foreman)
    browser.post(address, {"kind": "rain"})
    answer = browser.post(address, {"kind": "rain", "note": "again"})
    assert answer.status_code == 422
    assert 'value="again"' in answer.content.decode()
    assert SpecialMode.objects.count() == 1


def test_a_worker_sees_modes_without_buttons(
    client: Client, site: Site, worker: Staff, foreman: Staff
) -> None:
    SpecialMode.objects.create(
        site=site, kind="rain", starts_at=timezone.now(), begun_by=foreman, note="flood"
    )
    html = signed_in(client, worker).get(reverse("plans:modes", args=[site.pk])).content.decode()
    assert ("flood" in html, "mode_begin" in html, "<form" in html.split("<main")[1]) == (
        True,
        False,
        False,
    )
