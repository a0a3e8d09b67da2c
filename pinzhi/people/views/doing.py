"""What the views of this room share: who may come in, and how a refused deed is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.models import Staff
from pinzhi.people.rules import may_see_person

P = ParamSpec("P")


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence
    if not allowed:
        raise PermissionDenied


def of_person(
    view: Callable[Concatenate[SignedInRequest, Staff, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view gets the person: 404 outside one's scope, 403 for whoever sees no colleagues."""

    @login_required
    @wraps(view)
    def wrapped(request: Any, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        staff = get_object_or_404(Staff.objects.visible_to(request.user), pk=pk)
        permit(may_see_person(request.user, staff))
        return view(request, staff, *args, **kwargs)

    return wrapped


@contextmanager
def telling(form: forms.BaseForm) -> Iterator[None]:
    """A deed that is refused becomes a problem of the form. Look at `form.is_valid()` after."""
    try:
        yield
    except Refusal as refusal:
        form.add_error(None, str(refusal))
