"""The site a person looks at: chosen in the top bar, kept in the session, always within scope."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)

KEY = "site"


def current_site(request: HttpRequest) -> int | None:
    """The chosen site's id; the only one, when there is one; None for all sites together."""
    user: Any = request.user
    sites = user.scope.sites
    chosen: int | None = request.session.get(KEY)
    if chosen in sites:
        return chosen
    return next(iter(sites)) if len(sites) == 1 else None


def choose_site(request: HttpRequest, site: int | None) -> None:
    """Look at one site from now on, or (None) at all of them."""
    request.session[KEY] = site


def at_site(request: HttpRequest, rows: QuerySet[Row], path: str = "site_id") -> QuerySet[Row]:
    """Only the rows of the chosen site; all of them while none is chosen."""
    site = current_site(request)
    return rows if site is None else rows.filter(**{path: site})
