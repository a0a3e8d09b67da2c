import gzip
import json
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from pinzhi.people.models import Staff

pytestmark = pytest.mark.django_db
MOST_SCRIPT = 130_000  # bytes, gzipped, before first use (PERF: a phone on 2G)


def built(address: str) -> bytes:
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    assert isinstance(found, str), address
    return Path(found).read_bytes()


def kept_by_the_worker(client: Client) -> list[str]:
    text = client.get("/app/sw.js").text
    told = json.loads(text.removeprefix("self.shell = ").split(";\n", 1)[0])
    return [str(address) for address in told["files"]]


def test_shell_is_the_same_for_everybody(client: Client, worker: Staff) -> None:
    before = client.get("/app/")
    client.force_login(worker)
    after = client.get("/app/")
    assert (after.status_code, after.text) == (200, before.text)
    assert dict(before.cookies) == {}
    assert before["Cache-Control"] == "no-cache"


def test_shell_has_no_inline_script_or_style(client: Client) -> None:
    text = client.get("/app/").text
    assert text.count("<script") == text.count("<script type=") + text.count("<script src=")
    assert "style=" not in text
    assert "<style" not in text


def test_service_worker_keeps_files_that_are_there(client: Client) -> None:
    answer = client.get("/app/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    files = kept_by_the_worker(client)
    assert {"/static/app.js", "/static/app.css", "/static/theme.js"} <= set(files)
    assert all(built(address) for address in files)


def test_script_before_first_use_stays_small(client: Client) -> None:
    scripts = [built(one) for one in kept_by_the_worker(client) if one.endswith(".js")]
    scripts.append(client.get("/app/sw.js").content)
    assert sum(len(gzip.compress(script)) for script in scripts) <= MOST_SCRIPT


def test_manifest_opens_the_app(client: Client) -> None:
    told = client.get("/app/manifest.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/app/", "/app/", "standalone")
    for icon in told["icons"]:
        with Image.open(BytesIO(built(icon["src"]))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512"]


def test_key_is_one_for_each_person(client: Client, worker: Staff, colleague: Staff) -> None:
    keys = []
    for staff in (worker, worker, colleague):
        client.force_login(staff)
        keys.append(b64decode(client.post("/app/key/").json()["key"]))
    assert keys[0] == keys[1] != keys[2]
    assert {len(key) for key in keys} == {32}


def test_key_is_given_to_nobody_without_a_session(client: Client) -> None:
    answer = client.post("/app/key/")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_first")
