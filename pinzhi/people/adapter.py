"""How allauth works here: by staff number, without signing up, throttled our way."""

import base64
import hashlib
import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from pinzhi.people import second_factor, throttle
from pinzhi.people.devices import device_of, give_cookie, knows, remember_device
from pinzhi.people.models import Staff
from pinzhi.trail import actions as trail
from pinzhi.trail.middleware import origin_of

logger = logging.getLogger(__name__)
SECRET_SALT = b"pinzhi.people.second_factor"


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The staff number or the password is not right."),
        "too_many_login_attempts": _(
            "Too many wrong attempts. Wait a quarter of an hour, or sign in on the device you"
            " usually use. Your manager can give you a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Each code works once, for half a minute."),
        "rate_limited": _("Too many attempts. Wait five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The trail's idea of it, which knows our proxies; a local socket has none."""
        return origin_of(request).ip or "local"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        """The person, if number and password are right and they work here.

        Whoever has left, and whoever never was, is answered alike (T20).
        """
        number, now = credentials["username"], timezone.now()
        device = device_of(request)
        steps = throttle.counts_of(
            number, self.get_client_ip(request), device, known=knows(number, device)
        )
        try:
            spent = throttle.spend(steps, at=now)
        except throttle.TooManyTries:
            logger.warning("sign_in.throttled")  # neither number nor address: logs leave the house
            raise self.validation_error("too_many_login_attempts") from None
        user = authenticate(request, **credentials)
        if not isinstance(user, Staff) or not user.is_active:
            logger.info("sign_in.refused")
            return None
        throttle.give_back(spent, at=now)
        return user

    def post_login(self, request: HttpRequest, user: Staff, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user, at=timezone.now())
        give_cookie(response, settings.LANGUAGE_COOKIE_NAME, user.language)
        trail.record("staff.signed_in", user, by=user)
        return response

    def set_password(self, user: Staff, password: str) -> None:
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        return reverse("people:profile")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """TOTP secrets are kept encrypted under the instance's secret key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Staff) -> str:
        return user.number

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A second factor that one's role requires cannot be put down again."""
        return not second_factor.is_required(authenticator.user)


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(secret: str | bytes) -> bytes:
    digest = hashlib.blake2b(force_bytes(secret), digest_size=32, key=SECRET_SALT).digest()
    return base64.urlsafe_b64encode(digest)
