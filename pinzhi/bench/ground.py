"""What the benches stand on: an organisation of many sites, a standard, people, plans."""

from datetime import date

from django.db import connection

from pinzhi.people.models import Staff
from pinzhi.places.models import Line, Membership, OrgNode, Site
from pinzhi.standards.actions import publish_edition
from pinzhi.standards.models import Checklist, Clause, Edition, Item, Requirement, Standard

LONG_AGO = date(2020, 1, 1)
DAILY = {"times": 1, "every": 1, "unit": "day", "window": ["09:00", "11:00"]}


def found_sites(how_many: int) -> list[Site]:
    """A group, a company, and so many estates below it."""
    group = _node(OrgNode.Kind.GROUP, "G", None)
    company = _node(OrgNode.Kind.COMPANY, "C", group)
    nodes = OrgNode.objects.bulk_create(
        OrgNode(
            kind=OrgNode.Kind.SITE,
            parent=company,
            code=f"S{at}",
            name=f"第{at}项目",
            line=Line.PROPERTY,
            path=f"new{at}",
        )
        for at in range(how_many)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_orgnode SET path = %s || id || '/' WHERE kind = 'site'", [company.path]
        )
    return Site.objects.bulk_create(
        Site(
            node=node,
            code=node.code,
            name=node.name,
            kind=Site.Kind.RESIDENTIAL,
            path=f"{company.path}{node.pk}/",
        )
        for node in nodes
    )


def _node(kind: str, code: str, parent: OrgNode | None) -> OrgNode:
    node = OrgNode(kind=kind, code=code, name=code, parent=parent, line=Line.PROPERTY, path=code)
    node.save()
    node.path = f"{parent.path if parent else '/'}{node.pk}/"
    node.save(update_fields=["path"])
    return node


def hire(number: str, site: Site, role: str) -> Staff:
    staff: Staff = Staff.objects.create(number=number, name=f"员工{number}", password="!")  # noqa: S106 -- nobody can sign in with it
    Membership.objects.create(staff=staff, node=site.node, role=role, starts_on=LONG_AGO)
    return staff


def publish(checklists: int, items: int, *, evidence: str = "photo") -> Edition:
    """A standard in force: so many daily checklists of so many items, one of them with a photo."""
    standard = Standard.objects.create(code="BENCH", title="量测标准", line=Line.PROPERTY)
    edition = Edition.objects.create(standard=standard, number="1")
    clause = Clause.objects.create(edition=edition, number="1", title="地面", text="", order=0)
    for at in range(checklists):
        checklist = Checklist.objects.create(
            edition=edition, code=f"L{at:02}", title=f"第{at}号检查表", department="engineering"
        )
        Item.objects.bulk_create(
            Item(
                checklist=checklist,
                clause=clause,
                code=f"{n:02}",
                title=f"第{n}项",
                answer_type="verdict",
                evidence="none" if n else evidence,
                deduction=2,
                order=n,
            )
            for n in range(items)
        )
        Requirement.objects.create(
            edition=edition,
            clause=clause,
            checklist=checklist,
            recurrence=DAILY,
            post_name="巡查",
            place_kind="space",
        )
    return publish_edition(edition, by=None)


def plan_all(edition: Edition, *, targets: int) -> None:
    """Every site carries every checklist out at so many places, by one post of four people."""
    with connection.cursor() as cursor:
        for statement in PLAN:
            cursor.execute(statement, {"edition": edition.pk, "targets": targets, "day": LONG_AGO})


PLAN = (
    """INSERT INTO people_post (site_id, code, name, department)
       SELECT id, 'XC', '巡查', 'engineering' FROM places_site""",
    """INSERT INTO people_shift (site_id, code, name, starts, ends)
       SELECT id, 'Z', '早班', '07:00', '15:00' FROM places_site""",
    """INSERT INTO people_staff (password, number, name, phone, email, is_active, language,
         must_change_password)
       SELECT '!', 'B' || s.id || '-' || n, '员工' || n, '', '', true, 'zh-hans', false
       FROM places_site s, generate_series(1, 4) n""",
    """INSERT INTO people_posting (site_id, staff_id, post_id, shift_id, starts_on)
       SELECT p.site_id, s.id, p.id, h.id, %(day)s FROM people_post p
       JOIN people_shift h ON h.site_id = p.site_id
       JOIN people_staff s ON s.number LIKE 'B' || p.site_id || '-%%'""",
    """INSERT INTO places_place (site_id, kind, code, name, full_name, occupancy, proof, "order",
         tag)
       SELECT s.id, 'space', 'K' || n, '第' || n || '处', '第' || n || '处', '', '', n,
         gen_random_uuid() FROM places_site s, generate_series(1, %(targets)s) n""",
    """INSERT INTO plans_plan (site_id, requirement_id, checklist_id, post_id, title, recurrence,
         makeup_hours, status, starts_on, fault)
       SELECT p.site_id, r.id, r.checklist_id, p.id, c.title, r.recurrence, 0, 'active', %(day)s, ''
       FROM people_post p, standards_requirement r
       JOIN standards_checklist c ON c.id = r.checklist_id WHERE r.edition_id = %(edition)s""",
    """INSERT INTO plans_target (plan_id, place_id, name, "order")
       SELECT p.id, k.id, k.full_name, k."order"
       FROM plans_plan p JOIN places_place k ON k.site_id = p.site_id""",
    "ANALYZE",
)
