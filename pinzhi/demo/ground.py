"""Where the demonstration happens, as the rows of import sheets: estates and bank outlets.

The first estate is the shipped sample, whole; the others are smaller ones cut from it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pinzhi.demo import words
from pinzhi.places.importing.columns import BY_CODE
from pinzhi.places.importing.sample import ESTATE, FIRST_DAY, sample_lines
from pinzhi.places.importing.template import Line

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
BRANCHES = (("WY-HD", "华东分公司"), ("WY-HN", "华南分公司"), ("WY-HZ", "华中分公司"))
AT_SITE = ("building", "room", "space", "checkpoint", "post", "shift", "staff", "equipment")


@dataclass(frozen=True)
class Size:
    """How large a made-up estate is: of the sample's 12 buildings, 132 checkpoints and so on."""

    buildings: int = 12
    every_spot: int = 1
    every_person: int = 1

    @property
    def whole(self) -> bool:
        return self == Size()


WHOLE = Size()
MIDDLE = Size(buildings=6, every_spot=2, every_person=2)
SMALL = Size(buildings=3, every_spot=4, every_person=3)


def group_sheets(sizes: Iterable[Size], *, outlets: int, seed: int, visitors: bool) -> Sheets:
    """All rows of a group: an estate for each size, so many bank outlets, and who visits it."""
    sample = {
        code: [_row(code, line) for line in lines] for code, lines in sample_lines(seed).items()
    }
    sheets: Sheets = {code: [] for code in BY_CODE}
    sheets["organisation"] = _organisation(sample)
    for at, size in enumerate(sizes):
        _add(sheets, estate(sample, at, size))
    for at, site in enumerate(sample["site"][1 : 1 + outlets]):
        _add(sheets, outlet(site, at))
    if visitors:
        # first in the list, first in turn: whoever tries the product finds work of the day
        sheets["staff"] = [*_visitors(), *sheets["staff"]]
        for row in (r for code in ("building", "space", "equipment") for r in sheets[code]):
            if row["site"] == ESTATE:
                row["responsible"] = words.HANDED_OVER.get(row["responsible"], row["responsible"])
    return sheets


def lines_of(sheets: Sheets) -> dict[str, list[Line]]:
    """The same as lists in the order of each sheet's columns."""
    fields = {code: [c.field for c in sheet.columns] for code, sheet in BY_CODE.items()}
    return {code: [[r.get(f) for f in fields[code]] for r in rows] for code, rows in sheets.items()}


def estate(sample: Sheets, at: int, size: Size) -> Sheets:
    """One estate: the sample itself, or a smaller one with codes and numbers of its own."""
    site = next(row for row in sample["site"] if row["code"] == ESTATE)
    own = {code: [dict(row) for row in sample[code]] for code in AT_SITE}
    if not size.whole:
        _shrink(own, size)
    if at:
        name, address = words.ESTATES[(at - 1) % len(words.ESTATES)]
        turn = (at - 1) // len(words.ESTATES)
        name = f"{name}{turn + 1}期" if turn else name
        site = {**site, "code": f"YX{at + 1:03}", "name": name, "address": address}
        site["parent"] = BRANCHES[at % len(BRANCHES)][0]
        site["area"] = round(site["area"] * size.buildings / 12, 2)
        _rename(own, str(site["code"]), at)
    code, title, department = words.QUALITY_POST
    own["post"].append(
        {"site": site["code"], "code": code, "name": title, "department": department}
    )
    return {"site": [site], **own}


def outlet(site: Row, at: int) -> Sheets:
    """One bank outlet with its few posts and people."""
    code = site["code"]
    shift = {"site": code, "code": "RB", "name": "日班"}
    hours = {"starts": _clock("08:00"), "ends": _clock("17:30")}
    posts = [{"site": code, "code": c, "name": n, "department": d} for c, n, d in words.BANK_POSTS]
    return {
        "site": [site],
        "post": posts,
        "shift": [{**shift, **hours}],
        "staff": list(_tellers(code, at)),
    }


