from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pinzhi.people import second_factor
from pinzhi.people.models import StaffSession
from pinzhi.people.sessions import OWN


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """One's own data, language, sign-in and sessions."""
    user: Any = request.user
    page = {
        "sessions": StaffSession.objects.filter(staff=user).alive(),
        "here": request.session.get(OWN, 0),
        "second_factor": second_factor.has_second_factor(user),
    }
    return render(request, "people/profile.html", page)
