from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.people import actions, second_factor
from pinzhi.people.devices import give_cookie
from pinzhi.people.forms.people import LanguageForm
from pinzhi.people.models import Posting, StaffSession
from pinzhi.people.refusals import Unfit
from pinzhi.people.sessions import OWN
from pinzhi.people.views.doing import permit


@login_required
@require_GET
def profile(request: SignedInRequest) -> HttpResponse:
    """One's own data, language, sign-in and sessions."""
    user = request.user
    postings = Posting.objects.filter(staff=user).select_related("post", "site", "shift")
    page = {
        "postings": postings.order_by("-starts_on"),
        "sessions": StaffSession.objects.filter(staff=user).alive(),
        "here": request.session.get(OWN, 0),
        "second_factor": second_factor.has_second_factor(user),
        "language": LanguageForm(instance=user),
    }
    return render(request, "people/profile.html", page)


@login_required
def password_change(request: SignedInRequest) -> HttpResponseBase:
    """allauth's page, for whoever has a password to change."""
    permit(request.user.has_usable_password())
    answer: HttpResponseBase = account.password_change(request)
    return answer


@login_required
@require_POST
def language(request: SignedInRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise Unfit
    chosen = form.cleaned_data["language"]
    actions.choose_language(request.user, language=chosen, by=request.user)
    response = redirect("people:profile")
    give_cookie(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@login_required
@require_POST
def session_end(request: SignedInRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(StaffSession.objects.filter(staff=request.user), pk=pk)
    actions.end_session(session, by=request.user)
    tell(request, _("That browser is signed out."))
    return redirect("people:profile")
