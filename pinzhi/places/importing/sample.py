"""A made-up group with one large estate and a bank's outlets, the same for the same seed.

For trying the import and for demonstrations. No person, company or address here is real.
"""

import random
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from pinzhi.places.importing import sample_words as words
from pinzhi.places.importing.columns import BY_CODE
from pinzhi.places.importing.template import Line, write_workbook

ESTATE = "YXY"
# floors above ground by building; two entrances of two flats on each floor
FLOORS = (33, 33, 33, 33, 18, 18, 18, 18, 27, 27, 27, 27)
ENTRANCES = ("1单元", "2单元")
FLATS = ("01", "02")
OCCUPANCY = {"入住": 82, "空置": 12, "装修": 6}
SUB_BRANCHES = (("ZH-CB", "城北支行"), ("ZH-CN", "城南支行"), ("ZH-GX", "高新支行"))
FIRST_DAY = date(2019, 6, 1)

Cell = str | int | Decimal | date | time | None


def write_sample(to: Path | BinaryIO, seed: int = 1) -> None:
    """Write the sample workbook: 12 buildings, 1,248 rooms, 86 staff, 214 machines, 24 outlets."""
    write_workbook(to, sample_lines(seed))


def sample_lines(seed: int = 1) -> dict[str, list[Line]]:
    """The rows of the sample by sheet code, each in the order of the sheet's columns."""
    chance = random.Random(seed)  # noqa: S311 -- made-up people, not secrets
    people = list(_staff(chance))
    return {
        "organisation": list(_organisation()),
        "site": list(_sites(chance)),
        "building": list(_buildings()),
        "room": list(_rooms(chance)),
        "space": list(_spaces()),
        "checkpoint": list(_checkpoints()),
        "post": [
            _line("post", site=ESTATE, code=c, name=n, department=d) for c, n, d in words.POSTS
        ],
        "shift": list(_shifts()),
        "staff": people,
        "equipment": list(_equipment(chance)),
    }


def _line(sheet: str, **values: Cell) -> Line:
    columns = [column.field for column in BY_CODE[sheet].columns]
    assert set(values) <= set(columns), set(values) - set(columns)  # noqa: S101 -- a slip of ours
    return [values.get(field) for field in columns]


def _organisation() -> Iterator[Line]:
    rows = [
        ("HQ", "云栖服务集团", "集团", None, "物业"),
        ("WY", "云栖物业服务有限公司", "公司", "HQ", "物业"),
        ("WY-HD", "华东分公司", "分公司", "WY", "物业"),
        ("YH", "江城银行分行", "公司", "HQ", "银行"),
        *((code, name, "支行", "YH", "银行") for code, name in SUB_BRANCHES),
    ]
    for code, name, kind, parent, line in rows:
        yield _line("organisation", code=code, name=name, kind=kind, parent=parent, line=line)


