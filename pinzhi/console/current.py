"""The site a person looks at: chosen in the top bar, kept in the session, always within scope."""

from typing import Any

from django.http import HttpRequest

KEY = "site"


def current_site(request: HttpRequest) -> int | None:
    """The chosen site's id; the only one, when there is one; None for all sites together."""
    user: Any = request.user
    sites = user.scope.sites
    chosen = request.session.get(KEY)
    if chosen in sites:
        return int(chosen)
    return next(iter(sites)) if len(sites) == 1 else None


def choose_site(request: HttpRequest, site: int | None) -> None:
    """Look at one site from now on, or (None) at all of them."""
    request.session[KEY] = site
