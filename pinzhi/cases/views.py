"""Cases: the list, one case with its next step, and the deeds on it."""

from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.cases import actions, rules
from pinzhi.cases.forms import AssignForm, DecisionForm, ExtensionForm, FixForm, RecheckForm
from pinzhi.cases.listing import by_deadline, case_listing, overdue_now, tabs
from pinzhi.cases.looks import CASES
from pinzhi.cases.models import Case, CaseQuerySet, Extension
from pinzhi.cases.queries import before, candidates, tell_story
from pinzhi.cases.states import TO_BE_FIXED
from pinzhi.cases.steps import steps_of
from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.models import Staff
from pinzhi.places.models import Role
from pinzhi.places.views.doing import at_site, permit

UNPROCESSABLE = 422
HANDS = {Role.WORKER, Role.CONTRACTOR_WORKER}  # whose page is the phone's


@login_required
@require_GET
def case_list(request: SignedInRequest) -> HttpResponseBase:
    permit(rules.may_see_cases(request.user))
    seen = Case.objects.visible_to(request.user)
    here: CaseQuerySet = seen
    if not request.GET.get("site"):
        here = cast("CaseQuerySet", at_site(request, seen))
    rows = by_deadline(here).select_related("site", "owner")
    page = {"tabs": tabs(here, request.user, timezone.now()), "tab": request.GET.get("show", "")}
    return case_listing(request.user).respond(request, rows, **page)


@login_required
@require_GET
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _case(request, pk))


@login_required
@require_POST
def fix(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report the case as put right."""
    found = _case(request, pk)
    permit(rules.may_fix(request.user, found))
    form = FixForm(request.POST)
    if not form.is_valid():
        return _page(request, found, fix=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        actions.fix_case(
            found,
            uid=told["uid"],
            text=told["text"],
            photos=told["photos"],
            at=told["captured_at"],
            by=request.user,
        )
    except Refusal as refusal:
        return _refused(request, pk, refusal, fix=form)
    tell(request, _("Reported. Somebody else will look at it now."))
    return redirect("cases:case", pk)


@login_required
@require_POST
def recheck(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how the fix looks."""
    found = _case(request, pk)
    permit(rules.may_recheck(request.user, found))
    form = RecheckForm(request.POST)
    if not form.is_valid():
        return _page(request, found, recheck=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        done = actions.recheck_case(
            found,
            told["outcome"],
            uid=told["uid"],
            text=told["text"],
            photos=told["photos"],
            at=told["captured_at"],
            by=request.user,
        )
    except Refusal as refusal:
        return _refused(request, pk, refusal, recheck=form)
    tell(request, _("Rechecked: %(status)s") % {"status": done.get_status_display()})
    return redirect("cases:case", pk)


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the case to somebody of the site; those on duty stand first."""
    found = _case(request, pk)
    permit(rules.may_assign(request.user, found))
    if request.method == "GET" and found.status not in TO_BE_FIXED:
        return redirect("cases:case", pk)  # it has moved on since the button was shown
    people = candidates(found, timezone.now())
    form = AssignForm(request.POST or None, people)
    status = 200 if request.method == "GET" else UNPROCESSABLE
    if request.method == "POST" and form.is_valid():
        try:
            to = Staff.objects.get(pk=form.cleaned_data["to"])
            actions.assign_case(found, to=to, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            tell(request, _("Given to %(name)s.") % {"name": to.name})
            return redirect("cases:case", pk)
    page = {"case": found, "form": form, "look": CASES[found.status], "base": _base(request)}
    return render(request, "cases/assign.html", page, status=status)


@login_required
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a later deadline."""
    found = _case(request, pk)
    permit(rules.may_extend(request.user, found))
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, extension=form, status=UNPROCESSABLE)
    try:
        actions.ask_extension(found, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, pk, refusal, extension=form)
    tell(request, _("Asked for. Until it is approved the old deadline holds."))
    return redirect("cases:case", pk)


@login_required
@require_POST
def decide(request: SignedInRequest, pk: int, extension: int) -> HttpResponse:
    """Answer a request for a later deadline."""
    found = _case(request, pk)
    permit(rules.may_decide_extension(request.user, found))
    asked = get_object_or_404(Extension, pk=extension, case=found)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, decision=form, status=UNPROCESSABLE)
    approve = form.cleaned_data["decision"] == "approve"
    try:
        actions.decide_extension(
            asked, approve=approve, by=request.user, reason=form.cleaned_data["reason"]
        )
    except Refusal as refusal:
        return _refused(request, pk, refusal, decision=form)
    tell(request, _("Extension approved.") if approve else _("Extension refused."))
    return redirect("cases:case", pk)


def _case(request: SignedInRequest, pk: int) -> Case:
    rows = Case.objects.visible_to(request.user).select_related(
        "site",
        "place",
        "equipment",
        "owner",
        "finding__clause__edition__standard",
        "finding__item",
        "finding__answer",
        "finding__found_by",
    )
    return get_object_or_404(rows, pk=pk)


def _refused(
    request: SignedInRequest, pk: int, refusal: Refusal, **given: forms.Form
) -> HttpResponse:
    """The page as it is now, with what was typed still in its form."""
    for form in given.values():
        form.add_error(None, str(refusal))
    return _page(request, _case(request, pk), status=refusal.status, **given)


def _page(
    request: SignedInRequest, found: Case, *, status: int = 200, **given: forms.Form
) -> HttpResponse:
    story = tell_story(found)
    steps = steps_of(request.user, found, story)
    blank = {
        "fix": FixForm,
        "recheck": RecheckForm,
        "extension": ExtensionForm,
        "decision": DecisionForm,
    }
    page: dict[str, Any] = {
        "case": found,
        "look": CASES[found.status],
        "late": overdue_now(found, timezone.now()),
        "story": story,
        "before": before(found),
        "steps": steps,
        "lost": steps.homeless(given),
        "opens_finding": _opens_finding(request.user, found),
        "base": _base(request),
        **{name: given.get(name) or form() for name, form in blank.items()},
    }
    return render(request, "cases/case.html", page, status=status)


def _opens_finding(user: Staff, found: Case) -> bool:
    """A contractor's worker sees what he has to put right here, but no page of others' records."""
    finding = found.finding
    if finding is None or user.scope.roles_at(found.site_id) - {Role.CONTRACTOR_WORKER}:
        return finding is not None
    return finding.found_by_id == user.pk


def _base(request: SignedInRequest) -> str:
    """The phone's frame for those who only carry work out, the office's for everybody else."""
    return "console/phone.html" if request.user.scope.roles <= HANDS else "console/base.html"
