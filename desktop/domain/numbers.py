"""Numbers as Vietnamese paper has them, exact: read, written, rounded half up, compared."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from desktop.base.errors import Trouble

DIGITS = 15
"""Excel keeps fifteen significant digits; longer numbers would change on the way."""

_WIDE = Context(prec=60)
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(7))
"""One, a tenth, a hundredth …: the last printed digit."""
_BLANKS = re.compile("(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_PLAIN = re.compile(r"([+-]?)([0-9]+)(?:,([0-9]+))?", re.ASCII)
_GROUPED = re.compile(r"([+-]?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?", re.ASCII)
_FOREIGN = re.compile(r"[+-]?[0-9]+(?:,[0-9]{3})+(?:\.[0-9]*)?", re.ASCII)
_DOTTED = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)+(?:,[0-9]+)?", re.ASCII)
_MONEY = re.compile(r"(.*?)\s*(nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE)
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


class NumberRefused(ValueError):
    """A text that is no number, or could be two different ones; `why` says which."""

    def __init__(self, why: Trouble, text: str) -> None:
        super().__init__(f"{why.value}: {text!r}")
        self.why = why
        self.text = text


def parse_number(text: str) -> Decimal:
    """The number a Vietnamese text means: dot groups thousands, comma begins the decimals.

    `1.234,5`, `1234`, `1,5`, `03`, `-2,98` and `1 234` are read. `1,234.5` is refused as foreign, `1.5` and
    `0.123` as ambiguous: the same text means another number on an English machine.
    """
    stripped = _BLANKS.sub("", text.strip().replace("−", "-"))
    found = _PLAIN.fullmatch(stripped) or _GROUPED.fullmatch(stripped)
    if found is None:
        raise NumberRefused(_why(stripped), text)
    sign, whole, decimals = found[1], found[2].replace(".", ""), found[3] or ""
    if len((whole + decimals).lstrip("0")) > DIGITS:
        raise NumberRefused(Trouble.NUMBER_TOO_LONG, text)
    return plain(Decimal(f"{sign}{whole}.{decimals}0"))


def _why(text: str) -> Trouble:
    if _FOREIGN.fullmatch(text):
        return Trouble.FOREIGN_NUMBER
    return Trouble.AMBIGUOUS_NUMBER if _DOTTED.fullmatch(text) else Trouble.NOT_A_NUMBER


def parse_money(text: str) -> int:
    """Whole đồng of a text such as `1.800.000đ`, `1,8 tỷ` or `726,6 triệu đồng`."""
    found = _MONEY.fullmatch(text.strip())
    amount = parse_number(found[1] if found else text)
    scale = _SCALES[found[2].lower()] if found and found[2] else 1
    if (amount * scale) % 1:
        raise NumberRefused(Trouble.AMBIGUOUS_NUMBER, text)
    return int(amount * scale)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and trailing zeros."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) + 0 if value == whole else value.normalize()


def half_up(value: Decimal | int, places: int) -> Decimal:
    """Rounded to so many decimals, halves away from zero, as every published report does."""
    step = _STEPS[places] if 0 <= places < len(_STEPS) else Decimal(1).scaleb(-places)
    return _WIDE.plus(Decimal(value).quantize(step, ROUND_HALF_UP, _WIDE))


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """`1.234,5`; with all its decimals, or rounded half up to exactly so many."""
    number = plain(Decimal(value)) if decimals is None else half_up(value, decimals)
    return f"{number:,f}".translate({ord(","): ".", ord("."): ","})


def percent(numerator: Decimal | int, denominator: Decimal | int, places: int = 1) -> Decimal | None:
    """Numerator per hundred of the denominator, rounded half up; None where there is nothing to divide by."""
    if denominator == 0:
        return None
    return half_up(Decimal(numerator) * 100 / Decimal(denominator), places)


@dataclass(frozen=True)
class Change:
    """How a figure moved against its base; no per cent on a zero base."""

    difference: Decimal
    percent: Decimal | None


def change(current: Decimal | int, base: Decimal | int, places: int = 1) -> Change:
    """Current against base: (current − base), and that ÷ base × 100."""
    difference = plain(Decimal(current) - Decimal(base))
    return Change(difference, percent(difference, base, places))


def points(current: Decimal | int, base: Decimal | int, places: int = 1) -> Decimal:
    """How many points (điểm %) a rate moved, of the rates as they are printed: 86,37 − 83,39 = 2,98."""
    return half_up(current, places) - half_up(base, places)
