"""What the views of this room share: one page for every form, and the site one looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Site

SITE_KEY = "site"  # where the shell keeps the site chosen in the top bar
UNPROCESSABLE = 422


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise PermissionDenied


def at_site(request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Only the rows of the site chosen in the top bar; all of one's sites while none is."""
    chosen = request.session.get(SITE_KEY)
    return rows.filter(site_id=chosen) if chosen in request.user.scope.sites else rows


def chosen_site(request: SignedInRequest) -> Site | None:
    """The site chosen in the top bar, or the only one there is."""
    sites = request.user.scope.sites
    chosen = request.session.get(SITE_KEY)
    pk = chosen if chosen in sites else next(iter(sites)) if len(sites) == 1 else None
    return None if pk is None else Site.objects.get(pk=pk)


def site_of(request: SignedInRequest, pk: int) -> Site:
    """The site, 404 outside one's scope."""
    return get_object_or_404(Site.objects.visible_to(request.user), pk=pk)


@dataclass(frozen=True)
class FormPage:
    """A page that is one form: its heading, what its button says, and the way back."""

    title: object
    submit: object
    back: str
    lead: object = ""

    def answer(
        self,
        request: SignedInRequest,
        form: forms.Form,
        deed: Callable[[dict[str, Any]], str],
        said: object,
    ) -> HttpResponse:
        """Show the form; on POST do the deed and go where it says. Faults stay on the form."""
        if request.method != "POST":
            return self._page(request, form, 200)
        if not form.is_valid():
            return self._page(request, form, UNPROCESSABLE)
        try:
            goal = deed(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, refusal.status)
        tell(request, said)
        return redirect(goal)

    def _page(self, request: SignedInRequest, form: forms.Form, status: int) -> HttpResponse:
        return render(request, "places/form.html", {"page": self, "form": form}, status=status)
