import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Membership, OrgNode, Role, Site
from pinzhi.standards import rules
from pinzhi.standards.models import Standard
from tests.conftest import LONG_AGO

pytestmark = pytest.mark.django_db

CAST = (
    "worker", "foreman", "site_manager", "inspector", "quality_officer", "contractor", "auditor",
    "system_admin", "security_admin", "audit_admin", "sister_manager", "stranger",
)  # fmt: skip


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Staff]:
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def company_officer(company: OrgNode) -> Staff:
    """Yun answers for quality in the company alone."""
    staff = Staff.objects.create_user("yun", name="Yun")
    Membership.objects.create(
        staff=staff, node=company, role=Role.QUALITY_OFFICER, starts_on=LONG_AGO
    )
    return staff


def standard(owner: OrgNode | None) -> Standard:
    return Standard(code="S", title="S", line="property", owner=owner)


def test_everybody_who_works_here_may_read(cast: dict[str, Staff]) -> None:
    assert {name for name, who in cast.items() if rules.may_read(who)} == set(CAST)
    assert not rules.may_read(Staff.objects.create_user("zoe"))


def test_only_quality_officers_upload_and_publish(cast: dict[str, Staff], site: Site) -> None:
    assert {name for name, who in cast.items() if rules.may_upload(who)} == {"quality_officer"}
    for owner in (None, site.node):
        found = {name for name, who in cast.items() if rules.may_publish(who, standard(owner))}
        assert found == {"quality_officer"}


def test_officer_publishes_what_belongs_below(
    company_officer: Staff, company: OrgNode, site: Site, group: OrgNode, other_site: Site
) -> None:
    owners = {"company": company, "site": site.node, "group": group, "bank": other_site.node}
    found = {n for n, o in owners.items() if rules.may_publish(company_officer, standard(o))}
    assert found == {"company", "site"}
    assert not rules.may_publish(company_officer, standard(None))


def test_a_new_standard_belongs_to_the_officer_s_unit(
    company_officer: Staff, quality_officer: Staff, company: OrgNode
) -> None:
    assert rules.owner_for(company_officer) == company
    assert rules.owner_for(quality_officer) is None
