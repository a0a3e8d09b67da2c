"""Plain text: simplified, half-width, without the noise of conversion, each letter traceable."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
MEASURES = "次遍回个名人位天日周月年季时小分秒点米元只份套项处度条张只级层公厘毫平吨升℃%"

_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?a(?:ng?|[io])?|e(?:ng?|[ir])?|ou?|[iuü]e|[iu]ng?|[iu][iuo]?|i?ong|ü)"
)
_TONED = r"[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]{0,3}"
_TAG = r"</?(?:br|p|b|i|u|em|strong|span|font|div|td|tr|th|li|ul|ol)\b[^<>\n]{0,80}>"
_NOISE = re.compile(
    rf"(?<=[{HAN}])\([ ]?(?:{_TONED}|(?=[a-z]{{2,6}}\)[{HAN}])(?-i:{_SYLLABLE}))[ ]?\)"
    r"|[(【《\[{](?:繁[体體]?|拼音|pinyin|[练读]音?):[^()【】《》\[\]{}\n]{1,8}[)】》\]}]"
    rf"|[\x00\ufffd]+|{_TAG}|&(?:nbsp|ensp|emsp|lt|gt|amp|quot);"
)
_LETTER = rf"[{HAN}]"
_GAP = re.compile(
    # 每 日: one stray space within a sentence, on either side of its signs and figures too
    rf"(?<=[{HAN}、。,;:()《》“”]) (?=[{HAN}、。,;:()《》“”0-9])"
    rf"|(?<=[0-9][,;:()]) (?=[{HAN}])|(?<=[0-9]) (?=[、。,;:)])|(?<=[—~≥≤><]) | (?=[—~≥≤><])"
    # 职　责: letters set apart to fill a line
    rf"|(?<=^{_LETTER})[ \t]+(?={_LETTER}$)"
    rf"|(?<=[{HAN},、(《“\-—])[ \t]*\n\s*(?=[{HAN}《“(0-9)》”])"
    r"(?![0-9]{1,2}[、.)](?![0-9])|\([0-9一二三四五六七八九十]{1,3}\)|第?[一二三四五六七八九十百]{1,4}[、章节条]"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,4}}[ ]?(?![0-9{MEASURES}])[{HAN}])"
    # 不少于2 | 次: a number parted from its measure
    rf"|(?<=[{HAN}][0-9])[ \t]*\n\s*(?=[次遍趟%米元])",
    re.MULTILINE,
)


class _Signs(dict[int, str]):
    """Full-width, compatibility and odd signs by their everyday form, one letter for one."""

    def __missing__(self, code: int) -> str:
        self[code] = found = self._plain(chr(code))
        return found

    @staticmethod
    def _plain(sign: str) -> str:
        kind = unicodedata.category(sign)
        if kind in {"Cf", "Cs"}:
            return "\x00"
        if kind == "Co":  # bullets of symbol fonts
            return "•"
        if kind == "Zs":
            return " "
        if kind in {"Cc", "Zl", "Zp"} and sign not in "\x00\t":
            return "\n"
        wide = "\uff01" <= sign <= "\uff5e" or "\ufe50" <= sign <= "\ufe6b"
        old = "\u2e80" <= sign <= "\u2fd5" or "\uf900" <= sign <= "\ufaff"
        even = unicodedata.normalize("NFKC", sign)
        return even if (wide or old) and len(even) == 1 else sign


_SIGNS = _Signs({ord(a): b for a, b in zip("∶﹕–‐‑‒―−﹣〜∼˜", "::-------~~~", strict=True)})


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is what the grammar reads; `at[i]` is where its letter i stands in `source`."""

    source: str
    text: str
    at: Sequence[int]

    @classmethod
    def of(cls, source: str) -> "Plain":
        """Never fails; linear in the length. Spaces run together; line breaks that only
        fold a sentence go, those that end a line stay."""
        text, at = _without(_NOISE, source.translate(_SIGNS), range(len(source)))
        text, at = _without(_RUN, text, at)
        text, at = _without(_GAP, text, at)
        text, at = _without(_UNIT, text, at)
        return cls(source, _simplified(text), at)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words [start, end) of the plain text stand in the source."""
        if start >= len(self.at):
            return len(self.source), len(self.source)
        first = self.at[start]
        return first, self.at[end - 1] + 1 if end > start else first


# 3 次, but 4.2 次 at the start of a clause is its number.
_UNIT = re.compile(rf"(?<=[^\n .][0-9]) (?=[{MEASURES}])")
# 著 is both 着 and 著 in simplified text; of a work or of fame it stays.
_WEAR = re.compile(r"(?<![显卓名土昭编原专论巨译合遗拙])著(?![名作述称者录书])")
# Of several blanks the first stays, of a blank before or after a line break none. A tab parts
# the cells of a row and stays.
_RUN = re.compile(r"(?<=[ \n]) +|(?<=\n)\n+|[ \t]+(?=\n)|(?<=\t)[ \t]+| +(?=\t)")


def _without(pattern: re.Pattern[str], text: str, at: Sequence[int]) -> tuple[str, Sequence[int]]:
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return text, at
    pieces, left, start = [], array("L"), 0
    for begin, end in [*spans, (len(text), len(text))]:
        pieces.append(text[start:begin])
        left.extend(at[start:begin])
        start = end
    return "".join(pieces), left


def _simplified(text: str) -> str:
    if text.isascii():
        return text
    done = str(_simplifier().convert(text))
    if len(done) == len(text):
        return _WEAR.sub("着", done) if "著" in done else done
    # A phrase changed its length: letter by letter keeps the places.
    return "".join(_single(letter) for letter in text)


@cache
def _single(letter: str) -> str:
    done = str(_simplifier().convert(letter))
    return done if len(done) == 1 else letter
