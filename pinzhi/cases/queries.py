"""Reads around a case: what it looked like, what was done, and who could do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pinzhi.cases.looks import RECHECKS
from pinzhi.cases.models import Case, Comment, Extension, Fix, Recheck, Report
from pinzhi.cases.rules import OWNERS
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.models import Membership, Role, Site
from pinzhi.records.sheet import Shown, show_finding

Choices = list[tuple[int, str]]


@dataclass(frozen=True)
class Moment:
    """One step of a case: when, who, in which look and words, with what photos."""

    at: datetime
    by: str
    look: str
    word: str
    text: str = ""
    photos: Sequence[Evidence] = ()
    until: datetime | None = None
    voices: Sequence[UUID] = ()


@dataclass(frozen=True)
class Story:
    """How a case went, oldest first; `after` are the photos of the latest fix."""

    moments: Sequence[Moment]
    after: Sequence[Evidence]
    pending: Extension | None
    fixed_by: frozenset[int]


def tell_story(case: Case) -> Story:
    """Six queries (seven for a case without a finding), however many rounds there were."""
    fixes = list(
        case.fixes.select_related("by", "recheck__by").prefetch_related("photos", "recheck__photos")
    )
    extensions = list(case.extensions.select_related("asked_by", "decided_by"))
    comments = case.comments.select_related("by").prefetch_related("photos")
    steps = [_opening(case), *_rounds(fixes), *(_asked(one) for one in extensions)]
    steps += [_said(one) for one in comments]
    pending = [one for one in extensions if one.status == Extension.Status.ASKED]
    return Story(
        moments=sorted(steps, key=lambda moment: moment.at),
        after=list(fixes[-1].photos.all()) if fixes else (),
        pending=pending[0] if pending else None,
        fixed_by=frozenset(fix.by_id for fix in fixes),
    )


def _opening(case: Case) -> Moment:
    if case.finding is not None:
        return Moment(case.opened_at, case.finding.found_by.name, "late", _("Found"))
    report = Report.objects.filter(case=case).select_related("by").first()
    return Moment(case.opened_at, report.by.name if report else "", "late", _("Found"))


def _rounds(fixes: Sequence[Fix]) -> Iterator[Moment]:
    for fix in fixes:
        said = _("Reported as put right (round %(n)d)") % {"n": fix.round}
        photos = list(fix.photos.all())
        yield Moment(
            fix.captured_at,
            fix.by.name,
            "waiting",
            said,
            fix.text,
            photos,
            voices=_voices(fix),
        )
        recheck: Recheck | None = getattr(fix, "recheck", None)
        if recheck is not None:
            yield Moment(
                recheck.captured_at,
                recheck.by.name,
                RECHECKS[recheck.outcome],
                _("Recheck: %(outcome)s") % {"outcome": recheck.get_outcome_display()},
                recheck.text,
                list(recheck.photos.all()),
                voices=_voices(recheck),
            )


def _said(one: Comment) -> Moment:
    photos = list(one.photos.all())
    word = _("Comment")
    return Moment(
        one.captured_at, one.by.name, "running", word, one.text, photos, voices=_voices(one)
    )


def _voices(one: Comment | Fix | Recheck | Report) -> tuple[UUID, ...]:
    return (one.voice_id,) if one.voice_id else ()


def _asked(one: Extension) -> Moment:
    looks = {Extension.Status.APPROVED: "done", Extension.Status.REFUSED: "stopped"}
    word = _("Extension: %(status)s") % {"status": one.get_status_display()}
    decider = f" → {one.decided_by.name}" if one.decided_by else ""
    return Moment(
        one.asked_at,
        one.asked_by.name + decider,
        looks.get(Extension.Status(one.status), "waiting"),
        word,
        one.reason,
        until=one.until,
    )


def before(case: Case) -> Shown:
    """What was found, or what was reported without any checklist. Two queries at most."""
    if case.finding is not None:
        return show_finding(case.finding)
    report = Report.objects.filter(case=case).prefetch_related("photos").first()
    if report is None:
        return Shown("", "", "", (), ())
    photos = tuple(photo.pk for photo in report.photos.all())
    return Shown("", "", report.text, photos, (), _voices(report))


@dataclass
class Candidates:
    """Who of the site could answer for a case, as choices of a form."""

    on_duty: Choices = field(default_factory=list)
    off_duty: Choices = field(default_factory=list)


def candidates(case: Case, now: datetime) -> Candidates:
    """Those who put things right here, but the owner; on duty first, one's own trade first."""
    found = Candidates()
    on = _on_duty(case.site, now)
    for staff, said in _people(case, now):
        side = found.on_duty if staff.pk in on else found.off_duty
        side.append((staff.pk, said))
    return found


def _people(case: Case, now: datetime) -> Iterator[tuple[Staff, str]]:
    path = case.site.path
    nodes = [path[: i + 1] for i, sign in enumerate(path) if sign == "/"]
    here = Membership.objects.on(_day(case.site, now)).filter(
        node__path__in=nodes, role__in=OWNERS, staff__is_active=True
    )
    rows = here.exclude(staff=case.owner_id).select_related("staff")
    ordered = sorted(rows, key=lambda m: (m.department != case.department, m.staff.name, m.pk))
    seen: set[int] = set()
    for member in ordered:
        if member.staff_id not in seen:
            seen.add(member.staff_id)
            yield member.staff, _named(member)


def _named(member: Membership) -> str:
    trade = f"{member.get_department_display()} " if member.department else ""
    return f"{member.staff.name} · {trade}{Role(member.role).label}"


def _on_duty(site: Site, now: datetime) -> set[int]:
    day = _day(site, now)
    found = roster_map(site, day - timedelta(days=1), day)  # with last night's shift
    duties = [duty for shift in found.values() for duty in shift]
    return {staff for at, staff in duties if at.start <= now < at.end}


def _day(site: Site, now: datetime) -> date:
    return now.astimezone(ZoneInfo(site.time_zone)).date()
