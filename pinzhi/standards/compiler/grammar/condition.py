"""The situation in which a clause applies: weather, season, time of day, or an event."""

import re
from collections.abc import Iterator

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed

_FEASTS = r"节假日|节日|国庆节?|春节|元旦|五一|中秋节?|双休日|长假"
_WHEN = r"(?:天气?|来临|预警|期间|季节?|过后|前|后|时)"
_KINDS: tuple[tuple[str, str], ...] = (
    ("special", r"(?:特殊|恶劣|极端|灾害性?)(?:天气|情况|气候|时期|时段)(?:下|时|期间)?"),
    ("typhoon", rf"遇?(?:强?台风|大风|暴风){_WHEN}*"),
    ("rain", rf"遇?(?:[大暴雷阴梅]雨|降雨|下雨|雨|汛){_WHEN}+|汛期|遇[大暴雷]雨"),
    ("snow", rf"遇?(?:[大暴降下雨积]雪|雪天|冰雪|冰冻|结冰){_WHEN}*"),
    (
        "holiday",
        rf"(?:重大|法定)?(?:{_FEASTS})(?:期间|前夕?|后|时)?",
    ),
    ("night", r"(?:夜间|夜晚|晚间|凌晨|深夜)(?:期间|时段?)?"),
    ("peak", r"(?:上下班|业务|车流|客流|用电|用水|装修|入住)?高峰(?:期|时段|时)?(?:间)?"),
    ("growing", r"生长(?:季节?|期)"),
    ("summer", r"夏季|夏天|高温天气|高温期?"),
    ("winter", r"冬季|冬天|供暖期|采暖期|寒潮"),
    ("spring", r"春季"),
    ("autumn", r"秋季"),
)
# On an event: from a word that opens it to 时 or 后, or an event's own noun.
_EVENT = re.compile(
    r"(?:如遇|遇到?|发生|发现|出现|接到|收到|当|如(?!实|期|下|数)|若|一旦|突发|凡)[^,。;:、!?\n]{1,24}?(?:(?<!及)时(?!间|限|候)|后(?!勤|期)|的情况下)"
    r"|(?:停水|停电|火警|火灾|跑水|爆管|困人|报警|交接班|装修|施工|维修|验收|检修|操作|作业|交付)(?:发生)?(?:时(?!间|限|段)|后(?!勤|期)|期间)"
)
_SITUATION = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS))
# 夜间照明 and 节日装饰 name things, not situations.
_NAMES = re.compile(r"照明|灯|装饰|景观|施工噪音|问候|短信")


def find_conditions(text: str, taken: Taken) -> list[Found]:
    """Each situation: {"condition": rain|typhoon|…|event, "event": its words}."""
    forms = Spans(bracketed(text))
    named = [one for one in _named(text) if not forms.meet(one.start, one.end)]
    said = Spans([*bracketed(text), *taken, *((one.start, one.end) for one in named)])
    events = [
        Found("condition", {"condition": "event", "event": one[0]}, one.start(), one.end(), 0.6)
        for one in _EVENT.finditer(text)
        if not said.meet(one.start(), one.end())
    ]
    return sorted(named + events, key=lambda one: one.start)


def _named(text: str) -> Iterator[Found]:
    for match in _SITUATION.finditer(text):
        if not _NAMES.match(text, match.end()):
            value = {"condition": match.lastgroup or "", "event": match[0]}
            yield Found("condition", value, match.start(), match.end(), 0.7)
