"""From accepted proposals and their wiring to what an edition will hold. No database."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pinzhi.plans.recurrence import RuleError, describe
from pinzhi.standards.compiler.plain import Plain
from pinzhi.standards.models import Passage, Proposal, Wire
from pinzhi.standards.words import AnswerType, Method, PlaceKind, Purpose, SpanUnit
from pinzhi.studio.numbering import Numbered, numbers_of
from pinzhi.studio.parts import doer, first, of_key, wording
from pinzhi.studio.sayings import say
from pinzhi.studio.wiring import Accepted, Key, Wiring, department_of, event_of, keys_of

Kind = Wire.Kind
TITLE, ITEM, CHECKLIST, EVENT, OCCASION = 120, 200, 120, 80, 200  # letters a column holds
MEASURED = frozenset(
    (
        *("℃", "°C", "MPa", "kPa", "Pa", "V", "kV", "A", "Hz", "dB", "lux", "lx", "ppm", "mg/L"),
        *("NTU", "Ω", "MΩ", "兆帕", "千帕", "帕", "伏", "千伏", "安", "安培", "赫兹", "分贝"),
        *("勒克斯", "欧", "欧姆", "兆欧"),
    )
)
UNSAID = "…"  # stands for the words of an item where only their number counts
SIGNS = frozenset("，；：（）！？％")
_PAUSE = re.compile(r"[。；;！!\n，,]")
FULL = Decimal(100)


@dataclass
class ItemDraft:
    clause: int
    title: str
    answer_type: str = AnswerType.VERDICT
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    methods: list[str] = field(default_factory=list)


@dataclass
class ChecklistDraft:
    """`recurrence` is None for what is filled in when there is occasion to."""

    title: str
    department: str
    post: str = ""
    recurrence: Mapping[str, Any] | None = None
    place_kind: str = PlaceKind.SITE
    system: str = ""
    items: list[ItemDraft] = field(default_factory=list)

    @property
    def purpose(self) -> str:
        return Purpose.INSPECTION if self.recurrence is None else Purpose.WORK


@dataclass
class TermDraft:
    """A clock, a consequence or a band: the index of its clause and its fields."""

    clause: int
    fields: dict[str, Any]


@dataclass
class Draft:
    """Everything an edition will hold, and what could not become part of it, with the reason."""

    clauses: list[dict[str, Any]]
    parents: list[int | None]
    passages: list[int]
    checklists: list[ChecklistDraft] = field(default_factory=list)
    clocks: list[TermDraft] = field(default_factory=list)
    consequences: list[TermDraft] = field(default_factory=list)
    bands: list[TermDraft] = field(default_factory=list)
    lacks: dict[int, str] = field(default_factory=dict)
    refused: list[tuple[Proposal, str]] = field(default_factory=list)

    @property
    def items(self) -> int:
        return sum(len(one.items) for one in self.checklists)

    @property
    def requirements(self) -> int:
        return sum(one.recurrence is not None for one in self.checklists)


def draft_of(passages: Sequence[Passage], accepted: Accepted, *, whole: bool = False) -> Draft:
    """`passages` in order without boilerplate. Only a whole draft has words for its clauses and
    items: to put a long document into them takes its time."""
    draft = _with_clauses(passages, whole=whole)
    maker = _Maker(draft, passages, accepted.wiring, accepted.schemes)
    in_one = Counter(ask.passage_id for ask in accepted.asks)
    for ask in accepted.asks:
        alone = in_one[ask.passage_id] == 1
        maker.add(ask, occasion_of(ask, alone=alone) if whole else UNSAID)
    maker.finish()
    return draft


def _with_clauses(passages: Sequence[Passage], *, whole: bool) -> Draft:
    if not whole:
        return Draft([{} for _ in passages], [None] * len(passages), [p.pk for p in passages])
    index = {passage.pk: n for n, passage in enumerate(passages)}
    parents = [index.get(p.parent_id) if p.parent_id else None for p in passages]
    numbered = [Numbered(p.number, above) for p, above in zip(passages, parents, strict=True)]
    clauses = []
    for n, (passage, number) in enumerate(zip(passages, numbers_of(numbered), strict=True)):
        words = plain(passage.text)
        title = plain(passage.title) or words
        heading = passage.kind == Passage.Kind.HEADING
        text = "" if heading and len(words) <= TITLE else words
        clauses.append({"number": number, "title": shortened(title), "text": text, "order": n})
    return Draft(clauses, parents, [passage.pk for passage in passages])


def plain(text: str) -> str:
    """As a reader of today writes it: simplified, without what a conversion left behind; the
    signs between the words as they were."""
    found = Plain.of(text)
    signs = ((text[at], letter) for at, letter in zip(found.at, found.text, strict=True))
    return "".join(sign if sign in SIGNS else letter for sign, letter in signs).strip()


def shortened(text: str, most: int = TITLE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


class _Maker:
    def __init__(
        self,
        draft: Draft,
        passages: Sequence[Passage],
        wiring: Mapping[Key, Wiring],
        schemes: Mapping[int, str],
    ) -> None:
        self.draft, self.wiring, self.schemes = draft, wiring, schemes
        self._index = {passage.pk: n for n, passage in enumerate(passages)}
        self._groups: dict[str, ChecklistDraft] = {}
        self._occasional: dict[str, ChecklistDraft] = {}
        self._faults: dict[str, str] = {}

    def add(self, ask: Proposal, words: str) -> None:
        """Make of a proposal what it asks for; `words` are its own in the document."""
        clause = self._index.get(ask.passage_id)
        if clause is None:
            return  # what was accepted in a passage that is no part of the standard
        scheme = self.schemes.get(ask.passage_id, "")
        needed = [key for key, _ in keys_of(ask.parts, scheme)]
        open_ones = [key for key in needed if not self._holds(key)]
        lack = "；".join(f"{Kind(kind).label}：{words or '–'}" for kind, words in open_ones)
        rhythm = first(ask.parts, "recurrence")
        if rhythm is not None:
            self._add_task(ask, clause, rhythm, lack, words)
        elif _is_quality(ask):
            self._add_occasional(ask, clause, scheme, words)
        self._add_terms(ask, clause, scheme, words)
        self.draft.lacks[ask.pk] = lack or self.draft.lacks.get(ask.pk, "")

    def finish(self) -> None:
        """Put the checklists in order; a sheet of one item is named by it, equal names differ."""
        for name, one in self._groups.items():
            if len(one.items) == 1 and not json.loads(name)[0]:  # a sheet of its own has no form
                one.title = shortened(_PAUSE.split(one.items[0].title)[0], CHECKLIST)
        made = [*self._groups.values(), *self._occasional.values()]
        names = [one.title for one in made]
        for one in made:
            if names.count(one.title) > 1 and one.recurrence is not None:
                one.title = shortened(f"{one.title} · {one.post} · {said(one.recurrence)}")
        self.draft.checklists = made

    def _holds(self, key: Key) -> bool:
        wire = self.wiring.get(key)
        return wire is not None and (wire.holds or wire.status == Wire.Status.LEFT)

    def _target(self, kind: str, words: str) -> dict[str, Any]:
        wire = self.wiring.get((kind, words))
        return wire.target if wire is not None and wire.holds else {}

    def _add_task(self, ask: Proposal, clause: int, rhythm: Any, lack: str, words: str) -> None:
        keys = {kind: words for (kind, words), _ in keys_of(ask.parts, "")}
        if fault := self._fault_of(rhythm):
            self.draft.refused.append((ask, fault))
            self.draft.lacks[ask.pk] = fault[:200]
            return
        post = self._target(Kind.POST, keys[Kind.POST])
        place = self._target(Kind.PLACE, keys[Kind.PLACE])
        if lack or not post or not place:
            return  # not wired, or left out on purpose
        form = self._target(Kind.FORM, keys.get(Kind.FORM, "")).get("title", "")
        shape = [form, post["post"], rhythm, place["place_kind"], place.get("system", "")]
        name = json.dumps(shape, sort_keys=True, ensure_ascii=False)
        if name not in self._groups:
            title = form or f"{post['post']} · {said(rhythm)}"
            self._groups[name] = ChecklistDraft(
                title=shortened(title, CHECKLIST),
                department=department_of(post),
                post=post["post"][:60],
                recurrence=rhythm,
                place_kind=place["place_kind"],
                system=place.get("system", ""),
            )
        self._groups[name].items += items_of(ask, clause, words)

    def _fault_of(self, rhythm: Any) -> str:
        """Why a frequency cannot be carried out; each is looked at once."""
        name = json.dumps(rhythm, sort_keys=True)
        if name not in self._faults:
            try:
                describe(rhythm)
            except RuleError as fault:
                self._faults[name] = str(fault) or "?"
            else:
                self._faults[name] = ""
        return self._faults[name]

    def _add_occasional(self, ask: Proposal, clause: int, scheme: str, words: str) -> None:
        post = self._target(Kind.POST, doer(ask.parts))
        form = self._target(Kind.FORM, str(first(ask.parts, "forms") or "")).get("title", "")
        title = shortened(form or plain(scheme), CHECKLIST)
        sheet = self._occasional.setdefault(title, ChecklistDraft(title, department_of(post)))
        sheet.items += items_of(ask, clause, words)

    def _add_terms(self, ask: Proposal, clause: int, scheme: str, words: str) -> None:
        whom = doer(ask.parts)
        for part in ask.parts:
            if part["key"] == "time_limit":
                wire = self._target(Kind.CLOCK, event_of(ask.parts, part)[:TITLE])
                if wire and _is_span(part["value"]):
                    post = self._target(Kind.POST, whom).get("post", whom)
                    self.draft.clocks.append(TermDraft(clause, clock_of(part, wire, post)))
            elif part["key"] in {"money", "score_band"}:
                wire = self._target(Kind.SCHEME, scheme[:TITLE])
                if wire and part["key"] == "money":
                    told = {**money_of(part["value"]), "whom": whom[:60]}
                    told |= {"scheme": wire["scheme"], "occasion": words}
                    if told["amount"] is not None:
                        self.draft.consequences.append(TermDraft(clause, told))
                elif wire:
                    told = {**band_of(part["value"]), "scheme": wire["scheme"]}
                    if told["low"] is not None or told["high"] is not None:
                        self.draft.bands.append(TermDraft(clause, told))


def _is_quality(ask: Proposal) -> bool:
    """Whether it says how things should be, rather than what follows from them."""
    keys = {part["key"] for part in ask.parts}
    return bool(keys & {"activity", "quantities"}) and not keys & {
        "time_limit",
        "money",
        "score_band",
    }


def _is_span(value: Any) -> bool:
    fits = isinstance(value, Mapping) and value.get("unit") in SpanUnit.values
    return fits and (decimal_of(value.get("value"), "0.01") or 0) >= 0


def said(rule: Mapping[str, Any]) -> str:
    return describe(rule, "zh-hans")


def occasion_of(ask: Proposal, *, alone: bool) -> str:
    """The words of the document that this proposal was understood from."""
    text = ask.passage.text
    own = [p for p in ask.parts if p.get("start") is not None and not p.get("inherited")]
    if alone or not own:
        return shortened(plain(text), OCCASION)
    low = min(p["start"] for p in own)
    high = max(p["end"] for p in own)
    begin = max((m.end() for m in _PAUSE.finditer(text, 0, low)), default=0)
    after = _PAUSE.search(text, min(high, len(text)))
    words = plain(text[begin : after.start() if after else len(text)])
    above = [wording(p["value"]) for p in ask.parts if p["key"] == "place" and p["inherited"]]
    return shortened("：".join([*above[:1], words]), OCCASION)


def items_of(ask: Proposal, clause: int, words: str) -> list[ItemDraft]:
    """One question for each thing done; a measure that can be read becomes a number."""
    told = [one.get("method") for one in of_key(ask.parts, "method") if isinstance(one, Mapping)]
    methods = [one for one in Method.values if one in told]
    numbers = list(_measures(ask, clause, words))
    sheets = [plain(str(form)) for form in of_key(ask.parts, "forms")]
    deeds = [say(part)[0] for part in ask.parts if part["key"] == "activity"]
    # to fill the form in is what the task is, not one of its items
    deeds = [deed for deed in deeds if not any(sheet in deed for sheet in sheets)]
    titles = [words] if len(deeds) <= 1 else list(dict.fromkeys(deeds))
    if numbers and not deeds:
        return numbers
    verdicts = [ItemDraft(clause, shortened(t, ITEM), methods=methods) for t in titles if t]
    return [*verdicts, *numbers]


def _measures(ask: Proposal, clause: int, words: str) -> Iterator[ItemDraft]:
    by_unit: dict[str, ItemDraft] = {}
    for value in of_key(ask.parts, "quantities"):
        unit = value.get("unit", "") if isinstance(value, Mapping) else ""
        if unit not in MEASURED:
            continue
        item = by_unit.setdefault(
            unit, ItemDraft(clause, words, answer_type=AnswerType.NUMBER, unit=unit)
        )
        number = decimal_of(value.get("value"), "0.0001")
        if value.get("cmp") in {">=", ">"}:
            item.minimum = number
        elif value.get("cmp") in {"<=", "<"}:
            item.maximum = number
    yield from by_unit.values()


def clock_of(part: Mapping[str, Any], wire: Mapping[str, Any], post: str) -> dict[str, Any]:
    value = part["value"]
    event = str(wire.get("event", ""))
    return {
        "event": shortened(event, EVENT),
        "action": shortened(str(wire.get("action") or event), EVENT),
        "value": decimal_of(value.get("value"), "0.01") or Decimal(0),
        "unit": value.get("unit", "hour"),
        "case_kind": wire.get("case_kind", ""),
        "post_name": post[:60],
    }


def money_of(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sign": value.get("sign", "penalty"),
        "amount": decimal_of(value.get("amount"), "0.01"),
        "amount_max": decimal_of(value.get("amount_max"), "0.01"),
        "per": value.get("per", ""),
    }


def band_of(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "low": decimal_of(value.get("from"), "0.01"),
        "high": decimal_of(value.get("to"), "0.01"),
        "label": str(value.get("label", ""))[:20],
    }


def decimal_of(value: Any, step: str) -> Decimal | None:
    """A number as a column holds it; None for what is none or too large."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or abs(value) >= 1_000_000:  # noqa: PLR2004 -- eight digits with two decimals
        return None
    return Decimal(str(value)).quantize(Decimal(step))
