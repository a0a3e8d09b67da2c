from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pinzhi.people.models import Posting, Staff
from pinzhi.places.importing import actions
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.refusals import ChangedSince, NeededSince
from pinzhi.places.importing.sample import write_sample
from pinzhi.places.importing.template import write_workbook
from pinzhi.places.importing.writing import write_plan
from pinzhi.places.models import (
    Equipment,
    EquipmentEntry,
    ImportBatch,
    Membership,
    Place,
    Site,
)
from pinzhi.trail.models import Event
from tests.places.importing.bringing import bring, everything, problems

pytestmark = pytest.mark.django_db


def test_sample_comes_in_whole(tmp_path: Path) -> None:
    write_sample(tmp_path / "s.xlsx")
    plan, batch = actions.import_file(tmp_path / "s.xlsx", by=None)
    assert batch is not None
    assert plan.problems == []
    site = Site.objects.get(code="YXY")
    kinds = {
        kind: Place.objects.filter(site=site, kind=kind).count()
        for kind in ("zone", "building", "entrance", "room", "space", "checkpoint", "floor")
    }
    assert kinds == {
        "zone": 3,
        "building": 12,
        "entrance": 24,
        "room": 1248,
        "space": 28,
        "checkpoint": 132,
        "floor": 624,
    }
    assert Site.objects.filter(kind="outlet").count() == 24
    assert (Staff.objects.count(), Equipment.objects.count()) == (86, 214)
    assert Posting.objects.filter(shift__code="YE").exists()
    assert not Staff.objects.get(number="GC001").has_usable_password()
    event = Event.objects.get(verb="import.applied")
    assert event.after["created"] == sum(counts["created"] for counts in plan.counts.values())


def test_tree_is_spelt_as_by_hand(tmp_path: Path) -> None:
    write_sample(tmp_path / "s.xlsx")
    actions.import_file(tmp_path / "s.xlsx", by=None)
    room = Place.objects.get(code="3-2单元-1201")
    assert room.full_name == "3栋 · 2单元 · 12层 · 1201"
    above = []
    at: Place | None = room
    while at is not None:
        above.append((at.kind, at.name))
        at = at.parent
    assert above == [
        ("room", "1201"),
        ("floor", "12层"),
        ("entrance", "2单元"),
        ("building", "3栋"),
        ("zone", "东区"),
    ]
    site = Site.objects.select_related("node__parent__parent").get(code="WD-01")
    node = site.node
    assert node.path == site.path
    assert node.parent is not None
    assert node.path == f"{node.parent.path}{node.pk}/"
    assert (node.line, node.parent.name) == ("bank", "城北支行")


def test_same_file_twice_has_no_second_effect(tmp_path: Path) -> None:
    write_sample(tmp_path / "s.xlsx")
    actions.import_file(tmp_path / "s.xlsx", by=None)
    before, events = everything(), Event.objects.count()
    plan, batch = actions.import_file(tmp_path / "s.xlsx", by=None)
    assert batch is None
    assert {outcome for counts in plan.counts.values() for outcome in counts} == {"left"}
    assert everything() == before
    assert (Event.objects.count(), ImportBatch.objects.count()) == (events, 1)


def test_undo_leaves_no_trace_but_the_trail(tmp_path: Path, system_admin: Staff) -> None:
    before = everything()
    write_sample(tmp_path / "s.xlsx")
    _plan, batch = actions.import_file(tmp_path / "s.xlsx", by=None)
    assert batch is not None
    actions.undo_import(batch, by=system_admin)
    assert everything() == before
    batch.refresh_from_db()
    assert batch.status == "undone"
    assert Event.objects.filter(verb="import.undone").count() == 1


def test_changes_are_told_made_and_taken_back(
    tmp_path: Path, site: Site, system_admin: Staff
) -> None:
    code = site.code
    first = {
        "building": [(code, "1", "1栋", "东区", "1单元", 9, 1)],
        "room": [(code, "1", "1单元", 2, "201", Decimal("80.50"), "空置")],
        "space": [(code, "YQ", "花园")],
        "post": [(code, "GC", "维修", "工程部")],
        "shift": [(code, "YE", "夜班", time(20), time(8))],
        "staff": [("G1", "陈志", "13800000000", code, None, "工程部", "GC", "员工", "一班", "YE")],
        "equipment": [
            (code, "B1", "水泵", "给水", "A", None, None, "YQ", "G1", None, "运行", "a=1")
        ],
    }
    bring(tmp_path, system_admin, **first)
    card = EquipmentEntry.objects.get()
    assert (card.kind, card.by) == ("registered", system_admin)
    before = everything()
    second = {
        "building": [(code, "1", "一号楼", "西区", None, 9, 1)],
        "room": [(code, "1", "1单元", 2, "201", Decimal(81), "入住")],
        "staff": [("g1", "陈志远", None, code, None, "工程部", "GC", "领班", "二班", "YE")],
        "equipment": [(code, "B1", "水泵", "给水", "B", None, None, "1", None, None, None, "a=2")],
    }
    plan, batch = bring(tmp_path, system_admin, **second)
    assert {(row.sheet, row.outcome.value, row.changes) for row in plan.rows} == {
        ("楼栋", "changed", (("名称", "1栋", "一号楼"),)),
        ("房屋", "changed", (("面积", "80.50", "81.00"), ("状态", "空置", "入住"))),
        (
            "人员",
            "changed",
            (("姓名", "陈志", "陈志远"), ("班组", "一班", "二班"), ("角色", "员工", "领班")),
        ),
        ("设备", "changed", (("型号", "A", "B"), ("参数", "a=1", "a=2"), ("位置编码", "YQ", "1"))),
    }
    room = Place.objects.get(kind="room")
    assert (room.full_name, room.area) == ("一号楼 · 1单元 · 2层 · 201", Decimal("81.00"))
    assert Place.objects.get(kind="entrance").full_name == "一号楼 · 1单元"
    assert Place.objects.get(code="1", parent__name="西区").kind == "building"
    assert Staff.objects.get(number="G1").phone == "13800000000"  # an empty cell leaves it
    actions.undo_import(batch, by=system_admin)
    assert everything() == before


