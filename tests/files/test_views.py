from datetime import datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from tests.photos import picture, plant_photo

pytestmark = pytest.mark.django_db


def body(**changes: object) -> dict[str, object]:
    told = {"uid": uuid4(), "kind": "photo", "captured_at": "2026-09-16T10:00:00+08:00"}
    return {**told, "file": SimpleUploadedFile("a.jpg", picture()), **changes}


def test_keep_answers_with_uid_and_hash(client: Client, site: Site, worker: Staff) -> None:
    client.force_login(worker)
    told = body()
    r = client.post(f"/files/sites/{site.pk}/", told)
    assert (r.status_code, r.json()["uid"], len(r.json()["sha256"])) == (201, str(told["uid"]), 64)


@pytest.mark.parametrize(
    "changes",
    [{"uid": "no"}, {"kind": "film"}, {"captured_at": "yesterday"}, {"file": ""}],
)
def test_keep_names_the_field_that_is_wrong(
    client: Client, site: Site, worker: Staff, changes: dict[str, object]
) -> None:
    client.force_login(worker)
    r = client.post(f"/files/sites/{site.pk}/", body(**changes))
    assert (r.status_code, list(r.json()["fields"])) == (422, list(changes))


def test_keep_refuses_those_who_only_read(client: Client, site: Site, auditor: Staff) -> None:
    client.force_login(auditor)
    assert client.post(f"/files/sites/{site.pk}/", body()).status_code == 403


def test_show_gives_the_clean_copy_to_those_of_the_site(
    client: Client, site: Site, worker: Staff, colleague: Staff, now: datetime
) -> None:
    uid = plant_photo(site, worker, now)
    client.force_login(colleague)

    r = client.get(f"/files/{uid}/")

    assert (r.status_code, r["Content-Type"]) == (200, "image/jpeg")
    assert r["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in r["Cache-Control"]


def test_show_hides_other_sites(
    client: Client, site: Site, worker: Staff, stranger: Staff, now: datetime
) -> None:
    uid = plant_photo(site, worker, now)
    client.force_login(stranger)
    assert client.get(f"/files/{uid}/").status_code == 404


def test_original_is_for_those_who_answer_for_it(
    client: Client, site: Site, worker: Staff, site_manager: Staff, now: datetime
) -> None:
    uid = plant_photo(site, worker, now)
    client.force_login(worker)
    assert client.get(f"/files/{uid}/original/").status_code == 403

    client.force_login(site_manager)
    r = client.get(f"/files/{uid}/original/")
    assert r.content == picture()
    assert r["Content-Disposition"] == f'attachment; filename="{uid}.bin"'
