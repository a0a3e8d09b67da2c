"""Plans: the list, one plan, and pausing, resuming and ending it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.pages import Choice, Column, Due, Listing, Reference, Sort, Status
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.people.departments import Department
from pinzhi.plans.actions import end_plan, pause_plan, resume_plan
from pinzhi.plans.forms import EndForm
from pinzhi.plans.models import Plan
from pinzhi.plans.queries import counts_of, next_windows, with_next_task
from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.plans.rules import may_plan, may_plan_somewhere, may_see_plans
from pinzhi.plans.showing import PLAN_LOOKS
from pinzhi.plans.states import Status as TaskStatus
from pinzhi.plans.views.doing import at_site, of_plan, permit, site_id, sites_of
from pinzhi.plans.views.filters import Chosen, nothing
from pinzhi.standards.models import Requirement

SHOWN_TARGETS = 60
UNPROCESSABLE = 422


def _in_words(plan: Plan) -> str:
    try:
        return describe(plan.recurrence, get_language() or "zh-hans")
    except RuleError as fault:
        return str(fault)


def _requirements(_user: object, pks: list[int]) -> list[tuple[int, str]]:
    found = Requirement.objects.filter(pk__in=pks)
    return list(found.values_list("pk", "checklist__title"))


PLANS = Listing(
    title=gettext_lazy("Plans"),
    columns=[
        Column("title", gettext_lazy("Plan"), sort="title"),
        Status(
            "status",
            gettext_lazy("Status"),
            value=lambda p: "fault" if p.fault else p.status,
            looks={**PLAN_LOOKS, "fault": "late"},
            word=lambda p: _("Makes no tasks") if p.fault else p.get_status_display(),
        ),
        Column("recurrence", gettext_lazy("How often"), value=_in_words),
        Column("post.name", gettext_lazy("Post")),
        Due("next_closes", gettext_lazy("Next due")),
        Column("site.name", gettext_lazy("Site")),
    ],
    sorts={"title": Sort("title", gettext_lazy("Plan"))},
    default="title",
    filters=[
        Choice("status", gettext_lazy("Status"), Plan.Status.choices),
        Choice(
            "department", gettext_lazy("Department"), Department.choices, path="post__department"
        ),
        Reference("site", gettext_lazy("Site"), sites_of, path="site_id"),
        Chosen(
            "requirement",
            gettext_lazy("Requirement"),
            nothing,
            path="requirement_id",
            name_of=_requirements,
        ),
    ],
    search=("title", "post__name"),
    href=lambda plan: reverse("plans:plan", args=[plan.pk]),
    empty=gettext_lazy("Plans stand here once a site starts using a standard."),
    file_name="plans",
    template="plans/plan_list.html",
)


@login_required
@require_GET
def plan_list(request: SignedInRequest) -> HttpResponseBase:
    permit(may_see_plans(request.user))
    rows = at_site(request, Plan.objects.visible_to(request.user)).select_related("post", "site")
    plans = with_next_task(rows, timezone.now())
    return PLANS.respond(
        request, plans, may_plan=may_plan_somewhere(request.user), chosen_site=site_id(request)
    )


@of_plan
@require_GET
def plan(request: SignedInRequest, plan: Plan) -> HttpResponse:
    return _page(request, plan)


def _page(
    request: SignedInRequest, plan: Plan, *, status: int = 200, end: EndForm | None = None
) -> HttpResponse:
    now = timezone.now()
    counts = counts_of(plan, now)
    due = sum(n for s, n in counts.items() if s != TaskStatus.CANCELLED)
    targets = plan.targets.all()[: SHOWN_TARGETS + 1]
    page = {
        "plan": plan,
        "look": PLAN_LOOKS[plan.status],
        "may_plan": may_plan(request.user, plan.site),
        "counts": counts,
        "due": due,
        "on_time": counts.get(TaskStatus.DONE, 0) / due if due else None,
        "windows": next_windows(plan, now),
        "targets": list(targets)[:SHOWN_TARGETS],
        "more_targets": len(targets) > SHOWN_TARGETS,
        "end": end or EndForm(initial={"on": f"{timezone.localdate()}"}),
        "statuses": TaskStatus,
    }
    return render(request, "plans/plan.html", page, status=status)


@of_plan
@require_POST
def pause(request: SignedInRequest, plan: Plan) -> HttpResponse:
    permit(may_plan(request.user, plan.site))
    pause_plan(plan, by=request.user)
    back = reverse("plans:plan_resume", args=[plan.pk])
    tell(request, _("Paused: it makes no more tasks until it is resumed."), undo=back)
    return redirect("plans:plan", plan.pk)


@of_plan
@require_POST
def resume(request: SignedInRequest, plan: Plan) -> HttpResponse:
    permit(may_plan(request.user, plan.site))
    resume_plan(plan, by=request.user)
    tell(request, _("Running again."))
    return redirect("plans:plan", plan.pk)


@of_plan
@require_POST
def end(request: SignedInRequest, plan: Plan) -> HttpResponse:
    permit(may_plan(request.user, plan.site))
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_plan(plan, on=form.cleaned_data["on"], by=request.user)
        except Refusal as refusal:
            form.add_error("on", str(refusal))
        else:
            tell(request, _("The plan ends with that day."))
            return redirect("plans:plan", plan.pk)
    return _page(request, plan, status=UNPROCESSABLE, end=form)
