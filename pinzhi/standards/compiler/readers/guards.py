"""Look at a stranger's file before anything parses it: size, first bytes, the archive's directory.

Nothing here reads a part as a whole, so that a hostile file costs no more than an honest one.
"""

import io
import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Final

from pinzhi.standards.compiler.refusals import Unreadable

FILE_MB: Final = 50
PARTS: Final = 3_000
DIRECTORY_BYTES: Final = 1024 * 1024
XML_BYTES: Final = 60 * 1024 * 1024
TOTAL_BYTES: Final = 250 * 1024 * 1024
# Deflate reaches 1,000; XML of one repeated row about 60.
RATIO: Final = 150
RATIO_FROM_BYTES: Final = 1024 * 1024

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
BINARY: Final = (
    *ZIP, OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
    b"{\\rtf", b"\x7fELF", b"MZ",
)  # fmt: skip

_EOCD: Final = b"PK\x05\x06"
_EOCD_BYTES: Final = 22
_ENCRYPTED: Final = 0x1
_MACROS: Final = ("vbaproject", "vbadata.xml", "macrosheets/", "activex/")
_DOCTYPE: Final = re.compile(
    rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE
)
_PROLOG_BYTES: Final = 8 * 1024


def load(name: str, data: bytes | str | Path) -> bytes:
    """The bytes of a file that is neither empty nor too large; its size is looked at first."""
    if isinstance(data, Path):
        found = data.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("unknown_ending", name)
        _check_size(name, found.st_size)
        with data.open("rb") as file:
            data = file.read(FILE_MB * 1024 * 1024 + 1)
    whole = data.encode("utf-8", "replace") if isinstance(data, str) else data
    _check_size(name, len(whole))
    return whole


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise Unreadable("empty", name)
    if size > FILE_MB * 1024 * 1024:
        raise Unreadable("too_large", name, limit=FILE_MB)


def check_archive(name: str, ending: str, data: bytes, main: str) -> None:
    """Refuse what is no honest Office file that holds the part `main`."""
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("encrypted" if locked else "old_format", name, ending=ending)
    if not data.startswith(ZIP):
        raise Unreadable("not_its_ending", name, ending=ending)
    _check_directory(name, ending, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(name, ending, archive)
            if main not in archive.namelist():
                raise Unreadable("not_its_ending", name, ending=ending)
            for part in archive.infolist():
                _check_prolog(name, ending, archive, part)
    except (
        zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError,
    ) as error:  # fmt: skip
        raise Unreadable("damaged", name, ending=ending) from error


def _check_directory(name: str, ending: str, data: bytes) -> None:
    """Bound the directory before zipfile builds an object for each of a million entries."""
    at = data.rfind(_EOCD, max(0, len(data) - 65_535 - _EOCD_BYTES))
    if at < 0 or len(data) - at < _EOCD_BYTES:
        raise Unreadable("damaged", name, ending=ending)
    entries = int.from_bytes(data[at + 10 : at + 12], "little")
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    # 0xFFFF and 0xFFFFFFFF point to a zip64 directory, which no file this small needs.
    if entries > PARTS or size > DIRECTORY_BYTES:
        raise Unreadable("bomb", name, ending=ending)


def _check_parts(name: str, ending: str, archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        low = part.filename.lower()
        if any(word in low for word in _MACROS):
            raise Unreadable("macro", name, ending=ending)
        if part.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted", name)
        large = part.file_size > RATIO_FROM_BYTES
        if large and part.file_size > RATIO * max(part.compress_size, 1):
            raise Unreadable("bomb", name, ending=ending)
        if low.endswith((".xml", ".rels")) and part.file_size > XML_BYTES:
            raise Unreadable("bomb", name, ending=ending)
    if sum(part.file_size for part in archive.infolist()) > TOTAL_BYTES:
        raise Unreadable("bomb", name, ending=ending)


def _check_prolog(name: str, ending: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No document type, and with it no entities; it can only stand before the root element."""
    if part.filename.lower().endswith((".xml", ".rels", ".vml")):
        with archive.open(part) as stream:
            if _DOCTYPE.search(stream.read(_PROLOG_BYTES)):
                raise Unreadable("entities", name, ending=ending)