def test_role_that_began_before_ends_and_stays_on_record(
    tmp_path: Path, site: Site, worker: Staff, system_admin: Staff
) -> None:
    lines = [(worker.number, worker.name, None, site.code, None, "工程部", None, "领班")]
    bring(tmp_path, system_admin, staff=lines)
    held = Membership.objects.filter(staff=worker).order_by("pk")
    assert [(m.role, m.ends_on is None) for m in held] == [("worker", False), ("foreman", True)]
    _plan, batch = bring(tmp_path, system_admin, staff=lines)
    assert batch is None


def test_undo_is_refused_once_somebody_changed_a_row(
    tmp_path: Path, site: Site, system_admin: Staff
) -> None:
    from pinzhi.places.actions import edit_place

    _plan, batch = bring(tmp_path, system_admin, space=[(site.code, "YQ", "花园")])
    edit_place(Place.objects.get(), name="大花园", by=system_admin)
    with pytest.raises(ChangedSince):
        actions.undo_import(batch, by=system_admin)
    assert Place.objects.count() == 1


def test_undo_is_refused_once_a_changed_value_moved_on(
    tmp_path: Path, site: Site, system_admin: Staff
) -> None:
    bring(tmp_path, system_admin, space=[(site.code, "YQ", "花园")])
    _plan, batch = bring(tmp_path, system_admin, space=[(site.code, "YQ", "大花园")])
    bring(tmp_path, system_admin, space=[(site.code, "YQ", "小花园")])
    with pytest.raises(ChangedSince):
        actions.undo_import(batch, by=system_admin)


