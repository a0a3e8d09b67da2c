import pytest
from django.test import Client
from django.urls import reverse

from pinzhi.people.models import Staff


@pytest.fixture
def at_desk(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    return client


@pytest.mark.django_db
def test_shell_names_the_person(at_desk: Client, site_manager: Staff) -> None:
    page = at_desk.get(reverse("console:sites")).content.decode()
    assert site_manager.name in page
