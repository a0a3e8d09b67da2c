"""Two editions of one standard, side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.comparisons import compare_editions
from pinzhi.standards.models import Edition
from pinzhi.standards.rules import may_open
from pinzhi.standards.views.doing import of_edition, permit


@of_edition
@require_GET
def compare(request: SignedInRequest, edition: Edition, other: int) -> HttpResponse:
    """What changes from the edition `other` to this one; `?all=1` shows what is kept, too."""
    editions = edition.standard.editions.select_related("standard__owner")
    old = get_object_or_404(editions, pk=other)
    permit(may_open(request.user, old))
    page = {
        "edition": edition,
        "old": old,
        "comparison": compare_editions(old, edition),
        "everything": request.GET.get("all") == "1",
    }
    return render(request, "standards/edition_compare.html", page)
