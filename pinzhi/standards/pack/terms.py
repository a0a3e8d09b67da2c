"""Reading what a pack sets besides checklists: clocks, money and points, bands."""

from decimal import Decimal

from pinzhi.standards.pack.data import PackBand, PackClock, PackConsequence
from pinzhi.standards.pack.words import CASE_KINDS, CLOCK_UNITS, CODE, PER, SIGNS
from pinzhi.standards.strict import Fields, show

MOST = Decimal("999999.99")
CENTS = -2


def read_clocks(file: Fields) -> tuple[PackClock, ...]:
    if not file.has("clocks"):
        return ()
    return tuple(_read_clock(one) for one in file.each("clocks", "clock", "code"))


def read_schemes(file: Fields) -> tuple[PackConsequence, ...]:
    if not file.has("schemes"):
        return ()
    return tuple(_read_consequence(one) for one in file.each("schemes", "scheme rule", "code"))


def read_bands(file: Fields) -> tuple[PackBand, ...]:
    if not file.has("bands"):
        return ()
    return tuple(_read_band(one) for one in file.each("bands", "band", "code"))


def read_limit(fields: Fields) -> tuple[Decimal, str]:
    """The `limit` of a clock: a whole number or a decimal in quotes, and its unit."""
    limit = fields.sub("limit", "limit")
    if limit is None:
        fields.report("expected the key limit")
        return Decimal(0), ""
    value, unit = _limit_value(limit), limit.one_of("unit", CLOCK_UNITS)
    limit.close()
    return value, unit


def exact(fields: Fields, key: str) -> Decimal | None:
    """A quoted decimal of 0 or more with at most two places; None where the key is not there."""
    value = fields.decimal(key, default=None)
    if value is None or (0 <= value <= MOST and _places(value) >= CENTS):
        return value
    fields.report(f"expected 0 to {MOST} with at most two places, got {value}", key)
    return None


def _limit_value(limit: Fields) -> Decimal:
    value = limit.take("value", None, "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None:
        checked = Fields({"value": value}, limit.place, limit.problems)
        return exact(checked, "value") or Decimal(0)
    limit.report(f"expected a number, got {show(value)}", "value")
    return Decimal(0)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _read_clock(fields: Fields) -> PackClock:
    value, unit = read_limit(fields)
    clock = PackClock(
        code=fields.text("code", like=CODE, most=20),
        clause=fields.text("clause", most=20),
        event=fields.text("event", most=80),
        action=fields.text("action", most=80),
        value=value,
        unit=unit,
        kind=fields.one_of("kind", CASE_KINDS, default=""),
        post=fields.text("post", default="", most=30),
    )
    fields.close()
    return clock


def _read_consequence(fields: Fields) -> PackConsequence:
    rule = PackConsequence(
        code=fields.text("code", like=CODE, most=20),
        clause=fields.text("clause", most=20),
        scheme=fields.text("scheme", most=60),
        whom=fields.text("whom", default="", most=60),
        occasion=fields.text("occasion", most=200),
        sign=fields.one_of("sign", SIGNS),
        amount=exact(fields, "amount"),
        amount_max=exact(fields, "amount_max"),
        points=exact(fields, "points"),
        per=fields.one_of("per", PER, default=""),
    )
    fields.close()
    return rule


def _read_band(fields: Fields) -> PackBand:
    band = PackBand(
        code=fields.text("code", like=CODE, most=20),
        clause=fields.text("clause", most=20),
        scheme=fields.text("scheme", most=60),
        low=exact(fields, "from"),
        high=exact(fields, "to"),
        label=fields.text("label", most=20),
    )
    fields.close()
    return band
