"""The worker's page: what to do now, doing it, handing it in."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pinzhi.cases.actions import hand_in_record
from pinzhi.common.flash import tell
from pinzhi.common.refusals import Refusal
from pinzhi.common.requests import SignedInRequest
from pinzhi.field.filling import fill_page
from pinzhi.field.queries import my_day
from pinzhi.field.reading import read_submission
from pinzhi.people.devices import device_of
from pinzhi.plans.actions import start_task
from pinzhi.plans.models import Task
from pinzhi.plans.rules import may_carry_out
from pinzhi.plans.states import OPEN, Status
from pinzhi.records.refusals import BadAnswers
from pinzhi.standards.effective import items_at
from pinzhi.standards.models import Item


@login_required
@require_GET
def today(request: SignedInRequest) -> HttpResponse:
    """My tasks, now and next, and what I have to put right."""
    now = timezone.now()
    return render(request, "field/today.html", {"day": my_day(request.user, now), "now": now})


@login_required
@require_GET
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """One task: before it is begun what it asks, then the form to fill in."""
    found = _task(request, pk)
    if found.status not in OPEN and found.status != Status.MISSED:
        record = found.records.first()
        return render(request, "field/over.html", {"task": found, "record": record})
    if found.status == Status.RUNNING:
        page = fill_page(found, QueryDict(), uid=uuid4())
        return render(request, "field/fill.html", page)
    now = timezone.now()
    page = {"task": found, "now": now, "opens_later": found.opens_at > now, "items": _items(found)}
    return render(request, "field/task.html", page)


@login_required
@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    start_task(_task(request, pk), by=request.user, at=timezone.now())
    return redirect("field:task", pk=pk)


@login_required
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the filled form in; when something is wrong the form comes back as it was filled."""
    found = _task(request, pk)
    try:
        submission = read_submission(request.POST, _items(found))
        record, _created = hand_in_record(
            submission, task=found, by=request.user, device=device_of(request)
        )
    except Refusal as refusal:
        if refusal.status != BadAnswers.status:
            raise
        page = fill_page(found, request.POST, uid=request.POST.get("uid", ""), refusal=refusal)
        return render(request, "field/fill.html", page, status=refusal.status)
    tell(request, _("Handed in: %(title)s") % {"title": record.title})
    return redirect("field:today")


def _task(request: SignedInRequest, pk: int) -> Task:
    tasks = Task.objects.visible_to(request.user).select_related(
        "checklist", "place", "site", "assignee", "plan__requirement__clause"
    )
    found = get_object_or_404(tasks, pk=pk)
    if not may_carry_out(request.user, found):
        raise PermissionDenied
    return found


def _items(task: Task) -> list[Item]:
    return items_at(task.checklist, task.site_id, timezone.now())
