"""A newcomer's workbook: one building of the sample with its people, the smallest whole estate."""

from pathlib import Path

from pinzhi.demo.ground import Size, group_sheets, lines_of
from pinzhi.places.importing.template import write_workbook

OFFICER = {"number": "PZ001", "name": "孟知行", "node": "HQ"}


def write_small_estate(to: Path) -> None:
    """What the shipped sample holds, cut to 132 flats; and the quality officer to be."""
    sheets = group_sheets([Size(1, 4, 3)], outlets=0, seed=1, visitors=False)
    sheets["staff"].append(OFFICER)
    write_workbook(to, lines_of(sheets))
