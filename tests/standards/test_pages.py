import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import publish_edition
from pinzhi.standards.loading import STARTER, draft_pack
from pinzhi.standards.models import Checklist, Clause, Edition, Item, Standard
from pinzhi.standards.pack import MOST_BYTES, read_pack
from tests.planting import plant_checklist, plant_edition, plant_plan

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10
READER_QUERIES = 18  # a whole document with its terms, what is its own here, and what runs


@pytest.fixture
def officer(client: Client, quality_officer: Staff) -> Client:
    client.force_login(quality_officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def bank_manager(stranger: Staff) -> Client:
    """The second person of an organisation with one quality officer."""
    client = Client()
    client.force_login(stranger)
    client.cookies["django_language"] = "en"
    return client


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def send(client: Client, text: bytes, name: str = "pack.yaml") -> Any:
    return client.post("/standards/upload/", {"file": SimpleUploadedFile(name, text)})


def bank() -> bytes:
    return (STARTER / "bank.yaml").read_bytes()


def test_upload_becomes_a_draft_that_a_second_person_puts_in_force(
    officer: Client, quality_officer: Staff, bank_manager: Client
) -> None:
    answer = send(officer, bank())
    edition = Edition.objects.get()
    page = answer["Location"]
    assert page == f"/standards/editions/{edition.pk}/"
    assert edition.status == "draft"
    assert "nobody works by it yet" in page_of(officer, page)
    assert bank_manager.get(page).status_code == 403
    assert officer.post(f"{page}submit/").status_code == 302
    assert "You submitted it" in page_of(officer, page)
    assert officer.post(f"{page}approve/").status_code == 403
    assert officer.post(f"{page}discard/").status_code == 409
    assert f"{page}approve/" in page_of(bank_manager, page)
    assert bank_manager.post(f"{page}approve/").status_code == 302
    edition.refresh_from_db()
    assert (edition.status, edition.submitted_by) == ("published", quality_officer)
    assert "nobody works by it yet" not in page_of(officer, page)
    assert send(officer, bank()).status_code == 302  # the very same: nothing happens
    assert Edition.objects.count() == 1


def test_an_edition_is_sent_back_with_a_reason_and_submitted_for_a_later_day(
    officer: Client, bank_manager: Client
) -> None:
    page = send(officer, bank())["Location"]
    officer.post(f"{page}submit/")
    assert bank_manager.post(f"{page}send-back/", {"reason": ""}).status_code == 422
    assert bank_manager.post(f"{page}send-back/", {"reason": "Too lax"}).status_code == 302
    assert "Too lax" in page_of(officer, page)
    officer.post(f"{page}submit/")
    for day in (timezone.localdate(), timezone.localdate() + timedelta(days=400), "soon"):
        assert bank_manager.post(f"{page}approve/", {"starts_on": f"{day}"}).status_code == 422
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert bank_manager.post(f"{page}approve/", {"starts_on": f"{tomorrow}"}).status_code == 302
    assert f"{tomorrow}" in page_of(bank_manager, page)
    assert officer.post(f"{page}withdraw/").status_code == 302
    assert Edition.objects.get().status == "draft"


def test_a_superseded_edition_is_asked_back(officer: Client, bank_manager: Client) -> None:
    first = plant_edition("OLD", line="bank")
    newer = Edition.objects.create(standard=first.standard, number="2")
    clause = Clause.objects.create(edition=newer, number="1", title="Floors", order=0)
    plant_checklist(newer, clause)
    publish_edition(newer, by=None)
    page = f"/standards/editions/{first.pk}/"
    assert officer.post(f"{page}roll-back/", {"reason": ""}).status_code == 422
    assert officer.post(f"{page}roll-back/", {"reason": "It was better"}).status_code == 302
    assert bank_manager.post(f"{page}approve/").status_code == 302
    assert {e.number: e.status for e in Edition.objects.all()} == {
        "1": "published",
        "2": "superseded",
    }


def test_upload_can_be_thrown_away(officer: Client) -> None:
    send(officer, bank())
    edition = Edition.objects.get()
    assert officer.post(f"/standards/editions/{edition.pk}/discard/").status_code == 302
    assert not Edition.objects.exists()


def test_upload_names_each_fault_by_its_place(officer: Client) -> None:
    text = bank().decode().replace("department: ", "department: no-", 2)
    answer = send(officer, text.encode())
    problems = re.findall(r"<li>(pack\.yaml[^<]+)</li>", answer.content.decode())
    assert (answer.status_code, len(problems)) == (422, 2)
    assert all("department" in one for one in problems)
    assert not Standard.objects.exists()


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe", b"- 1", b"x" * (MOST_BYTES + 1), b"a: &a [*a]"], ids=str
)
def test_upload_refuses_what_is_no_pack(text: bytes, officer: Client) -> None:
    assert send(officer, text).status_code == 422
    assert not Standard.objects.exists()


