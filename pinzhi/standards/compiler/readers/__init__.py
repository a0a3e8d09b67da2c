"""Readers: one for each kind of file. Nothing is imported before a file of its kind comes."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from pinzhi.standards.compiler.readers.guards import load
from pinzhi.standards.compiler.readers.paper import Reading
from pinzhi.standards.compiler.refusals import Unreadable

_READERS: Final = {
    ".docx": "word:read_docx",
    ".pdf": "pdf:read_pdf",
    ".xlsx": "sheet:read_xlsx",
    ".html": "page:read_html",
    ".htm": "page:read_html",
    ".md": "plaintext:read_md",
    ".markdown": "plaintext:read_md",
    ".txt": "plaintext:read_txt",
}
_MACROS: Final = {".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx"}
_OLD: Final = {".doc": ".docx", ".wps": ".docx", ".xls": ".xlsx", ".et": ".xlsx"}


def read(name: str, data: bytes | str | Path) -> Reading:
    """Read a document; text that is a str already was pasted and needs no ending.

    Raises Unreadable, with one sentence, for whatever cannot be read as a whole.
    """
    ending = ".txt" if isinstance(data, str) else _ending(name)
    if ending in _OLD:
        raise Unreadable("old_format", name, ending=_OLD[ending])
    if ending in _MACROS:
        raise Unreadable("macro", name, ending=_MACROS[ending])
    if ending not in _READERS:
        raise Unreadable("unknown_ending", name)
    module, function = _READERS[ending].split(":")
    whole = load(name, data)
    reader: Callable[[str, bytes], Reading] = getattr(
        import_module(f"pinzhi.standards.compiler.readers.{module}"), function
    )
    reading = reader(name, whole)
    if not reading.text.strip():
        raise Unreadable("no_text", name)
    return reading


def _ending(name: str) -> str:
    return PurePath(PureWindowsPath(name).name).suffix.lower()
