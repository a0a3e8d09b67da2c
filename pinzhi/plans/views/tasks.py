"""Tasks: the list, one task, and what may be done to it from the office."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_POST

from pinzhi.common import text
from pinzhi.common.flash import tell
from pinzhi.common.pages import Cases, Choice, Column, Due, Listing, Reference, Sort, Status, Time
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.common.states import MoveRefused
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.people.queries import people_on
from pinzhi.plans import states
from pinzhi.plans.actions import assign_task, cancel_task, release_task, restore_task
from pinzhi.plans.actions.handing import is_absent
from pinzhi.plans.forms import AssignForm, CancelForm
from pinzhi.plans.models import Task
from pinzhi.plans.queries import colleagues
from pinzhi.plans.queries.searching import tasks_named
from pinzhi.plans.rules import may_assign, may_carry_out, may_do, may_see_tasks
from pinzhi.plans.showing import LOOKS, NOBODY, shown_status, word_of
from pinzhi.plans.views.doing import at_site, of_task, permit, sites_of
from pinzhi.plans.views.filters import (
    CASES,
    Chosen,
    DueDays,
    Person,
    Spot,
    Within,
    nothing,
    people,
    place_names,
    plan_names,
)
from pinzhi.standards.effective import items_at

UNPROCESSABLE = 422


TASKS = Listing(
    title=gettext_lazy("Tasks"),
    columns=[
        Column("title", gettext_lazy("Task")),
        Status("status", gettext_lazy("Status"), value=shown_status, looks=LOOKS, word=word_of),
        Due(
            "closes_at",
            gettext_lazy("Due by"),
            sort="due",
            over=lambda t: t.status not in states.OPEN,
        ),
        Time("opens_at", gettext_lazy("Window"), end=lambda t: t.closes_at),
        Column("assignee", gettext_lazy("Who"), value=lambda t: t.assignee or NOBODY),
        Column("post.name", gettext_lazy("Post")),
        Column(
            "department", gettext_lazy("Department"), value=lambda t: t.get_department_display()
        ),
        Column("site.name", gettext_lazy("Site")),
    ],
    sorts={"due": Sort("closes_at", gettext_lazy("Due by"))},
    default="due",
    filters=[
        Cases("case", gettext_lazy("Look at"), CASES),
        Choice("status", gettext_lazy("Status"), states.Status.choices),
        DueDays("due", gettext_lazy("Due by"), "closes_at"),
        Choice("department", gettext_lazy("Department"), Department.choices),
        Person("assignee", gettext_lazy("Who"), people, path="assignee_id"),
        Reference("site", gettext_lazy("Site"), sites_of, path="site_id"),
        Chosen("plan", gettext_lazy("Plan"), nothing, path="plan_id", name_of=plan_names),
        Within("place", gettext_lazy("Place"), nothing, path="place_id", name_of=place_names),
        Spot("at", gettext_lazy("At just"), nothing, path="place_id", name_of=place_names),
    ],
    search=text.via(tasks_named),
    href=lambda task: reverse("plans:task", args=[task.pk]),
    empty=gettext_lazy("Tasks appear here once a site starts using a standard."),
    file_name="tasks",
    live="task",
    template="plans/task_list.html",
)


@login_required
@require_GET
def task_list(request: SignedInRequest) -> HttpResponseBase:
    """The bare address means today; any other choice stands in the address."""
    permit(may_see_tasks(request.user))
    tabs = _tabs()
    if not request.GET:
        return redirect(f"{request.path}{tabs[0]['href']}")
    rows = at_site(request, Task.objects.visible_to(request.user))
    rows = rows.select_related("assignee", "post", "site")
    here = f"?{request.GET.urlencode()}"
    current = next((tab["key"] for tab in tabs if tab["href"] == here), "")
    return TASKS.respond(request, rows, tabs=tabs, current=current)


def _tabs() -> list[dict[str, str]]:
    today = timezone.localdate()
    week = {"due_from": f"{today - timedelta(days=6)}", "due_to": f"{today}"}
    tabs = [
        ("today", pgettext("tasks", "Today"), {"due_from": f"{today}", "due_to": f"{today}"}),
        ("now", pgettext("tasks", "Open now"), {"case": "now"}),
        ("late", pgettext("tasks", "Overdue"), {"case": "late"}),
        ("nobody", _("Nobody's"), {"case": "nobody"}),
        ("missed", _("Missed in 7 days"), {"case": "missed", **week}),
        ("all", pgettext("tasks", "All"), {"sort": "-due"}),
    ]
    return [{"key": k, "name": n, "href": f"?{urlencode(q)}", "count": ""} for k, n, q in tabs]


@of_task
@require_GET
def task(request: SignedInRequest, task: Task) -> HttpResponse:
    return _page(request, task)


def _page(request: SignedInRequest, task: Task, *, status: int = 200, **forms: Any) -> HttpResponse:
    gives = may_assign(request.user, task)
    is_open = task.status in states.OPEN
    page = {
        "task": task,
        "overdue": is_open and task.closes_at <= timezone.now(),
        "items": items_at(task.checklist, task.site_id, timezone.now()),
        # Records belong to a room above; here one is only linked to.
        "record": task.records.first(),
        "may_carry_out": is_open and may_carry_out(request.user, task),
        "may_assign": gives and is_open,
        "may_offer": is_open and task.assignee_id == request.user.pk,
        "may_take_over": is_open and _may_take_over(request.user, task),
        "may_cancel": gives and task.status == states.Status.DUE,
        "may_restore": gives and task.status == states.Status.CANCELLED,
        **forms,
    }
    if page["may_assign"]:
        on = people_on(task.site_id, task.post_id, task.opens_at, task.closes_at)
        page.setdefault("assign", AssignForm(on=on, others=colleagues(task.site)))
        page.setdefault("cancel", CancelForm())
    return render(request, "plans/task.html", page, status=status)


def _may_take_over(user: Staff, task: Task) -> bool:
    others = task.assignee_id not in {None, user.pk}
    return others and may_do(user, task) and is_absent(task)


@of_task
@require_POST
def assign(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(may_assign(request.user, task))
    form = AssignForm(request.POST, on=[], others=colleagues(task.site))
    if not form.is_valid():
        on = people_on(task.site_id, task.post_id, task.opens_at, task.closes_at)
        again = AssignForm(request.POST, on=on, others=colleagues(task.site))
        return _page(request, task, status=UNPROCESSABLE, assign=again)
    to: Staff = form.cleaned_data["to"]
    before = task.assignee_id or 0
    assign_task(task, to=to, by=request.user)
    back = f"{reverse('plans:give_back', args=[task.pk])}?from={to.pk}&to={before}"
    tell(request, _("Given to %(name)s.") % {"name": to.name}, undo=back)
    return redirect("plans:task", task.pk)


@of_task
@require_POST
def give_back(request: SignedInRequest, task: Task) -> HttpResponse:
    """Undo: from the person it was given to (`from`) to the one before, 0 for nobody."""
    permit(may_assign(request.user, task))
    now, to = request.GET.get("from", ""), request.GET.get("to", "")
    if not (now.isdecimal() and to.isdecimal()):
        raise BadRequest("from, to")
    if str(task.assignee_id) != now:
        raise MoveRefused
    if to == "0":
        release_task(task, by=request.user)
    else:
        before = colleagues(task.site).filter(pk=int(to)).first()
        if before is None:
            raise BadRequest("to")
        assign_task(task, to=before, by=request.user)
    tell(request, _("Taken back."))
    return redirect("plans:task", task.pk)


@of_task
@require_POST
def cancel(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(may_assign(request.user, task))
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            cancel_task(task, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            tell(request, _("Cancelled."), undo=reverse("plans:restore", args=[task.pk]))
            return redirect("plans:task", task.pk)
    return _page(request, task, status=UNPROCESSABLE, cancel=form)


@of_task
@require_POST
def restore(request: SignedInRequest, task: Task) -> HttpResponse:
    permit(may_assign(request.user, task))
    restore_task(task, by=request.user)
    tell(request, _("Back on the list."))
    return redirect("plans:task", task.pk)
