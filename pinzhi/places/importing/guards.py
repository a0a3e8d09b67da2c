"""Look at the raw file before anything parses it.

Everything here reads the archive's directory and the first bytes of its parts, never a part as
a whole; so a hostile file costs no more than an honest one.
"""

import zipfile
from pathlib import Path

from pinzhi.places.importing import limits, safexml
from pinzhi.places.importing.problems import FileRefusedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
OTHER_KINDS = (ZIP, OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
EOCD = b"PK\x05\x06"
EOCD_BYTES = 22
ENCRYPTED = 0x1
LOCAL_HEADER_BYTES = 30
CENTRAL = b"PK\x01\x02"

MACRO_PARTS = ("vbaproject", "xl/macrosheets/", "xl/activex/", "vbadata.xml")
OUTSIDE_PARTS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/webextensions/")
NESTED_PARTS = ("xl/embeddings/", "oleobject")
XML_ENDINGS = (".xml", ".rels", ".vml")
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def check_outside(path: Path, ending: str) -> None:
    """Refuse by size and by first bytes: empty, too large, locked, or not what its ending says."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefusedError("empty")
    if size > limits.FILE_BYTES:
        raise FileRefusedError("too_large", limit=limits.FILE_BYTES // 1024 // 1024)
    with path.open("rb") as file:
        head = file.read(8)
    if ending == ".xlsx":
        if head == OLE:
            raise FileRefusedError("old_or_locked")
        if not head.startswith((ZIP, EOCD)):
            raise FileRefusedError("not_its_ending", ending=ending)
    elif ending == ".csv":
        if head.startswith(OTHER_KINDS):
            raise FileRefusedError("not_its_ending", ending=ending)
    else:
        raise FileRefusedError("unknown_ending", name=ending)


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a workbook's archive once its directory, its parts and their first bytes look honest."""
    _check_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise FileRefusedError("damaged") from error
    try:
        _check_parts(archive)
        _check_contents(archive)
    except BaseException:
        archive.close()
        raise
    return archive


def _check_directory(path: Path) -> None:
    """Bound the directory before zipfile builds an object for each of a million entries."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_535 - EOCD_BYTES))
        tail = file.read()
    at = tail.rfind(EOCD)
    if at < 0 or len(tail) - at < EOCD_BYTES:
        raise FileRefusedError("damaged")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    # 0xFFFF and 0xFFFFFFFF point to a zip64 directory, which no file this small needs.
    if entries > limits.PARTS or directory > limits.DIRECTORY_BYTES:
        raise FileRefusedError("too_many_parts", limit=limits.PARTS)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > limits.PARTS:
        raise FileRefusedError("too_many_parts", limit=limits.PARTS)
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise FileRefusedError("overlapping")
    for part in parts:
        _check_part(part)
    if sum(part.file_size for part in parts) > limits.TOTAL_BYTES:
        raise FileRefusedError("bomb")
    _check_overlap(parts, archive.start_dir)


def _check_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED:
        raise FileRefusedError("locked")
    if part.file_size > limits.PART_BYTES:
        raise FileRefusedError("bomb")
    large = part.file_size > limits.RATIO_FROM_BYTES
    if large and part.file_size > limits.RATIO * max(part.compress_size, 1):
        raise FileRefusedError("bomb")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefusedError("damaged")


def _check_overlap(parts: list[zipfile.ZipInfo], directory: int) -> None:
    """Each part has its own bytes; a bomb lets many parts share one."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise FileRefusedError("overlapping")
        end = part.header_offset + LOCAL_HEADER_BYTES + part.compress_size
    if end > directory:
        raise FileRefusedError("overlapping")


def _check_contents(archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        _check_name(part.filename)
    for part in archive.infolist():
        if not part.is_dir():
            _check_head(archive, part)
    _check_types(archive)
    for part in archive.infolist():
        if part.filename.lower().endswith(".rels"):
            _check_links(archive, part.filename)


def _check_name(name: str) -> None:
    low = name.lower()
    if any(word in low for word in MACRO_PARTS):
        raise FileRefusedError("macro")
    if any(word in low for word in OUTSIDE_PARTS):
        raise FileRefusedError("external", part=name)
    if any(word in low for word in NESTED_PARTS):
        raise FileRefusedError("nested", part=name)


def _check_head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No archive inside the archive, and no document type in any part, used or not."""
    try:
        with archive.open(part) as stream:
            if stream.read(8).startswith((ZIP, OLE)):
                raise FileRefusedError("nested", part=part.filename)
        if part.filename.lower().endswith(XML_ENDINGS):
            with archive.open(part) as stream:
                safexml.check_prolog(stream, part.filename)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise FileRefusedError("damaged") from error


def _check_types(archive: zipfile.ZipFile) -> None:
    """Read [Content_Types].xml: a plain workbook, and nothing that runs."""
    types: list[str] = []
    name = "[Content_Types].xml"
    if name not in archive.namelist():
        raise FileRefusedError("not_a_workbook")
    with archive.open(name) as stream:
        safexml.walk(stream, name, lambda _tag, attrs: types.append(attrs.get("ContentType", "")))
    if any("macro" in kind.lower() or "vba" in kind.lower() for kind in types):
        raise FileRefusedError("macro")
    if MAIN_TYPE not in types:
        raise FileRefusedError("not_a_workbook")


def _check_links(archive: zipfile.ZipFile, name: str) -> None:
    """A link a reader may click is text to us; anything else outside would be fetched."""

    def look(tag: str, attrs: dict[str, str]) -> None:
        outside = tag == "Relationship" and attrs.get("TargetMode", "").lower() == "external"
        if outside and not attrs.get("Type", "").endswith("/hyperlink"):
            raise FileRefusedError("external", part=name)

    with archive.open(name) as stream:
        safexml.walk(stream, name, look)
