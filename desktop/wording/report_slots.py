"""A slot of a sentence → the words and numbers that fill it, each number with its origin."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.numbers import percent as percent_of
from desktop.domain.periods import PeriodKind
from desktop.domain.report import Line, Origin, OriginKind, Piece
from desktop.wording import comparison as bank
from desktop.wording import numbers
from desktop.wording import report_slot_words as more
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_phrases import amount_of, compared, known, over, reached, says_base
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
    if verb in ("cả", "từng"):
        return _all_alike(facts, lines) if verb == "cả" else _each_moved(facts, lines)
    return _VERBS[slot.words](facts, lines[0], slot.unit)


_TITLES = {PeriodKind.HALF: "Sơ kết", PeriodKind.YEAR: "Tổng kết"}
_NAMES: Mapping[str, Callable[[ReportFacts], str]] = {
    "@Toàn địa bàn": lambda facts: f"Toàn {facts.land.partition(' ')[0]}",
    "@địa bàn": lambda facts: facts.land,
    "@cùng kỳ": lambda facts: facts.same_period,
    "@kỳ này": lambda facts: facts.period.label,
    "@Sơ kết": lambda facts: _TITLES.get(facts.period.kind, "Kết quả"),
    "@kỳ tới": lambda facts: facts.period.following_plan_label,
    "@KỲ TỚI": lambda facts: facts.period.following_plan_label.upper(),
    "@năm": lambda facts: str(facts.period.year),
}


def _origin(facts: ReportFacts, kind: OriginKind, line: Line, value: Decimal | None) -> Origin:
    codes = (line.indicator.code,)
    return Origin(kind, codes, facts.period.key, value, line.numerator, line.denominator, line.now.missing)


def value_piece(facts: ReportFacts, line: Line, unit: str = "") -> Piece:
    """The value with its unit, as a number of the report."""
    return Piece(amount_of(line, line.now, unit), _origin(facts, OriginKind.VALUE, line, line.now.amount))


def change_piece(facts: ReportFacts, line: Line, unit: str = "") -> Piece | None:
    """`giảm 10 vụ (4,6%)`; None where there is nothing to compare, or nothing in both periods."""
    found = compared(line, unit)
    if found is None or not (found.current or found.base):
        return None
    text = bank.moved(found, _style(facts)) if found.difference else "bằng cùng kỳ"
    return Piece(text, _origin(facts, OriginKind.CHANGE, line, line.comparison.difference))


def _style(facts: ReportFacts) -> bank.Style:
    return bank.Style(facts.same_period, leading_zero=True)


def _value(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    if line.now.amount is None or not known(line):
        return None
    return Filled((value_piece(facts, line, unit),), line.now.amount == 0, line.now.amount)


def _only_zero(_facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    return Filled((), zero=True) if line.now.amount == 0 and known(line) else None


def _short_change(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    piece = change_piece(facts, line, unit)
    return Filled((piece,)) if piece else None


def _full_change(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    """The change with the base that it was computed on."""
    short, found = change_piece(facts, line, unit), compared(line, unit)
    if short is None or found is None:
        return None
    whole = Piece(bank.compared(found, _style(facts)), short.origin)
    if found.difference == 0 or says_base(found):
        return Filled((whole,))
    return Filled((whole, Piece(" ("), _base_piece(facts, line, unit), Piece(")")))


def _base_piece(facts: ReportFacts, line: Line, unit: str) -> Piece:
    parts = line.base_numerator, line.base_denominator
    key, missing = facts.base_period.key, line.base.missing
    origin = Origin(OriginKind.BASE, (line.indicator.code,), key, line.base.amount, *parts, missing)
    return Piece(amount_of(line, line.base, unit), origin)


def _rate(facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    if line.now.amount is None:
        return None
    return Filled((Piece(numbers.percent(line.now.amount), _origin(facts, OriginKind.RATE, line, line.now.amount)),))


def _fraction(facts: ReportFacts, line: Line, unit: str) -> Filled | None:
    if line.now.amount is None or line.numerator is None or line.denominator is None:
        return None
    pair = over(line.numerator, line.denominator)
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
    origin = Origin(OriginKind.SHARE, codes, facts.period.key, value, part.now.amount, whole.now.amount, missing)
    return Filled((Piece(f"chiếm {numbers.percent(value)}", origin),))


def _all_alike(facts: ReportFacts, lines: list[Line]) -> Filled | None:
    """`giảm cả 3 tiêu chí`, as traffic reports say when cases, deaths and injured all fell."""
    moves = [line.comparison.difference or Decimal(0) for line in lines]
    verb = "giảm" if all(move < 0 for move in moves) else "tăng" if all(move > 0 for move in moves) else ""
    if not verb:
        return None
    codes = tuple(line.indicator.code for line in lines)
    origin = Origin(OriginKind.COUNT, codes, facts.period.key, Decimal(len(lines)))
    return Filled((Piece(f"{verb} cả {len(lines)} tiêu chí", origin),))


def _each_moved(facts: ReportFacts, lines: list[Line]) -> Filled | None:
    said = more.each_moved(lines, _style(facts))
    codes = tuple(line.indicator.code for line in lines)
    return Filled((Piece(said, Origin(OriginKind.CHANGE, codes, facts.period.key, None)),)) if said else None


def _as(kind: OriginKind, say: Callable[[ReportFacts, Line], str | None]) -> Callable[..., Filled | None]:
    """A verb whose words are all that it gives."""

    def fill_(facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
        words = say(facts, line)
        return Filled((Piece(words, _origin(facts, kind, line, line.now.amount)),)) if words else None

    return fill_


def _name(_facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    return Filled((Piece(more.name(line)),))


def _title(_facts: ReportFacts, line: Line, _unit: str) -> Filled | None:
    return Filled((Piece(line.indicator.name),))


_VERBS: Mapping[str, Callable[[ReportFacts, Line, str], Filled | None]] = {
    "": _value,
    "so": _full_change,
    "so ngắn": _short_change,
    "tỷ lệ": _rate,
    "phân số": _fraction,
    "chỉ tiêu": _target,
    "khi không": _only_zero,
    "tên": _name,
    "Tên": _title,
    "so cặp": _as(OriginKind.CHANGE, lambda facts, line: more.pair_change(line, _style(facts))),
    "so %": _as(OriginKind.CHANGE, lambda facts, line: more.percent_change(line, _style(facts))),
    "so bằng": _as(OriginKind.CHANGE, lambda facts, line: more.equals_change(line, _style(facts))),
    "chiều": _as(OriginKind.CHANGE, lambda _, line: more.way(line)),
    "cùng kỳ": _as(OriginKind.BASE, lambda _, line: more.base_of(line)),
    "gấp": _as(OriginKind.CHANGE, lambda _, line: more.times(line)),
    "bình quân": _as(OriginKind.VALUE, lambda facts, line: more.per_month(line, len(facts.period.months))),
    "thiếu": _as(OriginKind.COUNT, lambda _, line: more.missing(line)),
    "xấp xỉ": _as(OriginKind.RATE, lambda _, line: more.about(line)),
    "mục tiêu": _as(OriginKind.TARGET, lambda _, line: more.aim(line)),
}
WORDS = frozenset({*_VERBS, "cả", "chiếm", "từng"})
"""What a slot may say of its figures."""
NAMES = frozenset(_NAMES)
"""What a slot may name without a figure."""
