"""Who checks whom: 保洁主管每日对保洁员工作进行检查."""

import re
from bisect import bisect_left

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed
from pinzhi.standards.compiler.grammar.roles import Mention, mentions

_CHECK = (
    r"(?:检查|抽查|抽检|检验|监督|督导|督促|考核|复查|夜查|核查|抽问|指导|监管|考评|评审|审核|检讨)"
)
_VERB = re.compile(_CHECK)
_CLAUSE_END = re.compile(r"[。;!?\n]")
_TOWARDS = re.compile(
    r"对(?!讲|应|接|方|外|照)([^对,。;:]{1,30}?)(?:进行|实施|开展|[一1]次|随时|现场|全面|和|、|"
    + _CHECK
    + r")*$"
)
_AFTER = re.compile(
    r"(?:\d+|[一二两三四五六七八九十])次|(?:和|、|及|并|与)?" + _CHECK + "|[了各的、]"
)
_WORDS_END = re.compile(r"[,。;:()\n]|进行|是否|并(?!列)")
_MOST_CHARS = 24
_REACH = 120  # how far from the verb its people are looked for


def find_checks(text: str, taken: Taken) -> list[Found]:
    """Each pair once: {"checker": role, "checked": role or words}.

    The checker is the role that acts in the clause; the checked is the role in the object of the
    check, or the object's words when it names no role. A check of oneself is none.
    """
    founds: dict[tuple[str, str], Found] = {}
    roles = mentions(text)
    hidden = Spans([*bracketed(text), *taken, *((one.start, one.end) for one in roles)])
    starts = [one.start for one in roles]
    for verb in _VERB.finditer(text):
        near = roles[slice(*_near(starts, verb.start()))]
        checker = _checker(text, near, verb.start())
        if checker is None or hidden.meet(verb.start(), verb.end()):
            continue
        checked = _checked(text, near, verb, checker)
        if checked and checked != checker.words and (checker.words, checked) not in founds:
            value = {"checker": checker.words, "checked": checked}
            founds[checker.words, checked] = Found("check", value, checker.start, verb.end(), 0.6)
    return list(founds.values())


def _near(starts: list[int], at: int) -> tuple[int, int]:
    """Which roles may have to do with the verb at `at`."""
    return bisect_left(starts, at - _REACH), bisect_left(starts, at + _REACH)


def _checker(text: str, roles: tuple[Mention, ...], at: int) -> Mention | None:
    """The first role of the clause before the verb that is not itself what 对 points at."""
    start = max(
        (one.end() for one in _CLAUSE_END.finditer(text, max(0, at - _REACH), at)), default=0
    )
    for role in roles:
        before = text[max(start, role.start - 1) : role.start]
        if start <= role.start and role.end <= at and before not in {"对", "向", "报"}:
            return role
    return None


def _checked(text: str, roles: tuple[Mention, ...], verb: re.Match[str], checker: Mention) -> str:
    towards = _TOWARDS.search(text, checker.end, verb.start())
    if towards is not None:
        return _role_or_words(text, roles, towards.start(1), towards.end(1))
    at = verb.end()
    while skip := _AFTER.match(text, at):
        at = skip.end()
    stop = _WORDS_END.search(text, at, at + _MOST_CHARS)
    end = stop.start() if stop else min(len(text), at + _MOST_CHARS)
    return _role_or_words(text, roles, at, end)


def _role_or_words(text: str, roles: tuple[Mention, ...], start: int, end: int) -> str:
    for role in roles:
        if start <= role.start and role.end <= end:
            return role.words
    words = re.sub(r"(?:进行|各项?|一遍|1次|一次)+$", "", text[start:end]).strip(" 、的")
    return words if len(words) > 1 else ""
