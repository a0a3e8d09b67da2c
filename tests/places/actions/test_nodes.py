import pytest

from pinzhi.people.models import Staff
from pinzhi.places.actions import create_node, create_site, move_node, rename_node
from pinzhi.places.models import Line, OrgNode, Site
from pinzhi.places.refusals import (
    BelowItself,
    CodeTaken,
    NotAllowed,
    OtherLine,
    TreeTooDeep,
    WrongParent,
)
from pinzhi.trail.models import Event
from tests.conftest import plant_member, plant_node, plant_site

pytestmark = pytest.mark.django_db
Kind = OrgNode.Kind


def branch_below(parent: OrgNode, code: str) -> OrgNode:
    return plant_node(Kind.BRANCH, code, parent, parent.line)


def test_create_node_spells_its_path(company: OrgNode, system_admin: Staff) -> None:
    made = create_node(
        company, kind=Kind.BRANCH, code="EAST", name="东区", line=Line.PROPERTY, by=system_admin
    )
    assert OrgNode.objects.get(pk=made.pk).path == f"{company.path}{made.pk}/"
    event = Event.objects.get(verb="node.created")
    assert (event.actor_id, event.object_id) == (system_admin.pk, str(made.pk))


def test_create_node_adds_a_second_top_for_a_top_administrator_only(
    company: OrgNode, system_admin: Staff
) -> None:
    made = create_node(
        None, kind=Kind.GROUP, code="TWO", name="Two", line=Line.BANK, by=system_admin
    )
    assert made.path == f"/{made.pk}/"
    lower = plant_member("lower", company, "system_admin")
    with pytest.raises(NotAllowed):
        create_node(None, kind=Kind.GROUP, code="THREE", name="3", line=Line.BANK, by=lower)


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.COMPANY, Kind.SITE])
def test_create_node_refuses_a_kind_that_cannot_stand_there(
    company: OrgNode, system_admin: Staff, kind: str
) -> None:
    with pytest.raises(WrongParent):
        create_node(company, kind=kind, code="X", name="x", line=Line.PROPERTY, by=system_admin)


def test_create_node_keeps_the_lines_of_business_apart(
    company: OrgNode, system_admin: Staff
) -> None:
    with pytest.raises(OtherLine):
        create_node(company, kind=Kind.BRANCH, code="X", name="x", line=Line.BANK, by=system_admin)


def test_create_node_refuses_a_code_twice_and_leaves_nothing(
    group: OrgNode, company: OrgNode, system_admin: Staff
) -> None:
    with pytest.raises(CodeTaken):
        create_node(
            group,
            kind=Kind.COMPANY,
            code=company.code,
            name="x",
            line=Line.PROPERTY,
            by=system_admin,
        )
    assert OrgNode.objects.count() == 2


def test_create_node_refuses_everybody_but_the_system_administrator(
    company: OrgNode, site_manager: Staff, security_admin: Staff, quality_officer: Staff
) -> None:
    for person in (site_manager, security_admin, quality_officer):
        with pytest.raises(NotAllowed):
            create_node(
                company, kind=Kind.BRANCH, code="X", name="x", line=Line.PROPERTY, by=person
            )


def test_rename_node_renames_the_site_with_it(site: Site, system_admin: Staff) -> None:
    rename_node(site.node, name="湖畔花园", by=system_admin)
    site.refresh_from_db()
    assert (site.name, site.node.name) == ("湖畔花园", "湖畔花园")
    event = Event.objects.get(verb="node.renamed")
    assert (event.before, event.after) == ({"name": "LAKESIDE"}, {"name": "湖畔花园"})
    assert event.site_id == site.pk


def test_rename_node_to_the_same_name_leaves_no_event(site: Site, system_admin: Staff) -> None:
    rename_node(site.node, name=site.node.name, by=system_admin)
    assert not Event.objects.exists()


def test_move_node_respells_every_path_below(
    company: OrgNode, site: Site, system_admin: Staff
) -> None:
    west, east = branch_below(company, "WEST"), branch_below(company, "EAST")
    deep = plant_site("DEEP", west)
    move_node(west, to=east, by=system_admin)
    deep.refresh_from_db()
    assert deep.path == f"{company.path}{east.pk}/{west.pk}/{deep.node_id}/"
    assert deep.node.path == deep.path
    assert OrgNode.objects.get(pk=west.pk).parent_id == east.pk
    site.refresh_from_db()
    assert site.path == f"{company.path}{site.node_id}/"  # beside, untouched


def test_move_node_moves_what_people_reach(company: OrgNode, system_admin: Staff) -> None:
    west, east = branch_below(company, "WEST"), branch_below(company, "EAST")
    moved = plant_site("MOVED", west)
    head = plant_member("head", east, "site_manager")
    assert head.scope.site_ids == frozenset()
    move_node(moved.node, to=east, by=system_admin)
    assert Staff.objects.get(pk=head.pk).scope.site_ids == frozenset({moved.pk})


def test_move_node_below_itself_is_refused(company: OrgNode, system_admin: Staff) -> None:
    top = branch_below(company, "TOP")
    below = branch_below(top, "BELOW")
    for goal in (top, below):
        with pytest.raises(BelowItself):
            move_node(top, to=goal, by=system_admin)


def test_move_node_into_the_other_line_is_refused(
    site: Site, other_site: Site, system_admin: Staff
) -> None:
    bank = other_site.node.parent
    assert bank is not None
    with pytest.raises(OtherLine):
        move_node(site.node, to=bank, by=system_admin)


def test_move_node_needs_the_right_on_both_ends(company: OrgNode) -> None:
    west, east = branch_below(company, "WEST"), branch_below(company, "EAST")
    moved = plant_site("MOVED", west)
    half = plant_member("half", west, "system_admin")
    with pytest.raises(NotAllowed):
        move_node(moved.node, to=east, by=half)
    with pytest.raises(NotAllowed):
        move_node(west, to=east, by=half)


def test_move_node_refuses_a_path_that_would_not_fit(company: OrgNode, system_admin: Staff) -> None:
    moved = branch_below(company, "MOVED")
    deep = branch_below(company, "DEEP")
    deep.path = f"{company.path}{'9' * (253 - len(company.path))}/"
    deep.save(update_fields=["path"])
    with pytest.raises(TreeTooDeep):
        move_node(moved, to=deep, by=system_admin)
    moved.refresh_from_db()
    assert moved.path == f"{company.path}{moved.pk}/"


def test_create_site_makes_node_and_site_together(company: OrgNode, system_admin: Staff) -> None:
    made = create_site(
        company,
        code="RIVER",
        name="江湾",
        kind=Site.Kind.OFFICE,
        by=system_admin,
        office_hours={"1": [["08:30", "12:00"]]},
    )
    made.refresh_from_db()
    assert (made.path, made.node.code, made.node.line) == (made.node.path, "RIVER", Line.PROPERTY)
    assert made.path == f"{company.path}{made.node_id}/"
