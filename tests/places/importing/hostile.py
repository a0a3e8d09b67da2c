"""Workbooks built by hand, part by part, so that a test can spoil exactly one of them."""

import random
import struct
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

POSTS = (("项目编码", "编码", "名称", "部门"), ("YXY", "GC", "维修", "工程部"))


def cell(value: object, ref: str = "") -> str:
    at = f' r="{ref}"' if ref else ""
    if isinstance(value, str):
        return f'<c{at} t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c{at}><v>{value}</v></c>"


def sheet_xml(rows: tuple[tuple[object, ...], ...] = POSTS, tail: str = "") -> str:
    lines = "".join(
        f'<row r="{at}">{"".join(cell(value) for value in row)}</row>'
        for at, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{tail}</worksheet>'


def parts(sheet: str = "", name: str = "岗位", kind: str = PLAIN_TYPE) -> dict[str, str | bytes]:
    """A whole, honest workbook of one sheet with inline strings."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/x"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{REL}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet or sheet_xml(),
    }


def write(path: Path, contents: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


def zeros_bomb(path: Path) -> Path:
    """One part of 140 MB of nothing."""
    write(path, parts())
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.bin", "w") as part,
    ):
        for _turn in range(140):
            part.write(bytes(1024 * 1024))
    return path


def overlapping_bomb(path: Path) -> Path:
    """Fifty directory entries that all point at the same packed bytes (after D. Fifield, 2019)."""
    write(path, parts() | {"xl/media/a.bin": bytes(1_000_000)})
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    start = struct.unpack("<L", data[at + 16 : at + 20])[0]
    directory = data[start:at]
    last = directory.rfind(b"PK\x01\x02")
    copies = b"".join(
        directory[last:].replace(b"xl/media/a.bin", b"xl/media/%c.bin" % (ord("b") + turn))
        for turn in range(20)
    )
    end = bytearray(data[at:])
    count = directory.count(b"PK\x01\x02") + 20
    end[8:12] = struct.pack("<HH", count, count)
    end[12:16] = struct.pack("<L", len(directory) + len(copies))
    path.write_bytes(data[:at] + copies + bytes(end))
    return path


def many_parts(path: Path, count: int = 60_000) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"p{number}", b"")
    return path


def empty_rows(path: Path, cells: str = "") -> Path:
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(3, 1_000_003))
    sheet = sheet_xml().replace("</sheetData>", rows + "</sheetData>")
    return write(path, parts(sheet))


def long_token(path: Path) -> Path:
    """An attribute of 90 MB that packs no better than a sheet does (about 30 to 1)."""
    noise = random.Random(1)  # noqa: S311 -- noise
    blocks = (noise.randbytes(512).hex() * 32 for _turn in range(90 * 32))
    return write(path, parts(f'<worksheet xmlns="{MAIN}" x="{"".join(blocks)}"/>'))


def deep_nesting(path: Path) -> Path:
    return write(path, parts(f'<worksheet xmlns="{MAIN}">' + "<a>" * 100_000))