def test_upload_refuses_other_contents_of_an_edition_in_force(officer: Client) -> None:
    pack = read_pack(STARTER / "bank.yaml")
    Edition.objects.filter(pk=draft_pack(pack).pk).update(status="published", content_hash="x")
    answer = send(officer, bank())
    assert (answer.status_code, "new one a new number" in answer.content.decode()) == (422, True)


def test_upload_refuses_the_code_of_a_standard_one_does_not_answer_for(
    client: Client, worker: Staff
) -> None:
    Standard.objects.create(code="PZ-BNK", title="Everybody's", line="bank")
    worker.memberships.update(role="quality_officer", department="")
    client.force_login(worker)
    assert send(client, bank()).status_code == 422
    assert Edition.objects.count() == 0


def test_reader_shows_what_runs_because_of_a_clause(
    client: Client, site: Site, site_manager: Staff
) -> None:
    edition = plant_edition()
    plant_plan(site, edition)
    client.force_login(site_manager)
    client.cookies["django_language"] = "en"
    page = page_of(client, f"/standards/editions/{edition.pk}/")
    for words in ("Dry and clean.", "Daily round", "Patrol", "1 plan running", "0.2–0.4 MPa"):
        assert words in page
    clause = page_of(client, f"/standards/clauses/{Clause.objects.get().pk}/")
    assert ("1 plan running" in clause, "Water pressure" in clause) == (True, True)
    checklist = page_of(client, f"/standards/checklists/{Checklist.objects.get().pk}/")
    assert re.findall(r'class="std-item-code">(\d+)<', checklist) == ["01", "02", "03"]


def test_draft_is_not_for_everybody(client: Client, site_manager: Staff) -> None:
    edition = draft_pack(read_pack(STARTER / "bank.yaml"))
    client.force_login(site_manager)
    clause, checklist = Clause.objects.first(), Checklist.objects.first()
    assert clause
    assert checklist
    for address in (
        f"editions/{edition.pk}",
        f"clauses/{clause.pk}",
        f"checklists/{checklist.pk}",
    ):
        assert client.get(f"/standards/{address}/").status_code == 403


def test_standard_of_another_unit_is_not_there(
    client: Client, other_site: Site, site_manager: Staff
) -> None:
    edition = plant_edition()
    Standard.objects.update(owner=other_site.node)
    client.force_login(site_manager)
    assert client.get(f"/standards/editions/{edition.pk}/").status_code == 404
    assert "data-row-link" not in page_of(client, "/standards/")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_little_for_three_as_for_one(
    count: int, client: Client, site_manager: Staff
) -> None:
    editions = [plant_edition(f"S{at}") for at in range(count)]
    standard = editions[0].standard
    for at in range(1, count):
        Edition.objects.create(standard=standard, number=f"0.{at}", status="superseded")
    client.force_login(site_manager)
    item = Item.objects.first()
    assert item
    for address in (
        "/standards/",
        f"/standards/editions/{editions[0].pk}/",
        f"/standards/clauses/{item.clause_id}/",
        f"/standards/checklists/{item.checklist_id}/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        most = MOST_QUERIES if address == "/standards/" else READER_QUERIES
        assert len(asked) <= most, (address, [q["sql"][:100] for q in asked])
