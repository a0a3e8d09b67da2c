"""The first day: an administrator brings in the sample, looks, applies, thinks again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from pinzhi.people.models import Staff
from pinzhi.places.importing.jobs import apply_import_job, check_import_job
from pinzhi.places.importing.sample import write_sample
from pinzhi.places.models import ImportBatch, Place
from tests.browser.looking import faults_of
from tests.browser.opening import DESK, PHONE, Seen, open_page, started_chromium
from tests.browser.serving import session_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


def judge(seen: Seen, name: str) -> None:
    assert faults_of(seen, name) == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_sample_is_checked_brought_in_and_undone(
    chromium: Browser, live_server: Any, system_admin: Staff, tmp_path: Path, size: ViewportSize
) -> None:
    write_sample(tmp_path / "sample.xlsx")
    seen = open_page(chromium, f"{live_server.url}/import/", session_of(system_admin), size)
    page = seen.page
    judge(seen, f"import-empty-{size['width']}")

    page.set_input_files("input[type=file]", tmp_path / "sample.xlsx")
    page.locator("form[action$='/new/'] button").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    judge(seen, f"import-waiting-{size['width']}")

    batch = ImportBatch.objects.get()
    check_import_job(batch.pk)
    bring = page.locator("form[action$='/apply/'] button")
    expect(bring).to_be_visible()  # the page noticed by itself
    judge(seen, f"import-checked-{size['width']}")

    bring.click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    apply_import_job(batch.pk)
    undo = page.locator("form[action$='/undo/'] button")
    expect(undo).to_be_visible()
    assert Place.objects.filter(kind="room").count() == 1248

    undo.click()
    expect(undo).to_have_count(0)
    judge(seen, f"import-undone-{size['width']}")
    assert Place.objects.count() == 0


def test_problems_stand_in_a_table(
    chromium: Browser, live_server: Any, system_admin: Staff, tmp_path: Path
) -> None:
    file = tmp_path / "岗位.csv"
    file.write_text(
        "项目编码,编码,名称,部门\nNOWHERE,GC,维修,外星部\n,GD,值班,工程部\n", encoding="gbk"
    )
    seen = open_page(chromium, f"{live_server.url}/import/", session_of(system_admin), PHONE)
    seen.page.set_input_files("input[type=file]", file)
    seen.page.locator("form[action$='/new/'] button").click()
    expect(seen.page.get_by_role("progressbar")).to_be_visible()
    check_import_job(ImportBatch.objects.get().pk)
    expect(seen.page.get_by_role("alert")).to_contain_text("2")
    expect(seen.page.get_by_role("cell", name="外星部")).to_be_visible()
    judge(seen, "import-problems-360")