def _sites(chance: random.Random) -> Iterator[Line]:
    yield _line(
        "site",
        code=ESTATE,
        name="云栖苑",
        parent="WY-HD",
        kind="住宅",
        address="江城市临江区云栖路88号",
        area=Decimal("168420.50"),
    )
    for number, (street, name) in enumerate(words.OUTLETS):
        branch = SUB_BRANCHES[number // 8][0]
        yield _line(
            "site",
            code=f"WD-{number + 1:02}",
            name=f"{name}网点",
            parent=branch,
            kind="银行网点",
            address=f"江城市{street}{chance.randint(3, 480)}号",
            area=Decimal(chance.randint(18_000, 65_000)) / 100,
        )


def _buildings() -> Iterator[Line]:
    for number, floors in enumerate(FLOORS, start=1):
        yield _line(
            "building",
            site=ESTATE,
            code=str(number),
            name=f"{number}栋",
            zone=_zone(number),
            entrances="、".join(ENTRANCES),
            floors_up=floors,
            floors_down=2,
            responsible=_butler(number),
        )


def _zone(building: int) -> str:
    return words.ZONES[(building - 1) // 4]


def _butler(building: int) -> str:
    return f"KF{10 + (building - 1) // 2:03}"


def _rooms(chance: random.Random) -> Iterator[Line]:
    names, weights = list(OCCUPANCY), list(OCCUPANCY.values())
    for number, floors in enumerate(FLOORS, start=1):
        sizes = [Decimal(chance.randint(8_600, 14_300)) / 100 for _flat in (*FLATS, *FLATS)]
        for entrance_at, entrance in enumerate(ENTRANCES):
            for floor in range(1, floors + 1):
                for flat_at, flat in enumerate(FLATS):
                    yield _line(
                        "room",
                        site=ESTATE,
                        building=str(number),
                        entrance=entrance,
                        floor=floor,
                        number=f"{floor}{flat}",
                        area=sizes[entrance_at * 2 + flat_at],
                        occupancy=chance.choices(names, weights)[0],
                    )


def _spaces() -> Iterator[Line]:
    for at, zone in enumerate(words.ZONES):
        yield _line(
            "space",
            site=ESTATE,
            code=f"PQ-{at + 1}",
            name=zone,
            kind="片区",
            responsible=_butler(at * 4 + 1),
        )
    for code, name, zone, floor, responsible in words.SPACES:
        yield _line(
            "space",
            site=ESTATE,
            code=code,
            name=name,
            kind="公共区域",
            zone=zone,
            floor=floor,
            responsible=responsible,
        )


def _checkpoints() -> Iterator[Line]:
    order = 0
    for number, floors in enumerate(FLOORS, start=1):
        spots = [(name, floor or floors) for name, floor in words.BUILDING_SPOTS]
        for name, floor in spots:
            order += 1
            yield _checkpoint(order, f"{number}栋{name}", floor, building=str(number))
    for space, name in words.SPACE_SPOTS:
        order += 1
        yield _checkpoint(order, name, None, space=space)


def _checkpoint(order: int, name: str, floor: int | None, **where: str) -> Line:
    # the tag in a lobby is worn by many hands: NFC where people patrol, paper codes elsewhere
    return _line(
        "checkpoint",
        site=ESTATE,
        code=f"XC-{order:03}",
        name=name,
        floor=floor,
        proof="NFC" if order % 3 else "二维码",
        order=order,
        **where,
    )


def _shifts() -> Iterator[Line]:
    for code, name, starts, ends in words.SHIFTS:
        yield _line("shift", site=ESTATE, code=code, name=name, starts=starts, ends=ends)


def _staff(chance: random.Random) -> Iterator[Line]:
    names = _names(chance)
    for prefix, department, jobs in words.STAFFING:
        number = 0
        for post, role, count, team, shifts in jobs:
            for at in range(count):
                number += 1
                yield _line(
                    "staff",
                    number=f"{prefix}{number:03}",
                    name=next(names),
                    phone=f"1990000{chance.randint(0, 9999):04}",
                    site=ESTATE,
                    department=department,
                    post=post,
                    role=role,
                    team=team.format(at % len(shifts) + 1) if team else None,
                    shift=shifts[at % len(shifts)],
                    joined_on=FIRST_DAY + timedelta(days=chance.randint(0, 2400)),
                )


def _names(chance: random.Random) -> Iterator[str]:
    """Names that do not repeat."""
    given = [first + second for first in words.GIVEN_FIRST for second in words.GIVEN_SECOND]
    chance.shuffle(given)
    for at, name in enumerate(given):
        yield words.SURNAMES[at % len(words.SURNAMES)] + name


def _equipment(chance: random.Random) -> Iterator[Line]:
    for prefix, system, name, count, place, responsible, model, params in words.EQUIPMENT:
        for at in range(1, count + 1):
            building = (at - 1) * len(FLOORS) // count + 1
            yield _line(
                "equipment",
                site=ESTATE,
                code=f"{prefix}-{at:03}",
                name=name.format(at=at, building=building, side=(at - 1) % 2 + 1),
                system=system,
                model=model,
                maker=chance.choice(words.MAKERS),
                serial=f"{prefix}{chance.randint(10**7, 10**8 - 1)}",
                place=place or str(building),
                responsible=responsible,
                in_use_since=FIRST_DAY - timedelta(days=chance.randint(30, 400)),
                status=chance.choices(("运行", "备用", "停用"), (92, 6, 2))[0],
                parameters=params,
            )
