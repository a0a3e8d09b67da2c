"""Bytes to text: by their mark, by what the page says of itself, or by what makes words."""

import codecs
import re
from typing import Final

from pinzhi.standards.compiler.readers.guards import BINARY
from pinzhi.standards.compiler.refusals import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_SAMPLE: Final = 64 * 1024
_COMMON: Final = frozenset(
    "的一是不了在人有中大为为個个上和到时時要以会會对對及與与或应應当當可须須由進进行理管业業务務服"
    "工作检檢查修安全部门門每日月周年次项項目员員客户戶设設备備清洁潔生電电梯区區公司物责責任记記录錄"
    "、。，；：（）《》“”1234567890"
)
_LETTER_BYTES: Final = 4
_LEAST: Final = 0.12
_MOST_BROKEN: Final = 0.01
_MOST_CONTROLS: Final = 0.002


def decode(name: str, ending: str, data: bytes, *, is_page: bool = False) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, GB 18030 or Big5, however it is marked.

    Raises Unreadable when it is none, or no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if data.startswith(BINARY):
        raise Unreadable("not_its_ending", name, ending=ending)
    if is_page and (said := _META.search(data[:4096])):
        text = _try(data, said[1].decode().lower().replace("gb2312", "gb18030"))
        if text is not None:
            return text
    text = _best(data)
    if text is None or _is_binary(text):
        raise Unreadable("not_text", name)
    return text


def _best(data: bytes) -> str | None:
    if 0 in data[:_SAMPLE]:
        names = ("utf-16-le", "utf-16-be")
    else:
        text = _try(data, "utf-8")
        if text is not None:
            return text
        names = ("gb18030", "big5")
    found = [text for name in names if (text := _try(data, name)) is not None]
    if not found:
        found = [text for name in ("utf-8", *names) if (text := _mended(data, name)) is not None]
    best = max(found, key=_likeness, default="")
    return best if _likeness(best) >= _LEAST else None


def _mended(data: bytes, encoding: str) -> str | None:
    """The text when hardly anything in it is broken; the signs that are become U+FFFD."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= _MOST_BROKEN * len(text) else None


def _try(data: bytes, encoding: str) -> str | None:
    for cut in range(_LETTER_BYTES):  # the last letter may be incomplete
        try:
            return data[: len(data) - cut].decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _strict(name: str, data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise Unreadable("not_text", name)
    return text


def _likeness(text: str) -> float:
    sample = [letter for letter in text[:_SAMPLE] if letter > "\x7f"] or list(text[:_SAMPLE])
    return sum(letter in _COMMON for letter in sample) / max(1, len(sample))


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(letter < " " and letter not in "\t\n\r\f\v\x1a" for letter in sample)
    return controls > _MOST_CONTROLS * len(sample)