def test_undo_is_refused_once_something_rests_on_it(
    tmp_path: Path, site: Site, system_admin: Staff
) -> None:
    _plan, batch = bring(tmp_path, system_admin, building=[(site.code, "1", "1栋")])
    building = Place.objects.get()
    Place.objects.create(
        site=site, parent=building, kind="space", code="x", name="x", full_name="x"
    )
    with pytest.raises(NeededSince):
        actions.undo_import(batch, by=system_admin)
    assert Place.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ({"building": [("NOWHERE", "1", "1栋")]}, [("楼栋", 2, "项目编码", "no_parent")]),
        ({"room": [("LAKESIDE", "9", None, 1, "101")]}, [("房屋", 2, "楼栋编码", "no_parent")]),
        (
            {
                "building": [("LAKESIDE", "1", "1栋", None, "1单元", 6, 1)],
                "room": [
                    ("LAKESIDE", "1", "2单元", 1, "101"),
                    ("LAKESIDE", "1", "1单元", 7, "701"),
                    ("LAKESIDE", "1", "1单元", -2, "B201"),
                ],
            },
            [
                ("房屋", 2, "单元", "no_parent"),
                ("房屋", 3, "楼层", "out_of_range"),
                ("房屋", 4, "楼层", "out_of_range"),
            ],
        ),
        (
            {
                "building": [("LAKESIDE", "1", "1栋")],
                "space": [("LAKESIDE", "1", "大堂"), ("LAKESIDE", "A", "厅", None, "Q", "9")],
            },
            [("公共区域", 2, "编码", "taken"), ("公共区域", 3, "楼栋编码", "no_parent")],
        ),
        # codes spelt from those of buildings that meet
        (
            {
                "building": [
                    ("LAKESIDE", "1", "一", None, "1-2"),
                    ("LAKESIDE", "1-1", "二", None, "2"),
                ]
            },
            [("楼栋", 3, "单元", "taken")],
        ),
        (
            {
                "building": [("LAKESIDE", "1", "一", None, "1-x"), ("LAKESIDE", "1-1", "二")],
                "room": [
                    ("LAKESIDE", "1", "1-x", 1, "101"),
                    ("LAKESIDE", "1-1", None, 1, "x-101"),
                ],
            },
            [("房屋", 3, "房号", "taken")],
        ),
        (
            {"staff": [("g1", "陈", None, "LAKESIDE"), ("G1", "林", None, "LAKESIDE")]},
            [("人员", 3, "工号", "taken")],
        ),
        (
            {"space": [("LAKESIDE", "A", "厅", None, None, None, None, None, "GHOST")]},
            [("公共区域", 2, "责任人工号", "no_parent")],
        ),
        (
            {"organisation": [("N", "新", "分公司", "GROUP", "物业")]},
            [("组织", 2, "上级编码", "wrong_parent")],
        ),
        (
            {"organisation": [("N", "新", "公司", None, "物业")]},
            [("组织", 2, "上级编码", "wrong_parent")],
        ),
        (
            {"organisation": [("N", "新", "分公司", "SOUTH", "银行")]},
            [("组织", 2, "业务线", "other_line")],
        ),
        (
            {"organisation": [("N", "新", "公司", "X", "物业")]},
            [("组织", 2, "上级编码", "no_parent")],
        ),
        (
            {
                "organisation": [
                    ("A", "甲", "分公司", "B", "物业"),
                    ("B", "乙", "分公司", "A", "物业"),
                ]
            },
            [("组织", 2, "上级编码", "own_parent"), ("组织", 3, "上级编码", "own_parent")],
        ),
        (
            {"organisation": [("SOUTH", "南", "分公司", "GROUP", "物业")]},
            [("组织", 2, "类型", "fixed")],
        ),
        ({"site": [("SOUTH", "南", "SOUTH", "住宅")]}, [("项目", 2, "编码", "taken")]),
        ({"site": [("LAKESIDE", "湖", "GROUP", "住宅")]}, [("项目", 2, "所属组织编码", "fixed")]),
        ({"site": [("N", "新", "GROUP", "住宅")]}, [("项目", 2, "所属组织编码", "wrong_parent")]),
        (
            {"staff": [("G1", "陈", None, "LAKESIDE", None, None, "NO")]},
            [("人员", 2, "岗位编码", "no_parent")],
        ),
        (
            {"staff": [("G1", "陈", None, None, None, None, None, "员工")]},
            [("人员", 2, "项目编码", "required")],
        ),
        (
            {"equipment": [("LAKESIDE", "B", "泵", "给水", None, None, None, "Q")]},
            [("设备", 2, "位置编码", "no_parent")],
        ),
    ],
)
def test_row_that_does_not_fit_is_refused_and_nothing_comes_in(
    tmp_path: Path, site: Site, lines: dict[str, Any], found: list[tuple[str, int, str, str]]
) -> None:
    assert site.code == "LAKESIDE"
    before = everything()
    # an honest row beside the bad one: all or nothing
    assert problems(tmp_path, post=[(site.code, "GC", "维修", "工程部")], **lines) == found
    assert everything() == before


def test_import_of_a_file_refused_as_a_whole_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(FileRefusedError):
        actions.import_file(tmp_path / "a.xlsx", by=None)
    assert ImportBatch.objects.count() == 0


def test_joining_day_begins_the_posting(tmp_path: Path, site: Site) -> None:
    bring(
        tmp_path,
        post=[(site.code, "GC", "维修", "工程部")],
        staff=[("G1", "陈", None, site.code, None, None, "GC", None, None, None, date(2024, 2, 1))],
    )
    assert Posting.objects.get().starts_on == date(2024, 2, 1)


def test_number_of_queries_does_not_grow_with_the_rows(tmp_path: Path, site: Site) -> None:
    def rooms(buildings: range) -> dict[str, Any]:
        return {
            "building": [(site.code, str(b), f"{b}栋", None, "1单元") for b in buildings],
            "room": [
                (site.code, str(b), "1单元", floor, f"{floor:02}{flat:02}", 90, "入住")
                for b in buildings
                for floor in range(1, 26)
                for flat in range(1, 5)
            ],
        }

    taken = []
    for buildings in (range(1, 2), range(2, 52)):  # 100 rooms, then 5,000
        with CaptureQueriesContext(connection) as queries:
            bring(tmp_path, **rooms(buildings))
        taken.append(len(queries))
    assert Place.objects.filter(kind="room").count() == 5100
    assert taken[1] <= taken[0] <= 60


def test_broken_off_import_leaves_nothing(tmp_path: Path, site: Site) -> None:
    """The database itself refuses half-way: a code that came in from elsewhere meanwhile."""
    write_workbook(
        tmp_path / "a.xlsx",
        {
            "post": [(site.code, "GC", "维修", "工程部")],
            "space": [(site.code, f"A{n}", "厅") for n in range(3)],
        },
    )
    plan = actions.try_file(tmp_path / "a.xlsx", by=None)
    Place.objects.create(site=site, kind="space", code="A2", name="x", full_name="x")
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic():
        write_plan(plan)
    assert everything() == before
