from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from pinzhi.people.models import Post, Staff
from pinzhi.places.importing import actions
from pinzhi.places.importing.jobs import apply_import_job, check_import_job
from pinzhi.places.models import ImportBatch, Site

pytestmark = pytest.mark.django_db

HEADS = "项目编码,编码,名称,部门,备注\n"


def upload(client: Client, *rows: str, name: str = "岗位.csv") -> ImportBatch:
    file = SimpleUploadedFile(name, (HEADS + "\n".join(rows)).encode())
    response = client.post("/import/new/", {"file": file})
    assert response.status_code == 302, response.content.decode()
    batch = ImportBatch.objects.latest("pk")
    assert response["Location"] == f"/import/{batch.pk}/"
    return batch


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def manager(client: Client, site_manager: Staff) -> Client:
    client.force_login(site_manager)
    return client


def test_file_is_checked_applied_and_undone(manager: Client, site: Site) -> None:
    batch = upload(manager, f"{site.code},GC,维修<b>,工程部,x")
    page = f"/import/{batch.pk}/"
    assert "every 1s" in text(manager, page)
    jobs = ProcrastinateJob.objects.filter(task_name="places.check_import")
    assert jobs.filter(args={"batch_id": batch.pk}).count() == 1
    check_import_job(batch.pk)
    checked = text(manager, page)
    assert "every 1s" not in checked
    assert "GC 维修&lt;b&gt;" in checked
    assert "备注" in checked
    assert Post.objects.count() == 0

    assert manager.post(f"{page}apply/").status_code == 302
    assert "every 1s" in text(manager, f"{page}state/")
    apply_import_job(batch.pk)
    assert Post.objects.get().code == "GC"
    assert f"{page}undo/" in text(manager, page)

    assert manager.post(f"{page}undo/").status_code == 302
    assert Post.objects.count() == 0
    batch.refresh_from_db()
    assert (batch.status, batch.done) == ("undone", 100)


def test_problems_are_told_by_row_and_nothing_can_be_applied(manager: Client, site: Site) -> None:
    batch = upload(manager, f"{site.code},GC,维修,外星部,", "HILL,GD,x,工程部,")
    check_import_job(batch.pk)
    page = text(manager, f"/import/{batch.pk}/")
    batch.refresh_from_db()
    assert batch.status == "refused"
    assert "外星部" in page
    assert "apply/" not in page
    assert manager.post(f"/import/{batch.pk}/apply/").status_code == 409


def test_file_refused_as_a_whole_is_told_in_a_sentence(manager: Client) -> None:
    batch = upload(manager, name="site.xlsx")
    check_import_job(batch.pk)
    page = text(manager, f"/import/{batch.pk}/")
    assert 'role="alert"' in page
    batch.refresh_from_db()
    assert batch.report == {"refused": ["not_its_ending", {"ending": ".xlsx"}]}


def test_empty_upload_stays_on_the_page(manager: Client) -> None:
    response = manager.post("/import/new/", {"file": SimpleUploadedFile("a.csv", b"")})
    assert response.status_code == 422
    assert ImportBatch.objects.count() == 0


def test_jobs_run_twice_do_no_harm(manager: Client, site: Site) -> None:
    batch = upload(manager, f"{site.code},GC,维修,工程部,")
    check_import_job(batch.pk)
    manager.post(f"/import/{batch.pk}/apply/")
    apply_import_job(batch.pk)
    apply_import_job(batch.pk)
    assert Post.objects.count() == 1


def test_what_changed_between_check_and_apply_counts(manager: Client, site: Site) -> None:
    batch = upload(manager, f"{site.code},GC,维修,工程部,")
    check_import_job(batch.pk)
    manager.post(f"/import/{batch.pk}/apply/")
    Site.objects.filter(pk=site.pk).update(code="OTHER")
    apply_import_job(batch.pk)
    batch.refresh_from_db()
    assert batch.status == "refused"
    assert [problem[3] for problem in batch.report["problems"]] == ["no_parent"]
    assert Post.objects.count() == 0


def test_import_of_another_is_not_there(
    manager: Client, site: Site, sister_manager: Staff, system_admin: Staff
) -> None:
    batch = upload(manager, f"{site.code},GC,维修,工程部,")
    manager.force_login(sister_manager)
    assert manager.get(f"/import/{batch.pk}/").status_code == 404
    manager.force_login(system_admin)
    assert manager.get(f"/import/{batch.pk}/").status_code == 200


def test_worker_has_no_business_here(client: Client, worker: Staff) -> None:
    client.force_login(worker)
    for address in ("/import/", "/import/template.xlsx", "/import/sample.xlsx"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("name", ["template", "sample"])
def test_workbook_can_be_downloaded_and_read(manager: Client, name: str) -> None:
    response = manager.get(f"/import/{name}.xlsx")
    content = BytesIO(response.getvalue())
    batch = actions.receive_import(
        content, name="a.xlsx", by=Staff.objects.get(pk=manager.session["_auth_user_id"])
    )
    workbook = actions.read_batch(batch)
    assert workbook.problems == []


def test_list_takes_the_same_queries_with_one_and_three(
    manager: Client, site_manager: Staff
) -> None:
    manager.get("/import/")
    taken = []
    for number in (1, 2, 3):
        ImportBatch.objects.create(file_name=f"{number}.csv", sha256="", by=site_manager)
        with CaptureQueriesContext(connection) as queries:
            manager.get("/import/")
        taken.append(len(queries))
    assert taken[0] == taken[2] <= 12
