"""The fixed cast: a small organisation and the people every deed is tried on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from pinzhi.people.models import Staff
from pinzhi.places.models import Line, Membership, OrgNode, Role, Site
from pinzhi.plans.models import Plan, Task
from pinzhi.standards.models import Edition
from tests.planting import plant_edition, plant_plan, plant_task

NOW = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Shanghai
LONG_AGO = date(2020, 1, 1)
TEMPLATES = Path(__file__).parent / "console" / "templates"


def pytest_configure() -> None:
    """Pages of the tests are there from the start: exchanging engines under a server races."""
    settings.TEMPLATES[0]["DIRS"] = [str(TEMPLATES)]


# What starts browsers or whole instances runs one at a time, however many workers share the tests.
TOGETHER = {"browser": "browser", "slow_start": "instances"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        found = [group for mark, group in TOGETHER.items() if item.get_closest_marker(mark)]
        if item.path.parent.name == "rights":
            found.append(item.path.stem)  # a module plants its world once
        for group in found[:1]:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001 -- the one it adds to
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Tests that really commit are emptied by TRUNCATE afterwards, which the trail refuses."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("trail_event", "trail_block"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


def plant_node(
    kind: str, code: str, parent: OrgNode | None = None, line: str = Line.PROPERTY
) -> OrgNode:
    node = OrgNode.objects.create(
        kind=kind, code=code, name=code, parent=parent, line=line, path=code
    )
    node.path = f"{parent.path if parent else '/'}{node.pk}/"
    node.save(update_fields=["path"])
    return node


def plant_site(code: str, parent: OrgNode, kind: str = Site.Kind.RESIDENTIAL) -> Site:
    node = plant_node(OrgNode.Kind.SITE, code, parent, parent.line)
    return Site.objects.create(node=node, code=code, name=code, kind=kind, path=node.path)


def plant_member(number: str, node: OrgNode, role: str, department: str = "") -> Staff:
    staff = Staff.objects.create_user(number, name=number.title())
    Membership.objects.create(
        staff=staff, node=node, role=role, department=department, starts_on=LONG_AGO
    )
    return staff


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def group() -> OrgNode:
    return plant_node(OrgNode.Kind.GROUP, "GROUP")


@pytest.fixture
def company(group: OrgNode) -> OrgNode:
    return plant_node(OrgNode.Kind.COMPANY, "SOUTH", group)


@pytest.fixture
def site(company: OrgNode) -> Site:
    """Lakeside, the estate most tests happen on."""
    return plant_site("LAKESIDE", company)


@pytest.fixture
def sister_site(company: OrgNode) -> Site:
    """Hillside, another estate of the same company."""
    return plant_site("HILLSIDE", company)


@pytest.fixture
def other_site(group: OrgNode) -> Site:
    """An outlet of the bank, another company of the group."""
    bank = plant_node(OrgNode.Kind.COMPANY, "BANK", group, Line.BANK)
    return plant_site("OUTLET", bank, Site.Kind.OUTLET)


@pytest.fixture
def worker(site: Site) -> Staff:
    """Wei repairs things at Lakeside."""
    return plant_member("wei", site.node, Role.WORKER, "engineering")


@pytest.fixture
def colleague(site: Site) -> Staff:
    """Jun works beside Wei."""
    return plant_member("jun", site.node, Role.WORKER, "engineering")


@pytest.fixture
def butler(site: Site) -> Staff:
    """Mei looks after the residents of Lakeside."""
    return plant_member("mei", site.node, Role.BUTLER, "customer_service")


@pytest.fixture
def foreman(site: Site) -> Staff:
    """Gang leads the engineers of Lakeside."""
    return plant_member("gang", site.node, Role.FOREMAN, "engineering")


@pytest.fixture
def department_head(site: Site) -> Staff:
    """Ning heads engineering at Lakeside."""
    return plant_member("ning", site.node, Role.DEPARTMENT_HEAD, "engineering")


@pytest.fixture
def site_manager(site: Site) -> Staff:
    """Lan runs Lakeside."""
    return plant_member("lan", site.node, Role.SITE_MANAGER)


@pytest.fixture
def inspector(company: OrgNode) -> Staff:
    """Bo inspects all sites of the company."""
    return plant_member("bo", company, Role.INSPECTOR)


@pytest.fixture
def quality_officer(group: OrgNode) -> Staff:
    """Qing answers for quality in the whole group."""
    return plant_member("qing", group, Role.QUALITY_OFFICER)


@pytest.fixture
def contractor(site: Site) -> Staff:
    """Dong comes from the lift company."""
    return plant_member("dong", site.node, Role.CONTRACTOR_WORKER, "engineering")


@pytest.fixture
def auditor(company: OrgNode) -> Staff:
    """Rui reads everything of the company and changes nothing."""
    return plant_member("rui", company, Role.AUDITOR)


@pytest.fixture
def system_admin(group: OrgNode) -> Staff:
    """Sun keeps sites, places and imports."""
    return plant_member("sun", group, Role.SYSTEM_ADMIN)


@pytest.fixture
def security_admin(group: OrgNode) -> Staff:
    """Ke says who may do what."""
    return plant_member("ke", group, Role.SECURITY_ADMIN)


@pytest.fixture
def audit_admin(group: OrgNode) -> Staff:
    """Shen reads the trail."""
    return plant_member("shen", group, Role.AUDIT_ADMIN)


@pytest.fixture
def sister_manager(sister_site: Site) -> Staff:
    """Hong runs Hillside: a colleague who has no business at Lakeside."""
    return plant_member("hong", sister_site.node, Role.SITE_MANAGER)


@pytest.fixture
def stranger(other_site: Site) -> Staff:
    """Hao runs a bank outlet: must see nothing of Lakeside."""
    return plant_member("hao", other_site.node, Role.SITE_MANAGER)


@pytest.fixture(autouse=True)
def _evidence_folder(settings: Settings, tmp_path: Path) -> None:
    """Keep what tests upload out of the instance's own folder."""
    evidence = {**settings.STORAGES["evidence"], "OPTIONS": {"location": tmp_path / "evidence"}}
    settings.STORAGES = {**settings.STORAGES, "evidence": evidence}


@pytest.fixture
def edition() -> Edition:
    """A standard in force: one clause, one daily checklist of three items."""
    return plant_edition()


@pytest.fixture
def plan(site: Site, edition: Edition) -> Plan:
    """Lakeside carries the standard out every day from 09:30 to 10:00."""
    return plant_plan(site, edition)


@pytest.fixture
def task(plan: Plan, worker: Staff) -> Task:
    """This morning's round, open until half an hour after NOW, given to Wei."""
    return plant_task(plan, NOW, worker)
