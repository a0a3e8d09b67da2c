from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class People(AppConfig):
    name = "pinzhi.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Follow what Django and allauth do to sessions, passwords and second factors."""
        from allauth.account.signals import password_changed
        from allauth.mfa import signals as mfa
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from pinzhi.people import sessions, sign_in

        _listen(user_logged_in, sessions.note_sign_in)
        _listen(user_logged_in, sign_in.check_second_factor)
        _listen(user_logged_out, sessions.note_sign_out)
        _listen(password_changed, sign_in.note_new_password)
        _listen(mfa.authenticator_added, sign_in.note_factor_added)
        _listen(mfa.authenticator_removed, sign_in.note_factor_removed)
        _listen(mfa.authenticator_reset, sign_in.note_factor_renewed)


def _listen(signal: Any, receiver: Any) -> None:
    signal.connect(receiver, dispatch_uid=f"people.{receiver.__name__}")
