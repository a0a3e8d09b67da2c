"""One field that finds everything a person may see, by any piece of its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pinzhi.cases.models import Case
from pinzhi.common.requests import SignedInRequest
from pinzhi.common.text import matching
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place
from pinzhi.plans.models import Task
from pinzhi.plans.queries.searching import tasks_named
from pinzhi.records.models import Finding, Record
from pinzhi.records.searching import records_named
from pinzhi.standards.models import Clause, Edition

FEW = 8
LONGEST = 60


@dataclass(frozen=True)
class Hit:
    title: str
    href: str


@dataclass(frozen=True)
class Found:
    """One kind of thing, and its first hits."""

    name: str | Promise
    hits: Sequence[Hit]


@login_required
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Places, machines, people, work and clauses that hold every word; a few of each."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = [part for part in _parts(request.user, words) if part.hits] if words else []
    return render(request, "console/search.html", {"words": words, "found": found})


def _parts(user: Staff, words: str) -> Iterable[Found]:
    yield _found(_("Places"), Place.objects, user, words, ("full_name", "code"), "places:place")
    machine = ("name", "code", "model", "maker", "serial")
    yield _found(_("Equipment"), Equipment.objects, user, words, machine, "places:equipment")
    yield _found(_("People"), Staff.objects, user, words, ("name", "number"), "people:staff")
    tasks = tasks_named(Task.objects.visible_to(user), words).order_by("-closes_at")[:FEW]
    yield Found(_("Tasks"), [_hit(task, "plans:task") for task in tasks])
    yield _found(_("Rectifications"), Case.objects, user, words, ("title",), "cases:case")
    yield _found(_("Findings"), Finding.objects, user, words, ("title",), "records:finding")
    records = records_named(Record.objects.visible_to(user), words).order_by("-captured_at")[:FEW]
    yield Found(_("Records"), [_hit(record, "records:record") for record in records])
    clauses = Clause.objects.filter(edition__in=Edition.objects.visible_to(user))
    in_force = clauses.filter(edition__status=Edition.Status.PUBLISHED)
    named = matching(in_force, ("title", "text"), words).order_by("edition", "order")[:FEW]
    yield Found(_("Clauses"), [_hit(clause, "standards:clause") for clause in named])


def _found(
    name: str | Promise,
    rows: Any,
    user: Staff,
    words: str,
    columns: tuple[str, ...],
    view: str,
) -> Found:
    """The newest that match."""
    mine: QuerySet[Any] = matching(rows.visible_to(user), columns, words)
    return Found(name, [_hit(thing, view) for thing in mine.order_by("-pk")[:FEW]])


def _hit(thing: Any, view: str) -> Hit:
    return Hit(str(thing), reverse(view, args=[thing.pk]))
