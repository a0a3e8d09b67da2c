from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Edition
from pinzhi.standards.rules import may_open

P = ParamSpec("P")
SITE_KEY = "site"  # where the shell keeps the site chosen in the top bar


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise PermissionDenied


def site_here(request: SignedInRequest) -> int | None:
    """The site chosen in the top bar, or the only one there is."""
    sites = request.user.scope.sites
    chosen: int | None = request.session.get(SITE_KEY)
    if chosen in sites:
        return chosen
    return next(iter(sites)) if len(sites) == 1 else None


def of_edition(
    view: Callable[Concatenate[SignedInRequest, Edition, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the edition: 404 outside one's scope, 403 for what one may not read."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        editions = Edition.objects.visible_to(request.user)
        edition = get_object_or_404(editions.select_related("standard__owner"), pk=pk)
        permit(may_open(request.user, edition))
        return view(request, edition, *args, **kwargs)

    return wrapped
