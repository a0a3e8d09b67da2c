import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.library import find_pack, read_library
from pinzhi.standards.loading import load_pack
from pinzhi.standards.models import Adjustment, Edition, Variant
from pinzhi.standards.pack import Pack, read_pack
from tests.standards.test_pack_terms import FULL

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def officer(quality_officer: Staff) -> Client:
    return signed_in(quality_officer)


@pytest.fixture
def manager(site_manager: Staff) -> Client:
    return signed_in(site_manager)


def shipped(code: str) -> Pack:
    pack = find_pack(code)
    assert pack is not None
    return pack


def small(code: str = "PZ-X") -> Pack:
    return read_pack(FULL.replace("PZ-X", code))


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        page_of(client, address)
    return len(found)


def test_library_lists_every_pack(officer: Client) -> None:
    page = page_of(officer, "/standards/packs/")
    listed = re.findall(r'action="/standards/packs/([A-Z0-9-]+)/load/"', page)
    assert sorted(listed) == sorted(pack.code for pack in read_library())
    assert all(pack.title in page for pack in read_library())


def test_library_says_what_is_in_force(officer: Client) -> None:
    edition = load_pack(shipped("PZ-BNK"))
    page = page_of(officer, "/standards/packs/")
    assert "/standards/packs/PZ-BNK/load/" not in page
    assert f'<a href="/standards/editions/{edition.pk}/">{shipped("PZ-BNK").title}</a>' in page


def test_library_offers_what_is_newer_than_what_is_here(officer: Client) -> None:
    text = FULL.replace("PZ-X", "PZ-BNK").replace('edition: "1.0"', 'edition: "2020"')
    load_pack(read_pack(text))
    page = page_of(officer, "/standards/packs/")
    assert "edition 2020 is here" in page
    assert "/standards/packs/PZ-BNK/load/" in page


def test_library_asks_the_database_equally_often(officer: Client) -> None:
    load_pack(shipped("PZ-BNK"))
    page_of(officer, "/standards/packs/")
    one = queries(officer, "/standards/packs/")
    load_pack(small("PZ-Y"))
    load_pack(small("PZ-Z"))
    assert queries(officer, "/standards/packs/") == one <= MOST_QUERIES


def test_a_pack_is_brought_in_as_a_draft(officer: Client) -> None:
    answer = officer.post("/standards/packs/PZ-BNK/load/")
    edition = Edition.objects.get()
    assert answer["Location"] == f"/standards/editions/{edition.pk}/"
    assert (edition.standard.code, edition.status) == ("PZ-BNK", "draft")
    assert officer.post("/standards/packs/PZ-BNK/load/").status_code == 302
    assert Edition.objects.count() == 1


def test_a_pack_that_is_not_there_is_not_found(officer: Client) -> None:
    assert officer.post("/standards/packs/PZ-NONE/load/").status_code == 404


def test_a_pack_of_a_standard_of_others_is_refused(officer: Client, site: Site) -> None:
    edition = load_pack(shipped("PZ-BNK"))
    edition.standard.owner = site.node
    edition.standard.save(update_fields=["owner"])
    assert officer.post("/standards/packs/PZ-BNK/load/").status_code == 302
    assert Edition.objects.count() == 1


def test_variants_show_the_first_option_until_another_is_chosen(
    manager: Client, site: Site
) -> None:
    load_pack(small())
    address = f"/standards/sites/{site.pk}/variants/"
    assert 'value="daily" checked' in page_of(manager, address)
    variant = Variant.objects.get()
    answer = manager.post(f"{address}{variant.pk}/", {"option": "four-days"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    page = page_of(manager, address)
    assert 'value="four-days" checked' in page
    assert 'value="daily" checked' not in page
    assert set(Adjustment.objects.values_list("variant", "site")) == {("PUMP/four-days", site.pk)}


def test_an_option_that_is_not_there_is_refused(manager: Client, site: Site) -> None:
    load_pack(small())
    address = f"/standards/sites/{site.pk}/variants/{Variant.objects.get().pk}/"
    assert manager.post(address, {"option": "weekly"}).status_code == 422
    assert manager.post(address).status_code == 422
    assert not Adjustment.objects.exists()


def test_variants_of_another_line_are_not_shown(manager: Client, site: Site) -> None:
    load_pack(read_pack(FULL.replace("line: property", "line: bank")))
    address = f"/standards/sites/{site.pk}/variants/"
    assert "Nothing to choose" in page_of(manager, address)
    assert (
        manager.post(f"{address}{Variant.objects.get().pk}/", {"option": "daily"}).status_code
        == 404
    )


def test_who_may_not_choose_reads_only(worker: Staff, site: Site) -> None:
    load_pack(small())
    page = page_of(signed_in(worker), f"/standards/sites/{site.pk}/variants/")
    assert "水泵巡视周期" in page
    assert "Choose: " not in page
    assert '<fieldset class="pz-field" disabled>' in page


def test_variants_ask_the_database_equally_often(manager: Client, site: Site) -> None:
    address = f"/standards/sites/{site.pk}/variants/"
    load_pack(small("PZ-Y"))
    page_of(manager, address)
    one = queries(manager, address)
    load_pack(small("PZ-X"))
    load_pack(small("PZ-Z"))
    assert queries(manager, address) == one <= MOST_QUERIES
