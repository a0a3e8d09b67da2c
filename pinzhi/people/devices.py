"""The device cookie: which browser this is, long after its session has ended."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pinzhi.people.models import KnownDevice, Staff
from pinzhi.people.throttle import digest

COOKIE = "pinzhi_device"
SALT = "pinzhi.people.devices"
LASTS = timedelta(days=400)
AT_MOST = 20  # known devices of one person; the ones not seen for longest are forgotten


def device_of(request: HttpRequest) -> str:
    """The key of the browser, "" when it has no (or no genuine) cookie."""
    value = request.COOKIES.get(COOKIE, "")
    try:
        return digest("device", signing.loads(value, salt=SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError, AttributeError):
        return ""


def knows(number: str, device: str) -> bool:
    """Whether the account has been signed in to from this device before."""
    if not device:
        return False
    return KnownDevice.objects.filter(key=device, staff__number__iexact=number).exists()


def remember_device(
    request: HttpRequest, response: HttpResponseBase, staff: Staff, *, at: datetime
) -> None:
    """Know this browser from now on; it gets its cookie if it has none."""
    device = device_of(request)
    if not device:
        token = secrets.token_urlsafe(24)
        device = digest("device", token)
        give_cookie(response, COOKIE, signing.dumps(token, salt=SALT))
    KnownDevice.objects.update_or_create(
        staff=staff,
        key=device,
        defaults={"last_seen_at": at},
        create_defaults={"first_seen_at": at, "last_seen_at": at},
    )
    kept = KnownDevice.objects.filter(staff=staff).order_by("-last_seen_at", "-pk")[:AT_MOST]
    KnownDevice.objects.filter(staff=staff).exclude(pk__in=kept.values("pk")).delete()


def give_cookie(response: HttpResponseBase, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=LASTS,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
