"""What is shipped can be used as it is, and the pages about it are true."""

import re
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import pinzhi
from pinzhi.common.calendar import Calendar
from pinzhi.plans.recurrence import EVENTS, occurrences
from pinzhi.standards.coverage import read_coverage
from pinzhi.standards.coverage_page import page
from pinzhi.standards.library import pack_files, read_library
from pinzhi.standards.pack import Pack, read_pack
from pinzhi.standards.verifying import library_faults, shared_codes
from tests.standards.test_pack_terms import FULL

DOCS = Path(pinzhi.__file__).parents[1] / "docs"
PACKS = read_library()
SHANGHAI = ZoneInfo("Asia/Shanghai")
ALWAYS_OPEN = Calendar("Asia/Shanghai", {day: [(time(0), time(0))] for day in range(1, 8)})
# long enough for what comes up every second year
YEARS = (datetime(2026, 1, 1, tzinfo=SHANGHAI), datetime(2031, 1, 1, tzinfo=SHANGHAI))

each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)


def rules(pack: Pack) -> list[dict[str, Any]]:
    """Every recurrence of a pack: of its plans and of the options of its variants."""
    planned = [one.plan.recurrence for one in pack.checklists if one.plan is not None]
    options = [option for variant in pack.variants for option in variant.options]
    changes = [each.changes for option in options for each in option.sets]
    return planned + [one["recurrence"] for one in changes if "recurrence" in one]


def test_library_has_no_fault() -> None:
    assert library_faults() == []


def test_library_is_more_than_the_starters() -> None:
    assert len(pack_files()) == len(PACKS) > 30


@each_pack
def test_every_recurrence_can_be_put_on_the_calendar(pack: Pack) -> None:
    for rule in rules(pack):
        found = next(iter(occurrences(rule, *YEARS, ALWAYS_OPEN)), None)
        assert (found is not None) == (rule.get("condition") not in EVENTS), rule


@each_pack
def test_titles_are_told_apart(pack: Pack) -> None:
    titles = [checklist.title for checklist in pack.checklists]
    assert sorted(set(titles)) == sorted(titles)


def test_codes_that_two_packs_use_are_noticed() -> None:
    one = read_pack(FULL)
    assert list(shared_codes([one, one])) == [
        "standard PZ-X: stands in more than one pack: PZ-X, PZ-X.",
        "checklist X-PUMP: stands in more than one pack: PZ-X, PZ-X.",
        "checklist X-ONCE: stands in more than one pack: PZ-X, PZ-X.",
    ]
    other = read_pack(FULL.replace("PZ-X", "PZ-Y").replace("X-ONCE", "Y-ONCE"))
    assert list(shared_codes([one, other])) == [
        "checklist X-PUMP: stands in more than one pack: PZ-X, PZ-Y.",
    ]


def test_coverage_page_is_up_to_date() -> None:
    """Renew it with: pinzhi packs coverage > docs/coverage.md"""
    assert (DOCS / "coverage.md").read_text(encoding="utf-8") == page(read_coverage())


def test_library_page_names_every_pack() -> None:
    text = (DOCS / "library.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z-]+)` \| (\S+) \| (.+) \|$", text, flags=re.MULTILINE)
    shipped = [(one.code, one.title, one.about) for one in PACKS if one.about]
    assert rows == shipped
    assert {one.code for one in PACKS if not one.about} == {"PZ-BNK", "PZ-RES"}
