import re
from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from pinzhi.console.paper.printing import OwnFilesOnly
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.models import Task
from pinzhi.records.actions import submit_record
from tests.photos import plant_photo
from tests.planting import fill_in, with_answer

pytestmark = pytest.mark.django_db


def words(pdf: bytes) -> str:
    """The text of a PDF, spaces taken out: lines break where the page ends."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.fixture
def checkpoints(site: Site) -> list[Place]:
    return [
        Place.objects.create(
            site=site,
            kind="checkpoint",
            code=f"XJ-{n:02}",
            name=f"东门{n}号点",
            full_name=f"东区·{n}",
            order=n,
        )
        for n in range(1, 26)
    ]


@pytest.mark.usefixtures("checkpoints")
def test_labels_name_every_checkpoint(client: Client, site: Site, foreman: Staff) -> None:
    client.force_login(foreman)
    r = client.get(f"/paper/sites/{site.pk}/checkpoints.pdf")
    text = words(r.content)
    assert r["Content-Type"] == "application/pdf"
    assert [f"XJ-{n:02}" in text and f"东门{n}号点" in text for n in range(1, 26)] == [True] * 25


def test_labels_of_one_system_only(client: Client, site: Site, foreman: Staff) -> None:
    for code, system in [("DT-1", "lift"), ("SB-1", "water_supply")]:
        Equipment.objects.create(site=site, code=code, name=code, system=system)
    client.force_login(foreman)
    r = client.get(f"/paper/sites/{site.pk}/equipment.pdf?system=lift")
    text = words(r.content)
    assert ("DT-1" in text, "SB-1" in text) == (True, False)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999"])
def test_labels_refuse_a_page_that_cannot_be(
    client: Client, site: Site, foreman: Staff, page: str
) -> None:
    client.force_login(foreman)
    r = client.get(f"/paper/sites/{site.pk}/checkpoints.pdf?page={page}")
    assert r.status_code == 400


def test_labels_hide_other_sites(client: Client, site: Site, stranger: Staff) -> None:
    client.force_login(stranger)
    assert client.get(f"/paper/sites/{site.pk}/checkpoints.pdf").status_code == 404


def test_record_form_prints_answers_photos_and_signature(
    client: Client, task: Task, worker: Staff, now: datetime
) -> None:
    photo, name = plant_photo(task.site, worker, now, 3), plant_photo(task.site, worker, now, 4)
    submission = with_answer(
        fill_in(task, ("fail", "0.3", "管道有锈"), at=now, signature=name),
        0,
        photos=(photo,),
        note="积水",
    )
    record, _ = submit_record(submission, task=task, by=worker, now=now)
    client.force_login(worker)

    r = client.get(f"/paper/records/{record.pk}.pdf")

    text = words(r.content)
    shown = [w in text for w in ("Dailyround", "Floorisdry", "积水", "管道有锈", worker.number)]
    assert shown == [True] * 5
    assert r.content.count(b"/Subtype /Image") == 2


def test_record_form_hides_other_sites(
    client: Client, task: Task, worker: Staff, stranger: Staff, now: datetime
) -> None:
    record, _ = submit_record(fill_in(task, at=now), task=task, by=worker, now=now)
    client.force_login(stranger)
    assert client.get(f"/paper/records/{record.pk}.pdf").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "https://example.com/a.png",
        "ftp://x/",
        "pinzhi:etc",
    ],
)
def test_printing_reaches_for_nothing_outside(url: str) -> None:
    with pytest.raises(ValueError, match="may not load"):
        OwnFilesOnly().fetch(url)
