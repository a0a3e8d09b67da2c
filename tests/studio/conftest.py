"""A document read, and the people of a site it is meant for."""

from datetime import time

import pytest
from django.test import Client

from pinzhi.people.models import Post, Posting, Shift, Staff
from pinzhi.places.models import Role, Site
from pinzhi.standards.models import Document
from pinzhi.studio.actions.reading import read_document, upload_document
from tests.conftest import LONG_AGO, plant_member
from tests.studio.documents import CLEANING_TITLE, cleaning_rules


def upload(content: bytes, *, by: Staff, name: str = "规程.docx", code: str = "BJ") -> Document:
    told = {"title": CLEANING_TITLE, "code": code, "line": "property", "number": "1"}
    return upload_document(content, name=name, by=by, **told)


@pytest.fixture
def document(cleaner: Staff, quality_officer: Staff) -> Document:  # noqa: ARG001 -- there first
    """The cleaning rules, read: nobody has decided on anything yet."""
    return read_document(upload(cleaning_rules(), by=quality_officer))


@pytest.fixture
def second_officer(site: Site) -> Staff:
    """Min, too, answers for quality in the whole group."""
    group = site.node.parent and site.node.parent.parent
    assert group is not None
    return plant_member("min", group, Role.QUALITY_OFFICER)


@pytest.fixture
def cleaner(site: Site) -> Staff:
    """Hua cleans at Lakeside from eight to five."""
    return plant_posting(site, "hua", "保洁员")


def plant_posting(
    site: Site, number: str, post_name: str, department: str = "environment"
) -> Staff:
    staff = plant_member(number, site.node, Role.WORKER, department)
    shift, _ = Shift.objects.get_or_create(
        site=site, code="D", defaults={"name": "D", "starts": time(0), "ends": time(0)}
    )
    post, _ = Post.objects.get_or_create(
        site=site, code=post_name, defaults={"name": post_name, "department": department}
    )
    Posting.objects.create(site=site, staff=staff, post=post, shift=shift, starts_on=LONG_AGO)
    return staff


@pytest.fixture
def officer(client: Client, quality_officer: Staff) -> Client:
    client.force_login(quality_officer)
    client.cookies["django_language"] = "en"
    return client
