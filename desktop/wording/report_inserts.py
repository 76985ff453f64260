"""Paragraphs that no single sentence can make: completeness, targets, trends, what units told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from zlib import crc32

from desktop.domain.catalogue import Aggregation, Direction
from desktop.domain.report import Line, Origin, OriginKind, Paragraph, Piece, Style
from desktop.wording import numbers
from desktop.wording.report_facts import ReportFacts, Told
from desktop.wording.report_phrases import and_joined, is_of_units, known, lowered, met, over, reached, target_of
from desktop.wording.report_slots import change_piece, value_piece
from desktop.wording.report_template import Insert

GAP = "[Người viết bổ sung:"
MATERIAL_LEAD = "Nội dung do đơn vị nêu"
"""How a place begins that only a person can fill, and what units told for him to choose from."""
NAMED = 12
QUOTED = 5
QUOTED_UNITS = 3
BELOW = "đơn vị cấp dưới"
QUOTED_LENGTH = 280
TRENDS = 5
NOTABLE = Decimal(5)
"""Change in per cent (of rates: in points) that an assessment mentions."""
LARGE = Decimal(10)
"""A base below ten makes large percentages of chance."""


def inserted(facts: ReportFacts, part: str, insert: Insert) -> Iterator[Paragraph]:
    """The paragraphs that stand for an `@` line of the template."""
    return iter(_INSERTS[insert.name](facts, part, insert.rest))


def _body(part: str, *pieces: Piece, style: Style = Style.BODY) -> Paragraph:
    return Paragraph(style, part, pieces)


def _completeness(facts: ReportFacts, part: str, _rest: str) -> Iterator[Paragraph]:
    if facts.expected <= 1:
        return
    pieces = [Piece("Số liệu tổng hợp từ báo cáo của "), _counted(facts, facts.received), Piece(" đơn vị")]
    if facts.silent:
        names = and_joined(facts.silent, NAMED)
        count = numbers.count(len(facts.silent), "đơn vị", leading_zero=True)
        silent = Decimal(len(facts.silent))
        origin = Origin(OriginKind.COUNT, (), facts.period.key, silent, silent, Decimal(facts.expected), scope="silent")
        pieces += [Piece("; chưa tính "), Piece(count, origin), Piece(f" chưa báo cáo: {names}")]
    if facts.below is not None:
        received, expected = map(Decimal, facts.below)
        origin = Origin(OriginKind.COUNT, (), facts.period.key, received, received, expected, scope="below")
        pieces += [Piece("; trong đó có số liệu của "), Piece(over(received, expected), origin), Piece(f" {BELOW}")]
    pieces.append(Piece("."))
    if 0 < facts.base_received < facts.expected:
        base = _counted(facts, facts.base_received, facts.base_period.key)
        pieces += [Piece(f" Số {facts.same_period} tổng hợp từ "), base, Piece(" đơn vị.")]
    if not facts.base_received:
        pieces.append(Piece(f" Chưa có số liệu {facts.same_period} để so sánh."))
    elif facts.basis:
        pieces.append(Piece(f" So sánh với số liệu {facts.same_period} {facts.basis}."))
    yield _body(part, *pieces)


def _counted(facts: ReportFacts, received: int, period: str = "") -> Piece:
    counts = Decimal(received), Decimal(facts.expected)
    origin = Origin(OriginKind.COUNT, (), period or facts.period.key, counts[0], *counts)
    return Piece(over(received, facts.expected), origin)


def _late(facts: ReportFacts, part: str, _rest: str) -> Iterator[Paragraph]:
    if facts.silent:
        count = Decimal(len(facts.silent))
        origin = Origin(OriginKind.COUNT, (), facts.period.key, count, count, Decimal(facts.expected), scope="late")
        yield _body(
            part,
            Piece("Còn "),
            Piece(over(count, facts.expected), origin),
            Piece(" đơn vị chưa gửi báo cáo theo quy định."),
        )


def _narratives(facts: ReportFacts, part: str, rest: str) -> Iterator[Paragraph]:
    wanted, *sections = rest.split()
    told = [each for each in facts.told if each.part == wanted and each.section in (sections or facts.sections)]
    for each in told:
        if each.own:
            yield from (_body(part, Piece(line)) for line in each.text.splitlines() if line)
    others = [each for each in told if not each.own]
    picked = [each for each in others if each.picked]
    yield from (_picked(part, each) for each in picked)
    if not picked:
        yield from _quoted(part, others)


def _picked(part: str, told: Told) -> Paragraph:
    """What one unit told, in its words, with its name."""
    text = " ".join(told.text.split())
    return replace(_body(part, Piece(f"Theo Công an {told.unit}: {text}")), key=f"q{crc32(told.uid.encode()):08x}")


def _quoted(part: str, told: list[Told]) -> Iterator[Paragraph]:
    """What many units told alike stands once, before what few told."""
    if not told:
        return
    lead = f"{MATERIAL_LEAD} ({numbers.number(len(told))}), để người viết chọn lọc:"
    yield _body(part, Piece(lead), style=Style.MATERIAL)
    alike: dict[str, list[str]] = {}
    for each in told:
        alike.setdefault(" ".join(each.text.split()), []).append(each.unit)
    for text, units in sorted(alike.items(), key=lambda each: -len(each[1]))[:QUOTED]:
        quoted = Piece(f"- {and_joined(units, QUOTED_UNITS)}: {_short(text)}")
        yield _body(part, quoted, style=Style.MATERIAL)


def _short(text: str) -> str:
    return text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH].rpartition(' ')[0]} …"


def _targets(facts: ReportFacts, part: str, which: str) -> Iterator[Paragraph]:
    lines = [line for line in facts.lines.values() if line.indicator.target is not None]
    if which == "next":
        yield from (_target_line(facts, part, line) for line in lines)
        return
    judged = [line for line in lines if known(line)]
    chosen = [line for line in judged if met(line) is (which == "met")]
    if chosen:
        counts = Decimal(len(chosen)), Decimal(len(judged))
        codes = tuple(line.indicator.code for line in chosen)
        origin = Origin(OriginKind.COUNT, codes, facts.period.key, counts[0], *counts)
        pair = Piece(over(*counts), origin)
        lead = "Đạt, vượt " if which == "met" else "Chưa đạt "
        yield _body(part, Piece(lead), pair, Piece(" chỉ tiêu đề ra: "), *_several(facts, chosen, _against_target))


def _target_line(facts: ReportFacts, part: str, line: Line) -> Paragraph:
    assert line.indicator.target is not None
    target = target_of(line)
    if line.indicator.direction is Direction.DOWN:
        aim = f"không quá {target}" if line.indicator.target else "không để xảy ra"
    else:
        aim = f"từ {target} trở lên"
    origin = Origin(OriginKind.TARGET, (line.indicator.code,), facts.period.key, line.indicator.target)
    pieces = [Piece(f"- {line.indicator.name}: "), Piece(aim, origin)]
    if known(line):
        pieces += [Piece(" (kỳ này "), value_piece(facts, line), Piece(")")]
    return _body(part, *pieces, Piece("."), style=Style.ITEM)


def _several(
    facts: ReportFacts, lines: Iterable[Line], say: Callable[[ReportFacts, Line], Iterator[Piece]]
) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        yield Piece(f"{'; ' if number else ''}{lowered(line.indicator.name)} ")
        yield from say(facts, line)
    yield Piece(".")


def _against_target(facts: ReportFacts, line: Line) -> Iterator[Piece]:
    yield value_piece(facts, line)
    origin = Origin(OriginKind.TARGET, (line.indicator.code,), facts.period.key, line.indicator.target)
    yield Piece(", ")
    yield Piece(reached(line), origin)


def _trend(facts: ReportFacts, part: str, which: str) -> Iterator[Paragraph]:
    parts = _parts_of_rates(facts)
    moved = [
        line
        for code, line in facts.lines.items()
        if code not in parts and _notable(line) and _better(line) is (which == "better")
        and not (facts.silent and is_of_units(line))
    ]
    moved.sort(key=lambda line: (line.indicator.code in facts.headline, _weight(line)), reverse=True)
    if moved:
        lead = "Chuyển biến tốt" if which == "better" else "Chỉ tiêu cần chú ý"
        lines = _several(facts, moved[:TRENDS], _moved)
        yield _body(part, Piece(f"{lead} so với {facts.same_period}: "), *lines)


def _parts_of_rates(facts: ReportFacts) -> set[str]:
    """Fewer cases solved of fewer that occurred is no setback: the rate tells, not its parts."""
    rates = [line.indicator for line in facts.lines.values() if line.indicator.per_cent]
    return {code for rate in rates for _, code in rate.numerator or ()}


def _moved(facts: ReportFacts, line: Line) -> Iterator[Piece]:
    if piece := change_piece(facts, line):
        yield piece


def _notable(line: Line) -> bool:
    indicator, moved = line.indicator, line.comparison
    inherited = indicator.aggregation is Aggregation.STOCK_START
    if not indicator.core or inherited or indicator.direction is Direction.NEUTRAL or not moved.difference:
        return False
    if indicator.per_cent:
        return abs(moved.difference) >= NOTABLE
    large = line.base.amount is not None and line.base.amount >= LARGE
    return large and moved.percent is not None and abs(moved.percent) >= NOTABLE


def _better(line: Line) -> bool:
    assert line.comparison.difference is not None
    return (line.comparison.difference > 0) is (line.indicator.direction is Direction.UP)


def _weight(line: Line) -> Decimal:
    return abs(line.comparison.percent or line.comparison.difference or Decimal(0))


def _to_write(_facts: ReportFacts, part: str, rest: str) -> Iterator[Paragraph]:
    yield _body(part, Piece(f"{GAP} {lowered(rest)}]"), style=Style.TO_WRITE)


_INSERTS: Mapping[str, Callable[[ReportFacts, str, str], Iterator[Paragraph]]] = {
    "completeness": _completeness,
    "late": _late,
    "narratives": _narratives,
    "targets": _targets,
    "trend": _trend,
    "write": _to_write,
}
INSERTS = frozenset(_INSERTS)
"""What the template may ask for by an `@` line."""
