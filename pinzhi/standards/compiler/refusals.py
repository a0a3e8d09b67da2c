"""Why a file is not read: one sentence each, with the file's name and what was expected."""

import sys
from pathlib import PurePath, PureWindowsPath
from typing import Any, Final

from pinzhi.common.refusals import Refusal
from pinzhi.runtime.words import gettext
from pinzhi.runtime.words import gettext_noop as _

LONGEST_NAME: Final = 80

SENTENCES: Final = {
    "empty": _("{name} is empty; a document with text was expected."),
    "too_large": _("{name} is larger than {limit} MB; split it or save it without pictures."),
    "unknown_ending": _(
        "{name} is of no kind that can be read; expected .docx, .pdf, .xlsx, .html, .md or .txt."
    ),
    "not_its_ending": _("{name} is not what its ending says; a real {ending} file was expected."),
    "old_format": _("{name} is in the old format of Office; save it as {ending} and try again."),
    "encrypted": _("{name} is locked with a password; a file without one was expected."),
    "macro": _("{name} contains macros; a {ending} file without them was expected."),
    "bomb": _("{name} unpacks to far more than it says; an ordinary {ending} file was expected."),
    "damaged": _("{name} is damaged; a complete {ending} file was expected."),
    "entities": _("{name} declares a document type; a {ending} file without one was expected."),
    "scanned": _("{name} holds pictures of pages only; a PDF with text in it was expected."),
    "not_text": _("{name} is not text in an encoding that can be told; save it as UTF-8."),
    "no_text": _("{name} holds no words; a document with text was expected."),
}


class Unreadable(Refusal):
    """A file that is refused as a whole; `code` is a key of SENTENCES. Nothing of it is kept."""

    status = 422

    def __init__(self, code: str, name: str, **details: Any) -> None:
        self.code = code
        self.details = {"name": shown_name(name), **details}
        super().__init__(SENTENCES[code].format(**self.details))

    def __str__(self) -> str:
        """In the page's language where Django is at work, else in the terminal's."""
        return _said(SENTENCES[self.code]).format(**self.details)


def shown_name(name: str) -> str:
    """The last part of a name, fit to be shown: no folders, no line breaks, not endless."""
    last = PureWindowsPath(PurePath(name).name).name or "?"
    clean = "".join(letter if letter.isprintable() else "?" for letter in last)
    if len(clean) <= LONGEST_NAME:
        return clean
    half = LONGEST_NAME // 2
    return f"{clean[:half]}…{clean[-half:]}"


def _said(sentence: str) -> str:
    # Looked up, not imported: the compiler does without Django, but a page may be using it.
    conf = sys.modules.get("django.conf")
    pages = sys.modules.get("django.utils.translation")
    if conf is None or pages is None or not conf.settings.configured:
        return gettext(sentence)
    return str(pages.gettext(sentence))
