"""Every page of the room, looked at by those it is for and by those it is not."""

import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Posting, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    return client


def page(client: Client, name: str, *args: object, status: int = 200, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.usefixtures("posted")
def test_list_shows_people_with_their_posts_and_masked_numbers(desk: Client) -> None:
    text = page(desk, "people:staff_list")
    assert "Technician" in text
    assert "138****1234" in text
    assert "13812341234" not in text


def test_page(desk: Client, posted: Posting) -> None:
    text = page(desk, "people:staff", posted.staff_id)
    assert "138****1234" in text
    assert "13812341234" not in text
    page(desk, "people:staff_edit", posted.staff_id)
    page(desk, "people:posting_new", posted.staff_id, posted.site_id)
    page(desk, "people:staff_new")
    page(desk, "people:profile")
    page(desk, "people:roster", posted.site_id)
