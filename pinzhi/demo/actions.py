"""Everything that makes a demonstration: the ground by import, the standards, then a past."""

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from pinzhi.demo import words
from pinzhi.demo.copying import TABLES, Lines, without_indexes
from pinzhi.demo.ground import SMALL, WHOLE, Size, group_sheets, lines_of
from pinzhi.demo.handing_over import hand_over_lately
from pinzhi.demo.pictures import keep_pictures
from pinzhi.demo.refusals import AlreadyInUse, NotInProduction
from pinzhi.demo.rostering import post_quality_officer, roster_site
from pinzhi.demo.rounds import lay_routes
from pinzhi.demo.simulating import Site as Simulation
from pinzhi.demo.stage import Stage
from pinzhi.people.models import Staff, StaffQuerySet
from pinzhi.people.roles import Role
from pinzhi.places.importing.actions import import_file
from pinzhi.places.importing.sample import FIRST_DAY
from pinzhi.places.importing.template import write_workbook
from pinzhi.places.models import Line, Membership, OrgNode, Site
from pinzhi.plans.actions import adopt_edition, fill_site
from pinzhi.plans.jobs import HORIZON
from pinzhi.records.jobs import look_back_everywhere
from pinzhi.records.models import Record
from pinzhi.scores.actions import score_month
from pinzhi.standards.loading import load_starter
from pinzhi.standards.models import Edition
from pinzhi.trail.actions import record, seal_block

PASSWORD = "pinzhi-demo-2026"  # noqa: S105 -- made to be printed; refused in production
ADMINS = {
    "demo-system-admin": Role.SYSTEM_ADMIN,
    "demo-security-admin": Role.SECURITY_ADMIN,
    "demo-audit-admin": Role.AUDIT_ADMIN,
}
NUMBERS = [visitor[0] for visitor in (*words.VISITORS_AT_SITE, *words.VISITORS_ABOVE)]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SignIn:
    number: str
    name: str
    role: str


@dataclass
class DemoGroup:
    """What was loaded, in how many seconds, and who may sign in with which password.

    `seconds` is the time of simulating and writing the past, without founding and sealing.
    """

    sites: int = 0
    records: int = 0
    rows: int = 0
    seconds: float = 0.0
    password: str = ""
    sign_ins: list[SignIn] = field(default_factory=list)


def silent(_done: int, _total: int) -> None:
    """A progress that nobody watches."""


def load_demo_group(*, now: datetime | None = None) -> DemoGroup:
    """The small group of `pinzhi up`: the sample estate, a small one, four outlets, 60 days.

    Raises NotInProduction, AlreadyInUse.
    """
    return load_demo([WHOLE, SMALL], outlets=4, days=60, seed=1, now=now)


@transaction.atomic
def load_demo(
    sizes: Sequence[Size],
    *,
    outlets: int,
    days: int,
    seed: int,
    now: datetime | None = None,
    progress: Progress = silent,
) -> DemoGroup:
    """Found a made-up group, give it a past of so many days, and seal its trail.

    All or nothing. Everything but numbers and names of rows follows from the seed and `now`.
    Raises NotInProduction, AlreadyInUse.
    """
    if settings.ENV.production:
        raise NotInProduction
    if OrgNode.objects.exists() or Record.objects.exists():
        raise AlreadyInUse
    now = now or timezone.now()
    start = now - timedelta(days=days)
    _found(sizes, outlets, seed)
    group = DemoGroup(password=PASSWORD, sign_ins=_open_doors())
    sites = list(Site.objects.order_by("pk").select_related("node"))
    for site in sites:
        post_quality_officer(site)
        _adopt(site, timezone.localtime(start).date())
    _simulate(group, sites, start, now, str(seed), progress)
    manager = Staff.objects.get(number="demo-manager")
    lay_routes(sites[0], start=start, now=now, seed=str(seed), by=manager)
    for site in sites:
        fill_site(site, start=now, until=now + HORIZON)
        for month in _months(start, now):
            score_month(site, month, now=now)
        hand_over_lately(site, now)
    while seal_block():
        pass
    _look_back_soon()
    return group


def _look_back_soon() -> None:
    """What weeks tell, as soon as there is a worker; one look that waits already is enough."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        look_back_everywhere.configure().defer(timestamp=0)


def demo_sign_ins() -> list[SignIn]:
    """Whoever can still sign in with the demonstration's password; nobody in production."""
    if settings.ENV.production:
        return []
    first = Staff.objects.filter(number=words.VISITORS_AT_SITE[0][0], is_active=True).first()
    if first is None or not first.check_password(PASSWORD):
        return []
    return _sign_ins(Staff.objects.filter(password=first.password, is_active=True))


def _found(sizes: Sequence[Size], outlets: int, seed: int) -> None:
    """Bring the ground in the way people do: a workbook, checked and imported whole."""
    load_starter()
    sheets = group_sheets(sizes, outlets=outlets, seed=seed, visitors=True)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        path = Path(file.name)
        write_workbook(path, lines_of(sheets))
        import_file(path, name="demo.xlsx", by=None)


def _open_doors() -> list[SignIn]:
    """Give those who try the product a password, and the administrators their roles."""
    visitors = Staff.objects.filter(number__in=NUMBERS)
    visitors.update(password=make_password(PASSWORD))
    top = OrgNode.objects.get(parent=None)
    for number, role in ADMINS.items():
        staff = visitors.get(number=number)
        membership = Membership.objects.create(
            staff=staff, node=top, role=role, starts_on=FIRST_DAY
        )
        record("membership.granted", membership, by=None, after={"role": role.value})
    return _sign_ins(visitors)


def _sign_ins(visitors: StaffQuerySet) -> list[SignIn]:
    held = Membership.objects.filter(staff__in=visitors).select_related("staff")
    found = {m.staff.number: SignIn(m.staff.number, m.staff.name, m.role) for m in held}
    return [found[number] for number in NUMBERS if number in found]


def _adopt(site: Site, starts_on: date) -> None:
    line = site.node.line
    for edition in Edition.objects.filter(
        status=Edition.Status.PUBLISHED, standard__line=Line(line)
    ):
        adopt_edition(edition, site=site, starts_on=starts_on, by=None)


def _simulate(
    group: DemoGroup,
    sites: Sequence[Site],
    start: datetime,
    now: datetime,
    seed: str,
    progress: Progress,
) -> None:
    someone = Staff.objects.get(number="demo-manager")
    pictures = keep_pictures(sites[0], by=someone, at=start, seed=seed)
    began, lines = time.perf_counter(), Lines()
    with without_indexes() if not Record.objects.exists() else nullcontext():
        lines.open()
        for at, site in enumerate(sites):
            progress(at, len(sites))
            roster_site(site, lines, start=start, until=now + HORIZON)
            stage = Stage(site, seed=seed)
            simulation = Simulation(stage, lines, pictures, seed=seed, now=now)
            simulation.run(start)
            group.records += simulation.records
    progress(len(sites), len(sites))
    group.seconds = time.perf_counter() - began
    group.sites, group.rows = len(sites), sum(lines.written.values())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")


def _months(start: datetime, now: datetime) -> list[date]:
    month, last = timezone.localtime(start).date().replace(day=1), timezone.localtime(now).date()
    found = []
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found
