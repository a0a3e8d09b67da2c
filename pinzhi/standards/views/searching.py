from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.rules import may_read
from pinzhi.standards.searching import search_standards
from pinzhi.standards.views.doing import permit

LONGEST = 60


@login_required
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Every standard in force that one may read, searched by words."""
    permit(may_read(request.user))
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    page = {"words": words, "found": search_standards(request.user, words)}
    return render(request, "standards/search.html", page)
