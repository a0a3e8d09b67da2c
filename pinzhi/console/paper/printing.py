"""HTML to PDF, one at a time, without reaching for anything outside."""

from functools import lru_cache
from threading import Lock
from typing import Any
from urllib.parse import quote

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pinzhi.files.actions import evidence_store
from pinzhi.files.models import Blob

FONT = "print/noto-sans-sc.woff2"
SCHEME = "pinzhi:"
# a sheet of 200 labels takes a quarter of a gigabyte: never two at once in one process
_ONE_AT_A_TIME = Lock()


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # untyped library
    """Serves pinzhi:font and pinzhi:photo/SHA256 and data; refuses everything else (faults F13)."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url == f"{SCHEME}font":
            return URLFetcherResponse(url, _font(), {"Content-Type": "font/woff2"})
        if url.startswith(f"{SCHEME}photo/"):
            photo = _photo(url.removeprefix(f"{SCHEME}photo/"))
            return URLFetcherResponse(url, photo, {"Content-Type": "image/jpeg"})
        raise ValueError(f"A printed page may not load {url}.")


def _font() -> bytes:
    """The typeface as the client build left it, or as it was collected."""
    found = finders.find(FONT) or staticfiles_storage.path(FONT)
    with open(str(found), "rb") as file:  # noqa: PTH123 -- a name the finder gave
        return file.read()


def _photo(sha256: str) -> bytes:
    with evidence_store().open(Blob.objects.get(pk=sha256).display) as file:
        content: bytes = file.read()
    return content


def print_pdf(template: str, page: dict[str, Any], name: str) -> HttpResponse:
    """Render a template to a PDF that opens in the browser under `name`.pdf."""
    response = HttpResponse(_pdf(render_to_string(template, page)), content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    return response


@lru_cache(maxsize=8)
def _pdf(html: str) -> bytes:
    """The PDF of a page. One that says the same is the same: its pictures are named by content."""
    with _ONE_AT_A_TIME:
        pdf: bytes = HTML(string=html, base_url=SCHEME, url_fetcher=OwnFilesOnly()).write_pdf()
    return pdf
