from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.actions import end_posting
from pinzhi.people.forms.people import EndForm
from pinzhi.people.models import Posting
from pinzhi.people.refusals import Unfit
from pinzhi.people.rules import may_edit_people
from pinzhi.people.views.doing import permit


@login_required
@require_POST
def posting_end(request: SignedInRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
    permit(may_edit_people(request.user, posting.site_id))
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Unfit(_("Choose the last day."))
    end_posting(posting, on=form.cleaned_data["on"], by=request.user)
    tell(request, _("The posting has an end."))
    return redirect("people:staff", posting.staff_id)
