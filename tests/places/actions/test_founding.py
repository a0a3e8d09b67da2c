import pytest
from click.testing import CliRunner
from django.test import Client

from pinzhi.people.models import Staff
from pinzhi.places.actions.founding import found_group
from pinzhi.places.cli import found
from pinzhi.places.models import ADMIN_ROLES, OrgNode
from pinzhi.places.refusals import AlreadyFounded
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db


def test_found_group_makes_three_administrators() -> None:
    made = found_group("G", "Lakeside Group")

    group = OrgNode.objects.get()
    assert (group.kind, group.path) == ("group", f"/{group.pk}/")
    assert [staff.scope.roles for staff, _ in made] == [frozenset({r}) for r in ADMIN_ROLES]
    now = [(Staff.objects.get(pk=staff.pk), password) for staff, password in made]
    assert [staff.check_password(password) for staff, password in now] == [True] * 3
    assert Event.objects.filter(verb="membership.granted").count() == 3


def test_found_group_refuses_where_there_is_an_organisation(group: OrgNode) -> None:
    with pytest.raises(AlreadyFounded):
        found_group("H", "Another")
    assert list(OrgNode.objects.all()) == [group]
    assert Staff.objects.count() == 0


def test_found_prints_sign_ins_that_work(client: Client) -> None:
    result = CliRunner().invoke(found, ["G", "Lakeside Group"])
    number, password = result.output.splitlines()[0].split("\t")
    assert (result.exit_code, number) == (0, "system-admin")
    r = client.post("/accounts/login/", {"login": number, "password": password})
    assert r.status_code == 302
