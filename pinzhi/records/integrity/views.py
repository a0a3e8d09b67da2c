"""Signs: the list, one explained, the answer of whoever was drawn, and the detectors."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.views.doing import UNPROCESSABLE, at_site, permit
from pinzhi.records.integrity.actions import answer_flag
from pinzhi.records.integrity.listing import flag_listing
from pinzhi.records.integrity.models import Flag
from pinzhi.records.integrity.rules import may_answer, may_see_flags
from pinzhi.records.integrity.showing import known_detectors, show_flag
from pinzhi.records.integrity.states import Answer


class AnswerForm(forms.Form):
    """What looking at it showed."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[(one.value, one.label) for one in Answer if one != Answer.WAITING],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("What you saw"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


@login_required
@require_GET
def flag_list(request: SignedInRequest) -> HttpResponseBase:
    permit(may_see_flags(request.user))
    rows = Flag.objects.visible_to(request.user).select_related("site", "person", "checker")
    here = rows if request.GET.get("site") else at_site(request, rows)
    return flag_listing(request.user).respond(request, here)


@login_required
@require_GET
def flag(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sign with the data it rests on."""
    return _page(request, _flag(request, pk))


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what looking at it showed."""
    found = _flag(request, pk)
    permit(found.checker_id == request.user.pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, UNPROCESSABLE)
    told = form.cleaned_data
    try:
        answer_flag(found, Answer(told["answer"]), note=told["note"], by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _flag(request, pk), form, refusal.status)
    tell(request, _("Noted. The detector's precision follows from it."))
    return redirect("records:flag", pk)


@login_required
@require_GET
def detector_list(request: SignedInRequest) -> HttpResponse:
    """What each detector looks at, and how often it was right."""
    permit(may_see_flags(request.user))
    return render(request, "records/detectors.html", {"detectors": known_detectors()})


def _flag(request: SignedInRequest, pk: int) -> Flag:
    rows = Flag.objects.visible_to(request.user).select_related(
        "site", "person", "checker", "record", "task"
    )
    return get_object_or_404(rows, pk=pk)


def _page(
    request: SignedInRequest, found: Flag, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    page = {
        "shown": show_flag(found, request.user),
        "flag": found,
        "form": (form or AnswerForm()) if may_answer(request.user, found) else None,
    }
    return render(request, "records/flag.html", page, status=status)
