"""Which rows of the demonstration make telling pictures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from pinzhi.cases.models import Case
from pinzhi.people.models import Staff
from pinzhi.plans.actions import start_task
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.models import Finding, Record
from pinzhi.scores.models import MonthScore
from pinzhi.standards.models import Edition


@dataclass(frozen=True)
class Picked:
    office: dict[str, str]
    phone: dict[str, str]


def pick(manager: str, worker: str) -> Picked:
    """Addresses by the name of the picture, at the manager's site."""
    site = Staff.objects.get(number=manager).postings.earliest("pk").site_id
    found = Finding.objects.filter(site=site, answer__evidence__isnull=False)
    finding = found.filter(case__fixes__isnull=False).latest("found_at")
    case = Case.objects.filter(finding=finding).get()
    record = Record.objects.get(pk=finding.record_id)
    score = MonthScore.objects.filter(site=site, score__isnull=False).latest("month")
    edition = Edition.objects.filter(standard__line="property").latest("pk")
    return Picked(
        office={
            "today": reverse("console:today"),
            "cockpit": reverse("console:cockpit"),
            "tasks": reverse("plans:task_list"),
            "calendar": reverse("plans:calendar"),
            "records": reverse("records:record_list"),
            "record": reverse("records:record", args=[record.pk]),
            "findings": reverse("records:finding_list"),
            "finding": reverse("records:finding", args=[finding.pk]),
            "cases": reverse("cases:case_list"),
            "case": reverse("cases:case", args=[case.pk]),
            "standard": reverse("standards:edition", args=[edition.pk]),
            "scores": reverse("scores:score_list"),
            "why": reverse("scores:why", args=[score.pk]),
            "start": reverse("plans:fitting", args=[site, edition.pk]),
            "places": reverse("places:place_list"),
            "equipment": reverse("places:equipment_list"),
            "people": reverse("people:staff_list"),
            "unanswered": reverse("places:unanswered"),
            "organisation": reverse("places:organisation"),
            "import": reverse("imports:import_list"),
        },
        phone={
            "mine": reverse("field:today"),
            "form": reverse("field:task", args=[_running(worker).pk]),
        },
    )


def _running(worker: str) -> Task:
    """A task in hand: one that runs already, else the next that can be begun, is begun."""
    staff, now = Staff.objects.get(number=worker), timezone.now()
    mine = Task.objects.filter(assignee=staff)
    running = mine.filter(status=Status.RUNNING).first()
    if running is None:
        due = mine.filter(status=Status.DUE, lost_at__gt=now)
        running = start_task(due.earliest("opens_at"), by=staff, at=now)
    return running
