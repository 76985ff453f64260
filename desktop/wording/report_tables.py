"""All indicators against the same period: the first annex on paper, and the workbook's first sheet."""

from collections.abc import Callable, Iterable, Iterator

from desktop.domain.report import Cell, Column, Line, Origin, OriginKind, Row, RowStyle, Table
from desktop.wording.report_cells import (
    LEGEND,
    MILLIONS,
    change_cell,
    figure_cell,
    number_cell,
    percent_cell,
    span_words,
    text,
    whole_number,
)
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_phrases import and_joined

NAMED = 12
"""So many units are named in a note."""
RowMaker = Callable[[ReportFacts, int, Line], tuple[Cell, ...]]


def indicators_in_print(facts: ReportFacts) -> Table:
    """Phụ lục 1: the core indicators by section; money in millions."""
    columns = (
        Column("STT", 6, centred=True),
        Column("Chỉ tiêu", 41),
        Column("ĐVT", 12, centred=True),
        Column("Kỳ này", 11, numeric=True),
        Column("Cùng kỳ", 11, numeric=True),
        Column("Tăng, giảm", 11, numeric=True),
        Column("%", 9, numeric=True),
    )
    lines = [line for line in _asked(facts) if line.indicator.core]
    rows = tuple(_grouped(facts, lines, len(columns), _printed))
    return Table(
        "Phụ lục 1",
        f"Phụ lục 1. Số liệu {facts.period.label} so với {facts.same_period}",
        span_words(facts),
        columns,
        rows,
        (LEGEND, *_missing_notes(facts, lines)),
    )


def _printed(facts: ReportFacts, number: int, line: Line) -> tuple[Cell, ...]:
    unit = MILLIONS if line.indicator.unit == "đồng" else line.indicator.unit
    return (whole_number(number), text(line.indicator.name), text(unit), *_compared(facts, line, in_millions=True))


def _compared(facts: ReportFacts, line: Line, in_millions: bool = False) -> tuple[Cell, ...]:
    indicator, code, key = line.indicator, (line.indicator.code,), facts.period.key
    parts, base_parts = (line.numerator, line.denominator), (line.base_numerator, line.base_denominator)
    now = Origin(OriginKind.VALUE, code, key, line.now.amount, *parts, line.now.missing)
    base_key = facts.base_period.key
    base = Origin(OriginKind.BASE, code, base_key, line.base.amount, *base_parts, line.base.missing)
    change = Origin(OriginKind.CHANGE, code, key, line.comparison.difference)
    return (
        figure_cell(indicator, line.now, now, in_millions),
        figure_cell(indicator, line.base, base, in_millions),
        change_cell(indicator, line.comparison, change, in_millions),
        percent_cell(line.comparison, change),
    )


def _grouped(facts: ReportFacts, lines: list[Line], width: int, row: RowMaker) -> Iterator[Row]:
    for section, name in facts.sections.items():
        found = [line for line in lines if line.indicator.section == section]
        if found:
            yield Row((text(""), text(name), *(text("") for _ in range(width - 2))), RowStyle.PART)
        for number, line in enumerate(found, 1):
            yield Row(row(facts, number, line))


def _asked(facts: ReportFacts) -> Iterator[Line]:
    """What a later catalogue asks for, or an earlier one asked for, is not missing in this period."""
    first, last = facts.period.first.isoformat(), facts.period.last.isoformat()
    for line in facts.lines.values():
        if line.now.amount is not None or line.indicator.asked_in(first, last):
            yield line


def _missing_notes(facts: ReportFacts, lines: Iterable[Line]) -> Iterator[str]:
    for line in facts.lines.values():
        if said := facts.noted.get(line.indicator.code):
            yield f"{line.indicator.name}: {said}."
    if facts.silent:
        yield f"Chưa tính {len(facts.silent)} đơn vị chưa báo cáo: {', '.join(facts.silent)}."
    for line in lines:
        if line.missing and line.now.amount is not None:
            names = and_joined(line.missing, NAMED)
            yield f"{line.indicator.name}: chưa tính thêm {len(line.missing)} đơn vị ({names})."


def indicators_in_full(facts: ReportFacts) -> Table:
    """Sheet *Tổng hợp*: every indicator with its code and the parts of its rate."""
    columns = (
        Column("Mã", 10),
        Column("Chỉ tiêu", 58),
        Column("ĐVT", 13, centred=True),
        Column("Kỳ này", 16, numeric=True),
        Column("Cùng kỳ", 16, numeric=True),
        Column("Tăng, giảm", 16, numeric=True),
        Column("%", 10, numeric=True),
        Column("Tử số", 16, numeric=True),
        Column("Mẫu số", 16, numeric=True),
        Column("Số đơn vị thiếu", 10, numeric=True),
    )
    rows = tuple(_grouped(facts, list(_asked(facts)), len(columns), _full))
    notes = (LEGEND, *_missing_notes(facts, ()))
    title = f"Tổng hợp chỉ tiêu {facts.period.label} so với {facts.same_period}"
    return Table("Tổng hợp", title, span_words(facts), columns, rows, notes, landscape=True)


def _full(facts: ReportFacts, _number: int, line: Line) -> tuple[Cell, ...]:
    indicator = line.indicator
    parts = (number_cell(line.numerator), number_cell(line.denominator))
    named = text(indicator.code), text(indicator.name), text(indicator.unit)
    return (*named, *_compared(facts, line), *parts, whole_number(line.now.missing))
