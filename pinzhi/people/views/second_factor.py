from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.requests import SignedInRequest
from pinzhi.people.actions import require_second_factor
from pinzhi.people.models import SecondFactorRule
from pinzhi.people.refusals import Unfit
from pinzhi.people.roles import Role
from pinzhi.people.rules import may_set_second_factor_rules
from pinzhi.people.views.doing import permit


@login_required
@require_GET
def rule_list(request: SignedInRequest) -> HttpResponse:
    """Which roles sign in with a second factor."""
    permit(may_set_second_factor_rules(request.user))
    set_rules = dict(SecondFactorRule.objects.values_list("role", "required"))
    rules = [(role, role.label, set_rules.get(role, False)) for role in Role]
    return render(request, "people/second_factor_rules.html", {"rules": rules})


@login_required
@require_POST
def rule_set(request: SignedInRequest) -> HttpResponse:
    permit(may_set_second_factor_rules(request.user))
    required = request.POST.get("required", "")
    if required not in {"0", "1"}:
        raise Unfit
    role = request.POST.get("role", "")
    require_second_factor(role, required=required == "1", by=request.user)
    return redirect("people:second_factor_rules")
