"""Every way such texts write a number: 12, 1.5, 1,000, ３, 3万, 一, 两, 半, 十五, 一百二十, 一个半.

`NUMBER` is a pattern source to build grammars from. It captures nothing, and each way through it
is bounded in length, so a search with it takes time in proportion to the text.
"""

from typing import Final

_VALUES: Final = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
    "俩": 2,
}
_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}

_ZERO: Final = "[零〇○]"
_DIGIT: Final = "[一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖]"
_TENS: Final = f"{_DIGIT}?[十拾]{_DIGIT}?"
_HUNDREDS: Final = f"{_DIGIT}[百佰](?:{_ZERO}{_DIGIT}|{_DIGIT}[十拾]{_DIGIT}?|{_DIGIT})?"
_THOUSANDS: Final = f"{_DIGIT}[千仟](?:{_ZERO}(?:{_TENS}|{_DIGIT})|{_HUNDREDS}|{_DIGIT})?"
_BELOW_MYRIAD: Final = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_DIGIT})"
_WORDS: Final = f"(?:{_BELOW_MYRIAD}[万亿](?:{_ZERO}?{_BELOW_MYRIAD})?|{_BELOW_MYRIAD}|零|半)"

_PLAIN: Final = "[0-9０-９]{1,9}(?:[.．][0-9０-９]{1,4})?"
FIGURES: Final = f"(?<![0-9０-９])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}(?![0-9])|{_PLAIN})"
"""A number in digits, plain or with decimals or with commas by the thousand."""

NUMBER: Final = (
    f"(?:{FIGURES}(?:个半(?!年)|[万亿]|[百千](?![瓦克米伏帕卡分]))?"
    f"|{_DIGIT}个半(?!年)|{_WORDS}(?!分之))"
)
"""One number in digits or in words. A range such as 3—5 is two of them, the caller's business."""


def number(words: str) -> float:
    """What a match of `NUMBER` amounts to. ValueError when the words are no number."""
    if not words:
        raise ValueError("no number in an empty string")
    if words.endswith("个半"):
        return number(words.removesuffix("个半")) + 0.5
    if words == "半":
        return 0.5
    scale = 1
    if words[-1:] in "万亿百千" and words[:1].isdecimal():
        scale = (_MYRIADS | _SCALES)[words[-1]]
        words = words[:-1]
    if words[:1].isdecimal():
        return float(words.replace(",", "").replace("．", ".")) * scale
    return float(_spelled(words))


def _spelled(words: str) -> int:
    """一百二十 -> 120; 一百二 -> 120 as well; 一百零二 -> 102."""
    for sign, size in reversed(_MYRIADS.items()):
        head, found, tail = words.partition(sign)
        if found:
            return _spelled(head) * size + _rest(tail, size)
    total, digit, scale = 0, 0, 1
    for char in words:
        if char in _SCALES:
            scale = _SCALES[char]
            total += (digit or 1) * scale
            digit = 0
        elif char in _VALUES:
            digit = _VALUES[char]
            scale = 1 if digit == 0 else scale
        else:
            raise ValueError(f"not a number: {words!r}")
    return total + digit * (scale // 10 if scale > _SCALES["十"] else 1)


def _rest(tail: str, size: int) -> int:
    """What follows 万: 一万二 is twelve thousand, 一万零二 is ten thousand and two."""
    if not tail:
        return 0
    return _VALUES[tail] * size // 10 if len(tail) == 1 and tail in _VALUES else _spelled(tail)
