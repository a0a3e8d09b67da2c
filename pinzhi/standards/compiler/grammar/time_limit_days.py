"""当日, 次日, 第二天, 下一工作日: limits that name the day instead of a length of time."""

import re
from collections.abc import Iterator
from typing import Final

from pinzhi.standards.compiler.grammar.quantities_amounts import any_of
from pinzhi.standards.compiler.words.limits import ATTRIBUTES, SAME_DAY_ACTS

_NEXT: Final = r"(?:次日|翌日|第二[天日]|隔天)"
_WORKDAY: Final = r"(?:下一?个?|次一?个?|第二个)工作[日天]"
_SAME: Final = r"(?:当[日天]|当[日天]内)"
_DAY: Final = re.compile(
    rf"(?P<either>{_SAME}(?:或者?|至迟|最迟|及|、|或最迟){_NEXT})"
    rf"|(?P<workday>{_WORKDAY})|(?P<next>{_NEXT})|(?P<same>当[日天])"
)
_ACTS: Final = re.compile(
    rf"[,]?\s?(?:即|就|便|能|可|必须|应|须|要)?(?:{any_of(SAME_DAY_ACTS)}|[0-9])"
)
_ATTRIBUTES: Final = re.compile(any_of(ATTRIBUTES))
_SPAN_OR_NAME: Final = re.compile(r"(?:[至到~-]|—|适|相|担|充|应|每|自|从)$")
_AT_LATEST: Final = re.compile(
    r"(?:最迟|最晚|不(?:得|应|能)?(?:超过|晚于|迟于))(?:在|于|不超过|不得超过)?$"
)


def find_days(text: str) -> Iterator[tuple[float, str, int, int]]:
    """Value, unit and place of each day by which something is due."""
    for match in _DAY.finditer(text):
        kind = match.lastgroup
        before = text[max(0, match.start() - 6) : match.start()]
        after = text[match.end() : match.end() + 6]
        if kind != "either" and not _says_when(before, after):
            continue
        yield (
            0.0 if kind == "same" else 1.0,
            "workday" if kind == "workday" else "day",
            match.start(),
            match.end(),
        )


def _says_when(before: str, after: str) -> bool:
    if _AT_LATEST.search(before):
        return True
    if _SPAN_OR_NAME.search(before) and not (before.endswith("应") and after[:1] != "天"):
        return False
    attribute = _ATTRIBUTES.match(after)
    act = _ACTS.match(after)
    if attribute and (not act or attribute.end() >= act.end()):
        return False
    return bool(act)
