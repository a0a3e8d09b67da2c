"""Every page of the studio as an officer meets it, and what it costs."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Passage, Proposal
from pinzhi.studio.actions import deciding
from pinzhi.studio.actions.building import build_edition
from pinzhi.studio.actions.reading import read_document
from tests.studio.conftest import upload
from tests.studio.documents import cleaning_rules, patrol_rules
from tests.studio.finding import ask_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PAGE_QUERIES = 18


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page_of(client, address)
    return len(captured)


def post(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, headers=HTMX)


def test_an_upload_leads_to_the_page_that_waits_for_it(officer: Client) -> None:
    file = SimpleUploadedFile("规程.docx", cleaning_rules())
    told = {"file": file, "title": "Cleaning", "number": "1", "line": "property"}
    answer = officer.post("/studio/upload/", told)
    document = Document.objects.get()
    assert answer["Location"] == f"/studio/{document.pk}/"
    assert re.fullmatch(r"CLEANING", document.edition.standard.code)
    waiting = page_of(officer, answer["Location"])
    assert 'hx-trigger="every 1s"' in waiting
    read_document(document)
    assert officer.get(f"/studio/{document.pk}/reading/")["HX-Refresh"] == "true"
    assert "data-ask" in page_of(officer, answer["Location"])


def test_pasted_text_is_as_good_as_a_file(officer: Client) -> None:
    told = {"text": "1、保洁员每日清扫大堂。", "title": "保洁", "number": "1", "line": "property"}
    officer.post("/studio/upload/", told)
    document = read_document(Document.objects.select_related("blob").get())
    assert (document.status, document.passages.count()) == ("ready", 1)
    assert re.fullmatch(r"BZ-\d{6}-01", document.edition.standard.code)


def test_an_upload_of_nothing_is_told_so(officer: Client) -> None:
    told = {"text": " ", "title": "保洁", "number": "1", "line": "property"}
    answer = officer.post("/studio/upload/", told)
    assert (answer.status_code, Document.objects.count()) == (422, 0)
    assert "Choose a file, or paste the text." in answer.content.decode()


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    officer: Client, quality_officer: Staff
) -> None:
    document = read_document(upload(b"", by=quality_officer))
    page = page_of(officer, f"/studio/{document.pk}/")
    document.refresh_from_db()
    assert document.fault in page
    assert [f"/{deed}/" in page for deed in ("again", "discard", "upload")] == [True] * 3


def test_the_original_comes_back_as_it_was(officer: Client, document: Document) -> None:
    answer = officer.get(f"/studio/{document.pk}/original/")
    assert (answer.content, "attachment" in answer["Content-Disposition"]) == (
        cleaning_rules(),
        True,
    )


def test_a_deed_answers_with_the_card_and_the_progress(officer: Client, document: Document) -> None:
    ask = ask_of(document, "大堂地面")
    answer = post(officer, f"/studio/asks/{ask.pk}/accept/", version=1)
    page = answer.content.decode()
    assert (answer.status_code, answer["X-Studio-Card"]) == (200, str(ask.passage_id))
    assert (f'id="p-{ask.passage_id}"' in page, 'hx-swap-oob="true"' in page) == (True, True)
    assert "1 accepted" in page


def test_who_comes_second_gets_the_card_as_the_first_left_it(
    officer: Client, document: Document, second_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    deciding.reject_ask(ask.pk, version=1, by=second_officer)
    for address, body in (
        (f"/studio/asks/{ask.pk}/accept/", {"version": 1}),
        (f"/studio/asks/{ask.pk}/join/", {"version": 1}),
        (f"/studio/asks/{ask.pk}/mark/", {"version": 1, "blocking": 1}),
        (f"/studio/asks/{ask.pk}/remove/", {"version": 1, "index": 0}),
        (f"/studio/asks/{ask.pk}/split/", {"version": 1, "part": 0}),
        (f"/studio/passages/{ask.passage_id}/accept/", {"version": 1}),
        (f"/studio/passages/{ask.passage_id}/review/", {"version": 1}),
    ):
        answer = post(officer, address, **body)
        page = answer.content.decode()
        assert (answer.status_code, answer["X-Refusal"]) == (409, "studio_changed"), address
        assert ("Min changed this at" in page, 'data-status="rejected"' in page) == (True, True)
    ask.refresh_from_db()
    assert (ask.status, ask.version) == ("rejected", 2)


def test_a_wrong_part_comes_back_with_its_form(officer: Client, document: Document) -> None:
    ask = ask_of(document, "大堂地面")
    at = [part["key"] for part in ask.parts].index("recurrence")
    page = page_of(officer, f"/studio/asks/{ask.pk}/part/?index={at}")
    assert 'value="07:30"' in page
    told = {f"p{ask.pk}-{k}": v for k, v in {"times": 2, "every": 1, "unit": "day"}.items()}
    told |= {f"p{ask.pk}-window_from": "07:30", "version": 1, "key": "recurrence", "index": at}
    answer = post(officer, f"/studio/asks/{ask.pk}/part/", **told)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, f"#slot-{ask.pk}")
    assert "A window has two ends." in answer.content.decode()
    told[f"p{ask.pk}-window_to"] = "9:00"
    answer = post(officer, f"/studio/asks/{ask.pk}/part/", **told)
    assert "07:30–09:00" in answer.content.decode()
    ask.refresh_from_db()
    assert ask.parts[at]["value"] == {
        "times": 2,
        "every": 1,
        "unit": "day",
        "window": ["07:30", "09:00"],
    }


@pytest.mark.parametrize("key", ["time_limit", "place", "quantities", "money", "score_band"])
def test_every_kind_of_part_can_be_added(officer: Client, document: Document, key: str) -> None:
    told: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
        "time_limit": ({"value_": "0.5", "unit": "hour", "of": "到场"}, {"of": "到场"}),
        "place": ({"words": "车库", "kind": "space", "system": ""}, {"words": "车库"}),
        "quantities": ({"cmp": ">=", "value_": "98", "unit": "%"}, {"value": 98}),
        "money": ({"sign": "penalty", "amount": "50", "per": "time"}, {"amount": 50}),
        "score_band": ({"label": "优秀", "low": "90"}, {"from": 90, "to": None}),
    }
    ask = ask_of(document, "大堂地面")
    fields, expected = told[key]
    body = {f"p{ask.pk}-{name}": value for name, value in fields.items()}
    answer = post(officer, f"/studio/asks/{ask.pk}/part/", version=1, key=key, **body)
    ask.refresh_from_db()
    value = next(p["value"] for p in reversed(ask.parts) if p["key"] == key and not p["words"])
    assert (answer.status_code, {**value, **expected}) == (200, value)


def test_undo_brings_the_card_back(officer: Client, document: Document) -> None:
    ask = ask_of(document, "大堂地面")
    post(officer, f"/studio/asks/{ask.pk}/accept/", version=1)
    answer = post(officer, f"/studio/{document.pk}/undo/")
    assert (answer.status_code, answer["HX-Retarget"]) == (200, f"#p-{ask.passage_id}")
    assert 'data-status="suggested"' in answer.content.decode()
    assert post(officer, f"/studio/{document.pk}/undo/").status_code == 409


def test_the_news_name_what_changed(officer: Client, document: Document) -> None:
    assert "data-p=" not in page_of(officer, f"/studio/{document.pk}/news/")
    ask = ask_of(document, "大堂地面")
    post(officer, f"/studio/asks/{ask.pk}/accept/", version=1)
    news = page_of(officer, f"/studio/{document.pk}/news/")
    assert re.findall(r'data-p="(\d+)" data-v="(\d+)"', news) == [(str(ask.passage_id), "2")]


def test_shows_all_the_open_and_the_least_sure_first(officer: Client, document: Document) -> None:
    first, unsure = ask_of(document, "大堂地面"), ask_of(document, "楼道扶手")
    Proposal.objects.filter(pk=unsure.pk).update(confidence=0.1)
    post(officer, f"/studio/asks/{first.pk}/accept/", version=1)

    def shown(show: str) -> list[str]:
        page = page_of(officer, f"/studio/{document.pk}/?show={show}")
        return re.findall(r'id="p-(\d+)"', page)

    assert len(shown("all")) == document.passages.count()
    assert str(first.passage_id) not in shown("open")
    assert shown("unsure")[0] == str(unsure.passage_id)
    assert sorted(shown("unsure")) == sorted(shown("open"))


@pytest.mark.parametrize("show", ["all", "open", "unsure"])
def test_slices_show_each_passage_once(officer: Client, quality_officer: Staff, show: str) -> None:
    text = "\n".join(f"{n}、保洁员每日清扫第{n}号楼大堂{n}次。" for n in range(1, 131))
    document = read_document(upload(text.encode(), by=quality_officer, name="a.txt"))
    found, address = [], f"/studio/{document.pk}/?show={show}"
    for _ in range(9):
        page = page_of(officer, address)
        found += re.findall(r'id="p-(\d+)"', page)
        more = re.search(r'hx-get="(/studio/\d+/passages/[^"]+)"', page)
        if more is None:
            break
        address = more[1].replace("&amp;", "&")
    assert sorted(map(int, found)) == sorted(document.passages.values_list("pk", flat=True))


def test_pages_cost_the_same_however_long_the_document(
    officer: Client, document: Document, quality_officer: Staff
) -> None:
    addresses = [f"/studio/{document.pk}/{page}" for page in ("", "?show=open", "?show=unsure")]
    Proposal.objects.filter(passage__document=document)[:1].get()
    counts = [queries_of(officer, address) for address in addresses]
    deciding.accept_sure(document, by=quality_officer)
    pages = [f"/studio/{document.pk}/{page}/" for page in ("wiring", "preview")]
    counts += [queries_of(officer, address) for address in pages]
    assert [n for n in counts if n > PAGE_QUERIES] == []


def test_the_list_costs_the_same_for_one_and_three(
    officer: Client, document: Document, quality_officer: Staff
) -> None:
    one = queries_of(officer, "/studio/")
    for code in ("A", "B"):
        read_document(upload(patrol_rules(), by=quality_officer, code=code))
    assert (queries_of(officer, "/studio/"), document.status) == (one, "ready")
    assert "0 / 11" in page_of(officer, "/studio/")


def test_wires_are_shown_set_and_left_out(officer: Client, document: Document) -> None:
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    page = page_of(officer, f"/studio/{document.pk}/wiring/")
    assert ("（未写明岗位）" in page, "(no role named)" in page) == (False, True)
    told = {"kind": "post", "words": "", "version": 0, "row": 0}
    answer = post(officer, f"/studio/{document.pk}/wire/", post="保洁员", deed="set", **told)
    assert (answer.status_code, 'data-status="wired"' in answer.content.decode()) == (200, True)
    wire = document.wires.get()
    assert wire.target == {"post": "保洁员", "department": "environment"}
    again = post(officer, f"/studio/{document.pk}/wire/", post="别人", deed="set", **told)
    assert (again.status_code, again["X-Refusal"]) == (409, "studio_changed")
    told["version"] = 1
    left = post(officer, f"/studio/{document.pk}/wire/", deed="leave", **told)
    assert 'data-status="left"' in left.content.decode()


def test_the_preview_lists_what_is_missing(officer: Client, document: Document) -> None:
    Proposal.objects.filter(passage__document=document).update(status="accepted")
    page = page_of(officer, f"/studio/{document.pk}/preview/")
    assert ("保洁领班" in page, "Not wired, therefore left out" in page) == (True, True)
    assert officer.post(f"/studio/{document.pk}/build/")["Location"].endswith("/building/")


def test_a_clause_shows_the_words_it_came_from(
    officer: Client, document: Document, quality_officer: Staff
) -> None:
    build_edition(document, by=quality_officer)
    passage = Passage.objects.get(document=document, number="第四条")
    page = page_of(officer, f"/standards/clauses/{passage.clause_id}/")
    assert (passage.text in page, f"?from={passage.order}" in page) == (True, True)


def test_nobody_else_comes_in(client: Client, document: Document, site_manager: Staff) -> None:
    client.force_login(site_manager)
    addresses = ["/studio/", f"/studio/{document.pk}/", f"/studio/{document.pk}/wiring/"]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
