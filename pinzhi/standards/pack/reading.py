"""A standard as one YAML file, read strictly into frozen data.

The reader refuses what it does not know, and tells every fault of a file at once, each in one
sentence that names the file, the place and what was expected there (STD-02: an item has a code, a
frequency and rules that can be measured).
"""

from decimal import Decimal
from pathlib import Path

from pinzhi.standards.frequency import read_recurrence
from pinzhi.standards.pack.data import (
    Choice,
    Pack,
    PackChecklist,
    PackClause,
    PackItem,
    PackPlan,
    Span,
)
from pinzhi.standards.pack.faults import contradictions
from pinzhi.standards.pack.terms import read_bands, read_clocks, read_schemes
from pinzhi.standards.pack.variants import read_sources, read_variants
from pinzhi.standards.pack.words import (
    ANSWERS,
    CODE,
    DEPARTMENTS,
    EVIDENCE,
    LINES,
    METHODS,
    PLACE_KINDS,
    PURPOSES,
    SPAN_UNITS,
    SYSTEMS,
)
from pinzhi.standards.strict import Fields, load_yaml

MOST_BYTES = 512 * 1024


class PackError(Exception):
    """A pack that cannot be used. `problems` holds one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read_pack(source: Path | str, *, name: str = "pack") -> Pack:
    """Read a pack from a file (a Path) or from YAML text (a str, called `name` in sentences).

    Raises PackError with one sentence for each fault found.
    """
    if isinstance(source, Path):
        name = source.name
    problems: list[str] = []
    try:
        data = load_yaml(_text_of(source))
    except (OSError, ValueError) as fault:
        raise PackError([f"{name}: cannot be read: {fault}."]) from fault
    pack = _read_file(Fields(data, name, problems))
    if not problems:
        problems = [f"{name}, {fault}" for fault in contradictions(pack)]
    if problems:
        raise PackError(problems)
    return pack


def _text_of(source: Path | str) -> str:
    if isinstance(source, Path):
        with source.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    else:
        raw = source.encode()
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1024} KiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValueError("expected text in UTF-8") from fault


def _read_file(file: Fields) -> Pack:
    head = file.sub("standard", "standard")
    if head is None:
        file.report("expected the key standard")
        head = Fields({}, f"{file.place}, standard", [])
    pack = Pack(
        code=head.text("code", like=CODE, most=32),
        title=head.text("title", most=100),
        line=head.one_of("line", LINES),
        edition=head.text("edition", like=r"[0-9A-Za-z][0-9A-Za-z.-]*", most=20),
        clauses=tuple(_read_clause(one) for one in file.each("clauses", "clause", "number")),
        checklists=tuple(
            _read_checklist(one) for one in file.each("checklists", "checklist", "code")
        ),
        about=head.text("about", default="", most=200),
        clocks=read_clocks(file),
        schemes=read_schemes(file),
        bands=read_bands(file),
        variants=read_variants(file),
    )
    head.close()
    file.close()
    return pack


def _read_clause(fields: Fields) -> PackClause:
    clause = PackClause(
        number=fields.text("number", like=r"[1-9][0-9]*(\.[1-9][0-9]*)*", most=20),
        title=fields.text("title", most=60),
        text=fields.text("text", most=1000),
        sources=tuple(read_sources(fields)),
    )
    fields.close()
    return clause


def _read_checklist(fields: Fields) -> PackChecklist:
    checklist = PackChecklist(
        code=fields.text("code", like=CODE, most=32),
        title=fields.text("title", most=60),
        note=fields.text("note", default="", most=500),
        department=fields.one_of("department", DEPARTMENTS),
        post=fields.text("post", most=30),
        purpose=fields.one_of("purpose", PURPOSES),
        place_kind=fields.one_of("place_kind", PLACE_KINDS),
        system=fields.one_of("system", SYSTEMS, default=""),
        plan=_read_plan(fields.sub("plan", "plan")),
        total=fields.decimal("total", default=None),
        rest_fine=fields.flag("rest_fine", default=False),
        items=tuple(_read_item(one) for one in fields.each("items", "item", "code")),
    )
    fields.close()
    return checklist


def _read_plan(fields: Fields | None) -> PackPlan | None:
    if fields is None:
        return None
    recurrence = fields.sub("recurrence", "recurrence")
    if recurrence is None:
        fields.report("expected the key recurrence")
    plan = PackPlan(
        recurrence=read_recurrence(recurrence) if recurrence else {},
        makeup_hours=fields.whole("makeup_hours", 0, 744, default=0),
    )
    fields.close()
    return plan


def _read_item(fields: Fields) -> PackItem:
    item = PackItem(
        code=fields.text("code", like=r"[0-9]{2,3}", most=3),
        clause=fields.text("clause", most=20),
        title=fields.text("title", most=120),
        hint=fields.text("hint", default="", most=300),
        methods=fields.many_of("method", METHODS),
        answer_type=fields.one_of("answer", ANSWERS),
        required=fields.flag("required", default=True),
        unit=fields.text("unit", default="", most=12),
        minimum=fields.decimal("min", default=None),
        maximum=fields.decimal("max", default=None),
        choices=_read_choices(fields),
        evidence=fields.one_of("evidence", EVIDENCE),
        deduction=fields.decimal("deduction", default=None) or Decimal(0),
        fix_within=_read_span(fields.sub("fix_within", "fix_within")),
        on_the_spot=fields.flag("on_the_spot", default=False),
    )
    fields.close()
    return item


def _read_choices(fields: Fields) -> tuple[Choice, ...]:
    if not fields.has("choices"):
        return ()
    return tuple(_read_choice(one) for one in fields.each("choices", "choice", "value"))


def _read_choice(fields: Fields) -> Choice:
    choice = Choice(
        value=fields.text("value", like=r"[a-z][a-z0-9_]*", most=32),
        label=fields.text("label", most=30),
        ok=fields.flag("ok", default=True),
    )
    fields.close()
    return choice


def _read_span(fields: Fields | None) -> Span | None:
    if fields is None:
        return None
    span = Span(value=fields.whole("value", 1, 1000), unit=fields.one_of("unit", SPAN_UNITS))
    fields.close()
    return span
