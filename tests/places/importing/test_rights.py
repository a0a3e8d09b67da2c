"""Whom an import may touch, and for whom."""

from pathlib import Path
from typing import Any

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from tests.places.importing.bringing import bring, problems

pytestmark = pytest.mark.django_db


def test_leaver_neither_comes_back_nor_answers_for_anything(
    tmp_path: Path, site: Site, worker: Staff
) -> None:
    worker.is_active = False
    worker.left_at = "2026-01-01T00:00Z"
    worker.save()
    space = (site.code, "A", "厅", None, None, None, None, None, worker.number)
    assert problems(tmp_path, staff=[(worker.number, "韦")], space=[space]) == [
        ("人员", 2, "工号", "has_left"),
        ("公共区域", 2, "责任人工号", "has_left"),
    ]


def test_somebody_from_elsewhere_cannot_answer_for_it(
    tmp_path: Path, site: Site, sister_manager: Staff
) -> None:
    space = (site.code, "A", "厅", None, None, None, None, None, sister_manager.number)
    assert problems(tmp_path, space=[space]) == [("公共区域", 2, "责任人工号", "works_elsewhere")]


def test_manager_brings_in_the_own_site_only(
    tmp_path: Path, site: Site, sister_site: Site, site_manager: Staff
) -> None:
    _plan, batch = bring(tmp_path, site_manager, space=[(site.code, "A", "厅")])
    assert batch is not None
    refused = {
        "space": [(sister_site.code, "A", "厅")],
        "organisation": [("N", "新", "公司", "GROUP", "物业")],
        "site": [("M", "新", "SOUTH", "住宅"), (site.code, "湖畔", "SOUTH", "住宅")],
    }
    assert problems(tmp_path, site_manager, **refused) == [
        ("组织", 2, "编码", "not_yours"),
        ("项目", 2, "编码", "not_yours"),
        ("公共区域", 2, "项目编码", "not_yours"),
    ]


def test_manager_staffs_the_site_below_the_manager(
    tmp_path: Path, site: Site, site_manager: Staff, sister_manager: Staff, worker: Staff
) -> None:
    def person(number: str, role: str) -> tuple[Any, ...]:
        return (number, "陈", None, site.code, None, None, None, role)

    bring(tmp_path, site_manager, staff=[person("N1", "领班"), person(worker.number, "管家")])
    assert problems(
        tmp_path,
        site_manager,
        staff=[
            person("N2", "项目经理"),
            person("N3", "审计员"),
            person(site_manager.number, "领班"),
            person(sister_manager.number, "员工"),
        ],
    ) == [
        ("人员", 2, "角色", "not_to_give"),
        ("人员", 3, "角色", "not_to_give"),
        ("人员", 4, "角色", "own_rights"),
        ("人员", 5, "工号", "not_yours"),
    ]


def test_system_administrator_gives_no_right_above_the_sites(
    tmp_path: Path, site: Site, system_admin: Staff
) -> None:
    above = ("N2", "陈", None, None, "GROUP", None, None, "品质专员")
    manager = ("N1", "林", None, site.code, None, None, None, "项目经理")
    assert problems(tmp_path, system_admin, staff=[manager, above]) == [
        ("人员", 3, "角色", "not_to_give")
    ]