def _tellers(code: str, at: int) -> Iterator[Row]:
    from pinzhi.places.importing import sample_words

    departments = {c: d for c, _n, d in words.BANK_POSTS}
    number = 0
    for post, role, count in words.BANK_STAFF:
        for _one in range(count):
            number += 1
            turn = at * 7 + number
            first = sample_words.SURNAMES[turn * 3 % len(sample_words.SURNAMES)]
            given = sample_words.GIVEN_SECOND[turn % len(sample_words.GIVEN_SECOND)]
            yield {
                "number": f"{code}-{number:02}",
                "name": first + given,
                "site": code,
                "department": departments[post],
                "post": post,
                "role": role,
                "shift": "RB",
                "joined_on": FIRST_DAY,
            }


def _visitors() -> Iterator[Row]:
    for number, name, post, role, department, team, shift in words.VISITORS_AT_SITE:
        yield {
            "number": number,
            "name": name,
            "site": ESTATE,
            "post": post,
            "role": role,
            "department": department,
            "team": team or None,
            "shift": shift,
            "joined_on": FIRST_DAY,
        }
    for number, name, node, role, department in words.VISITORS_ABOVE:
        yield {
            "number": number,
            "name": name,
            "node": node,
            "role": role or None,
            "department": department or None,
            "joined_on": FIRST_DAY,
        }


def _organisation(sample: Sheets) -> list[Row]:
    rows = list(sample["organisation"])
    for code, name in BRANCHES[1:]:
        rows.append({"code": code, "name": name, "kind": "分公司", "parent": "WY", "line": "物业"})
    return rows


def _shrink(own: Sheets, size: Size) -> None:
    """Keep some buildings with what stands in them, some checkpoints, some people."""
    step = 12 // size.buildings
    kept = {str(n) for n in range(1, 13, step)[: size.buildings]}
    own["building"] = [r for r in own["building"] if r["code"] in kept]
    own["room"] = [r for r in own["room"] if r["building"] in kept]
    spots = [r for r in own["checkpoint"] if r.get("building") in {None, *kept}]
    own["checkpoint"] = spots[:: size.every_spot]
    spaces = {r["code"] for r in own["space"]}
    machines = [r for r in own["equipment"] if r["place"] in kept | spaces]
    seen: dict[str, int] = {}
    own["equipment"] = []
    for row in machines:
        prefix = row["code"].partition("-")[0]
        seen[prefix] = seen.get(prefix, 0) + 1
        if row["place"] in kept or seen[prefix] % (12 // size.buildings) == 1:
            own["equipment"].append(row)
    _let_go(own, size.every_person)


def _let_go(own: Sheets, every: int) -> None:
    """Of each post and shift keep one in `every`; those who stay answer for what others did."""
    count: dict[tuple[str, str], int] = {}
    staff: list[Row] = []
    heir: dict[str, str] = {}
    for row in own["staff"]:
        key = (row["post"], row["shift"])
        count[key] = count.get(key, 0) + 1
        if count[key] % every == 1 % every:
            staff.append(row)
    for row in own["staff"]:
        stays = [s for s in staff if s["post"] == row["post"]]
        heir[row["number"]] = row["number"] if row in stays else stays[0]["number"]
    own["staff"] = staff
    for sheet in ("building", "space", "equipment"):
        for row in own[sheet]:
            if row.get("responsible"):
                row["responsible"] = heir[row["responsible"]]


def _rename(own: Sheets, code: str, at: int) -> None:
    for rows in own.values():
        for row in rows:
            row["site"] = code
            if row.get("responsible"):
                row["responsible"] = f"{at + 1:03}-{row['responsible']}"
    for row in own["staff"]:
        row["number"] = f"{at + 1:03}-{row['number']}"


def _add(sheets: Sheets, more: Sheets) -> None:
    for code, rows in more.items():
        sheets[code] += rows


def _row(code: str, line: Line) -> Row:
    fields = [column.field for column in BY_CODE[code].columns]
    return dict(zip(fields, line, strict=True))


def _clock(text: str) -> Any:
    from datetime import time

    return time.fromisoformat(text)
