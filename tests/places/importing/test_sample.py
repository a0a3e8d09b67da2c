from collections import Counter
from pathlib import Path

import python_calamine

from pinzhi.places.importing.reading import read_file
from pinzhi.places.importing.sample import sample_lines, write_sample
from pinzhi.places.importing.words import SYSTEMS
from pinzhi.places.models import EquipmentSystem


def test_sample_holds_what_it_says(tmp_path: Path) -> None:
    write_sample(tmp_path / "s.xlsx")
    book = read_file(tmp_path / "s.xlsx")
    assert (book.problems, book.notes) == ([], [])
    counts = {code: len(part.records) for code, part in book.parts.items()}
    assert counts == {
        "organisation": 7,
        "site": 25,
        "building": 12,
        "room": 1248,
        "space": 31,
        "checkpoint": 132,
        "post": 20,
        "shift": 6,
        "staff": 86,
        "equipment": 214,
    }
    staff = book.records("staff")
    assert len({record.values["department"] for record in staff}) == 4
    assert all(record.values["shift"] for record in staff)
    systems = {record.values["system"] for record in book.records("equipment")}
    assert systems == set(SYSTEMS.values()) == set(EquipmentSystem.values)
    outlets = [r for r in book.records("site") if r.values["kind"] == "outlet"]
    assert Counter(record.values["parent"] for record in outlets) == Counter(
        {"ZH-CB": 8, "ZH-CN": 8, "ZH-GX": 8}
    )


def test_sample_is_the_same_for_the_same_seed() -> None:
    assert sample_lines(7) == sample_lines(7)
    assert sample_lines(7)["staff"] != sample_lines(8)["staff"]


def test_another_reader_sees_the_same_rooms(tmp_path: Path) -> None:
    """An independent reader of the format as the oracle of ours."""
    path = tmp_path / "s.xlsx"
    write_sample(path)
    theirs = python_calamine.load_workbook(str(path)).get_sheet_by_name("房屋").to_python()
    ours = read_file(path).records("room")
    assert len(theirs) == len(ours) + 1
    for row, record in zip(theirs[1:], ours, strict=True):
        values = record.values
        assert row[:5] == [
            values["site"],
            values["building"],
            values["entrance"],
            values["floor"],
            values["number"],
        ]
        assert round(float(str(row[5])), 2) == float(str(values["area"]))
