"""A slot of a sentence → the words and numbers that fill it, each number with its origin."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.numbers import percent as percent_of
from desktop.domain.report import Line, Origin, OriginKind, Piece
from desktop.wording import numbers
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_phrases import amount, amount_of, change, reached
from desktop.wording.report_template import Slot


class Filled(NamedTuple):
    """What stands in the slot; whether it is zero, and how large, so that lists can be put in order."""

    pieces: tuple[Piece, ...]
    zero: bool = False
    size: Decimal = Decimal(0)


def fill(facts: ReportFacts, slot: Slot) -> Filled | None:
    """The slot in words; None when a figure it needs is not known."""
    if slot.codes[0].startswith("@"):
        return Filled((Piece(_NAMES[slot.codes[0]](facts)),))
    lines = [facts.lines[code] for code in slot.codes]
    verb, _, other = slot.words.partition(" ")
    if verb == "chiếm":
        return _share(facts, lines[0], facts.lines[other])
    if verb == "cả":
        return _all_alike(facts, lines)
    return _VERBS[slot.words](facts, lines[0], slot.unit)


_NAMES: Mapping[str, Callable[[ReportFacts], str]] = {
    "@Toàn địa bàn": lambda facts: f"Toàn {facts.land.partition(' ')[0]}",
    "@địa bàn": lambda facts: facts.land,
    "@cùng kỳ": lambda facts: facts.same_period,
    "@kỳ tới": lambda facts: facts.period.following_plan_label,
    "@KỲ TỚI": lambda facts: facts.period.following_plan_label.upper(),
    "@năm": lambda facts: str(facts.period.year),
}


def _origin(facts: ReportFacts, kind: OriginKind, line: Line, value: Decimal | None) -> Origin:
    codes = (line.indicator.code,)
    return Origin(
        kind, codes, facts.period.key, value, line.numerator, line.denominator, line.now.missing
    )


def value_piece(facts: ReportFacts, line: Line, unit: str = "") -> Piece:
    """The value with its unit, as a number of the report."""
    return Piece(amount_of(line, line.now, unit), _origin(facts, OriginKind.VALUE, line, line.now.amount))


def change_piece(facts: ReportFacts, line: Line, unit: str = "") -> Piece:
    """`giảm 10 vụ (4,6%)`."""
    return Piece(change(line, unit), _origin(facts, OriginKind.CHANGE, line, line.comparison.difference))


def _value(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    if line.now.amount is None:
        return None
    return Filled((value_piece(facts, line, unit),), line.now.amount == 0, line.now.amount)


def _only_zero(_facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    return Filled(()) if line.now.amount == 0 else None


def _short_change(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    if line.comparison.difference is None or not (line.now.amount or line.base.amount):
        return None
    return Filled((change_piece(facts, line, unit),))


def _full_change(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    short = _short_change(facts, line, unit)
    if short is None:
        return None
    if line.comparison.difference == 0:
        return Filled((Piece("bằng "), Piece(facts.same_period)))
    origin = Origin(
        OriginKind.BASE,
        (line.indicator.code,),
        facts.base_period.key,
        line.base.amount,
        line.base_numerator,
        line.base_denominator,
        line.base.missing,
    )
    base = Piece(amount_of(line, line.base, unit), origin)
    return Filled((*short.pieces, Piece(" so với "), Piece(facts.same_period), Piece(" ("), base, Piece(")")))


def _rate(facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    if line.now.amount is None:
        return None
    return Filled((Piece(numbers.percent(line.now.amount), _origin(facts, OriginKind.RATE, line, line.now.amount)),))


def _fraction(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    if line.now.amount is None or line.numerator is None or line.denominator is None:
        return None
    pair = f"{numbers.number(line.numerator)}/{numbers.number(line.denominator)}"
    origin = _origin(facts, OriginKind.FRACTION, line, line.numerator)
    return Filled((Piece(f"{pair} {unit or _whole_unit(facts, line)}", origin),), size=line.numerator)


def _whole_unit(facts: ReportFacts, line: Line) -> str:
    code = (line.indicator.denominator or ((1, "@units"),))[0][1]
    return facts.unit_words if code == "@units" else facts.lines[code].indicator.unit


def _target(facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    if line.now.amount is None or line.indicator.target is None:
        return None
    return Filled((Piece(reached(line), _origin(facts, OriginKind.TARGET, line, line.indicator.target)),))


def _share(facts: ReportFacts, part: Line, whole: Line) -> Filled | None:
    if part.now.amount is None or not whole.now.amount:
        return None
    value = percent_of(part.now.amount, whole.now.amount)
    codes = (part.indicator.code, whole.indicator.code)
    missing = max(part.now.missing, whole.now.missing)
    origin = Origin(
        OriginKind.SHARE, codes, facts.period.key, value, part.now.amount, whole.now.amount, missing
    )
    return Filled((Piece(f"chiếm {numbers.percent(value)}", origin),))


def _all_alike(facts: ReportFacts, lines: list[Line]) -> Filled | None:
    """`giảm cả 3 tiêu chí`, as traffic reports say when cases, deaths and injured all fell."""
    moves = {_sign(line.comparison.difference) for line in lines}
    if moves not in ({-1}, {1}):
        return None
    verb = "giảm" if moves == {-1} else "tăng"
    codes = tuple(line.indicator.code for line in lines)
    origin = Origin(OriginKind.COUNT, codes, facts.period.key, Decimal(len(lines)))
    return Filled((Piece(f"{verb} cả {len(lines)} tiêu chí", origin),))


def _sign(value: Decimal | None) -> int:
    return 0 if not value else 1 if value > 0 else -1


_VERBS: Mapping[str, Callable[[ReportFacts, Line, str], Filled | None]] = {
    "": _value,
    "so": _full_change,
    "so ngắn": _short_change,
    "tỷ lệ": _rate,
    "phân số": _fraction,
    "chỉ tiêu": _target,
    "khi không": _only_zero,
}
WORDS = frozenset({*_VERBS, "cả", "chiếm"})
"""What a slot may say of its figures."""
NAMES = frozenset(_NAMES)
"""What a slot may name without a figure."""

__all__ = ["NAMES", "WORDS", "Filled", "amount", "change_piece", "fill", "value_piece"]
