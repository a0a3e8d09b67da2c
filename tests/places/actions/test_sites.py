import pytest

from pinzhi.people.models import Staff
from pinzhi.places.actions import create_site, edit_site
from pinzhi.places.models import OrgNode, Site
from pinzhi.places.refusals import BadOfficeHours, CodeTaken, NotAllowed, WrongParent
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db


def test_create_site_refuses_a_code_in_use(site: Site, system_admin: Staff) -> None:
    parent = site.node.parent
    assert parent is not None
    with pytest.raises(CodeTaken):
        create_site(parent, code=site.code, name="x", kind=site.kind, by=system_admin)


def test_create_site_directly_below_the_group_is_refused(
    group: OrgNode, system_admin: Staff
) -> None:
    with pytest.raises(WrongParent):
        create_site(group, code="X", name="x", kind=Site.Kind.OFFICE, by=system_admin)


def test_create_site_is_not_for_a_site_manager(site: Site, site_manager: Staff) -> None:
    parent = site.node.parent
    assert parent is not None
    with pytest.raises(NotAllowed):
        create_site(parent, code="X", name="x", kind=Site.Kind.OFFICE, by=site_manager)


def test_edit_site_changes_what_is_new_and_says_so(site: Site, site_manager: Staff) -> None:
    edit_site(site, by=site_manager, name="湖畔", kind=site.kind, address="湖滨路1号")
    site.refresh_from_db()
    assert (site.name, site.node.name, site.address) == ("湖畔", "湖畔", "湖滨路1号")
    event = Event.objects.get(verb="site.edited")
    assert event.after == {"name": "湖畔", "address": "湖滨路1号"}
    assert event.before == {"name": "LAKESIDE", "address": ""}


@pytest.mark.parametrize(
    "hours",
    [
        {"8": [["09:00", "12:00"]]},  # no such weekday
        {"1": [["9:00", "12:00"]]},  # one digit
        {"1": [["09:00", "24:00"]]},  # midnight is 00:00
        {"1": [["09:00"]]},
        {"1": "09:00-12:00"},
        {"x": []},
        [1, 2],
    ],
)
def test_edit_site_refuses_office_hours_it_cannot_read(
    site: Site, site_manager: Staff, hours: object
) -> None:
    with pytest.raises(BadOfficeHours):
        edit_site(site, by=site_manager, office_hours=hours)


def test_edit_site_knows_no_other_field(site: Site, site_manager: Staff) -> None:
    with pytest.raises(TypeError):
        edit_site(site, by=site_manager, path="/")


def test_edit_site_is_not_for_others(
    site: Site, sister_manager: Staff, foreman: Staff, auditor: Staff, security_admin: Staff
) -> None:
    for person in (sister_manager, foreman, auditor, security_admin):
        with pytest.raises(NotAllowed):
            edit_site(site, by=person, name="x")
