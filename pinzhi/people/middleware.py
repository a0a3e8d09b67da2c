"""What a signed-in person has to do before anything else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from pinzhi.people import second_factor, sessions
from pinzhi.people.models import Staff

ALWAYS = frozenset({"account_logout", "set_language"})
FOR_PASSWORD = ALWAYS | {"account_change_password"}
FOR_SECOND_FACTOR = FOR_PASSWORD | {
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}


class DutiesFirst:
    """Lead to the password or the second factor until they are in order.

    Costs nothing on most requests: the second factor is looked at once a minute and session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match, user = request.resolver_match, request.user
        view = match.view_name if match else ""
        if not isinstance(user, Staff):
            return None
        if user.must_change_password:
            allowed = view in FOR_PASSWORD
            return None if allowed else _lead(request, "account_change_password")
        if second_factor.was_checked(request):
            return None
        if second_factor.is_missing(user):
            allowed = view in FOR_SECOND_FACTOR
            return None if allowed else _lead(request, "mfa_activate_totp")
        second_factor.note_checked(request)
        sessions.note_seen(request)
        return None


def _lead(request: HttpRequest, view: str) -> HttpResponse:
    """Send people there; machines get a code they can branch on."""
    machine = request.path.startswith("/api/") or not request.accepts("text/html")
    if machine:
        code = "password_first" if view == "account_change_password" else "second_factor_first"
        detail = _("Sign in on a page first: there is something to set up.")
        return JsonResponse({"code": code, "detail": detail}, status=403)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse(view)
        return response
    return redirect(view)
