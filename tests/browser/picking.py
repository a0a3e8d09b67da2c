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
from pinzhi.standards.models import Document, Edition
from pinzhi.studio.actions.reading import read_document, upload_document


@dataclass(frozen=True)
class Picked:
    office: dict[str, str]
    quality: dict[str, str]
    phone: dict[str, str]


def pick(manager: str, worker: str) -> Picked:
    """Addresses by the name of the picture, at the manager's site."""
    site = Staff.objects.get(number=manager).postings.earliest("pk").site_id
    found = Finding.objects.filter(site=site, answer__evidence__isnull=False)
    finding = found.filter(case__fixes__isnull=False).latest("found_at")
    case = Case.objects.filter(finding=finding).get()
    record = Record.objects.get(pk=finding.record_id)
    score = MonthScore.objects.filter(site=site, score__isnull=False).latest("month")
    edition = Edition.objects.filter(
        standard__line="property", status=Edition.Status.PUBLISHED
    ).latest("pk")
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
        quality={
            "studio": reverse("studio:document", args=[_document().pk]),
            "impact": reverse("impact:impact", args=[edition.pk]),
            "packs": reverse("standards:pack_list"),
        },
        phone={
            "mine": reverse("field:today"),
            "form": reverse("field:task", args=[_running(worker).pk]),
        },
    )


REGULATION = """# 绿化养护管理规定
第一条 绿化工每天上午巡视绿地一遍，清除枯枝落叶，发现倒伏的苗木应于24小时内扶正。
第二条 绿化工每月修剪草坪两次，留茬高度4-6cm；绿化领班每半月防治病虫害一次，填写《绿化养护记录表》。
第三条 环境主管每周检查一次绿化养护质量。
第四条 业主投诉绿化问题，30分钟内到场查看，3个工作日内处理完毕。
第五条 未按频次作业的，每发现一次扣罚责任人50元。
"""


def _document() -> Document:
    """A regulation in the studio, brought in and read the first time."""
    known = Document.objects.filter(status=Document.Status.READY).first()
    if known is None:
        officer = Staff.objects.get(number="demo-quality")
        told = {"title": "绿化养护管理规定", "code": "BZ-GREEN", "line": "property", "number": "1"}
        document = upload_document(REGULATION.encode(), name="绿化.md", by=officer, **told)
        known = read_document(document)
    return known


def _running(worker: str) -> Task:
    """A task in hand: one that runs already, else the next that can be begun, is begun."""
    staff, now = Staff.objects.get(number=worker), timezone.now()
    mine = Task.objects.filter(assignee=staff)
    running = mine.filter(status=Status.RUNNING).first()
    if running is None:
        due = mine.filter(status=Status.DUE, lost_at__gt=now)
        running = start_task(due.earliest("opens_at"), by=staff, at=now)
    return running
