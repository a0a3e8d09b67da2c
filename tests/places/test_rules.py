import pytest

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.models import OrgNode, Site

pytestmark = pytest.mark.django_db

# who may carry out work, inspect, edit the ground, read the whole trail, read who may do what
TABLE = {
    "worker": (True, False, False, False, False),
    "butler": (True, False, False, False, False),
    "contractor": (True, False, False, False, False),
    "foreman": (True, True, False, False, False),
    "department_head": (True, True, False, False, False),
    "site_manager": (True, True, True, True, True),
    "inspector": (False, True, False, False, False),
    "quality_officer": (False, True, False, True, True),
    "auditor": (False, False, False, True, True),
    "system_admin": (False, False, True, False, True),
    "security_admin": (False, False, False, False, True),
    "audit_admin": (False, False, False, True, True),
    "sister_manager": (False, False, False, False, False),
    "stranger": (False, False, False, False, False),
}


@pytest.mark.parametrize("name", TABLE)
def test_rules_of_the_cast_at_lakeside(
    name: str, site: Site, request: pytest.FixtureRequest
) -> None:
    person: Staff = request.getfixturevalue(name)
    assert TABLE[name] == (
        rules.may_work(person, site),
        rules.may_inspect(person, site),
        rules.may_edit_places(person, site),
        rules.may_read_trail(person, site),
        rules.may_read_rights(person, site.node),
    )


def test_may_grant_is_the_security_administrators_alone(
    group: OrgNode, security_admin: Staff, system_admin: Staff, audit_admin: Staff
) -> None:
    people = (security_admin, system_admin, audit_admin)
    assert [rules.may_grant(person, group) for person in people] == [True, False, False]


def test_may_import_without_a_site_is_the_system_administrators(
    site: Site, sister_site: Site, site_manager: Staff, system_admin: Staff
) -> None:
    assert [rules.may_import(p) for p in (site_manager, system_admin)] == [False, True]
    assert [rules.may_import(site_manager, s) for s in (site, sister_site)] == [True, False]


@pytest.mark.parametrize(("path", "top"), [("/1/", True), ("/12/", True), ("/1/2/", False)])
def test_is_top(path: str, top: bool) -> None:
    assert rules.is_top(path) is top
