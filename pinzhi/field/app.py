"""The phone app as files: its shell, what makes it installable, what keeps it without network."""

import hashlib
import hmac
import json
from base64 import b64encode
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pinzhi.field.sync.answering import answered, now_and_epoch, reply, who


@require_GET
def shell(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the shape of a view
    """The page that the phone keeps: the same for everybody, nothing of anybody in it."""
    response = HttpResponse(_shell())
    response["Cache-Control"] = "no-cache"
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the shape of a view
    """The service worker, told which version of which files it has to keep."""
    told = json.loads(_built("app-files.json"))
    files = sorted(_address(name) for name in told["files"])
    version = hashlib.sha256(f"{told['version']}{files}{_shell()}".encode()).hexdigest()[:16]
    page = reverse("app:shell")
    given = json.dumps({"version": version, "page": page, "files": files})
    response = HttpResponse(f"self.shell = {given};\n{_built('sw.js')}", "text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the shape of a view
    page = reverse("app:shell")
    told = {
        "id": page,
        "name": "品质 Pinzhi",
        "short_name": "品质",
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "lang": "zh-Hans",
        "background_color": "#ffffff",
        "theme_color": "#1d5bb8",
        "icons": [_icon(192), _icon(512)],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(size: int) -> dict[str, str]:
    """The mark on its ground, with room around it for whatever shape the system cuts."""
    side = f"{size}x{size}"
    address = static(f"app-{size}.png")
    return {"src": address, "sizes": side, "type": "image/png", "purpose": "any maskable"}


@answered
@require_POST
def key(request: HttpRequest) -> HttpResponse:
    """The key under which this person's things lie on phones, in base64; the same at each sign-in.

    So a phone may drop it after 72 hours, or at a change of users, and what waited there unsent
    opens again when its owner has signed in; or, for who has left, to be handed over.
    """
    staff = who(request, leavers=True).staff
    told = f"pinzhi.field.app.key:{staff.pk}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    now, epoch = now_and_epoch()
    return reply(request, {"key": b64encode(made).decode()}, now=now, epoch=epoch)


def _address(name: str) -> str:
    """Where the browser fetches it: scripts name the chunks they load as the build named them."""
    return f"{settings.STATIC_URL}{name}" if name.startswith("chunks/") else static(name)


def _shell() -> str:
    return render_to_string("field/app.html")


def _built(name: str) -> str:
    """A file of the built client."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
