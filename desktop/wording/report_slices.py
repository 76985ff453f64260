"""The headline figures by unit, by area, by month, and one indicator by offence."""

from collections.abc import Iterator

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import compare
from desktop.domain.report import Cell, Chart, Column, Origin, OriginKind, Row, RowStyle, Table
from desktop.wording.report_cells import (
    BLANK,
    LEGEND,
    change_cell,
    figure_cell,
    months_apart,
    percent_cell,
    span_words,
    text,
    whole_number,
)
from desktop.wording.report_facts import FactsSlice, ReportFacts

CHARTED_MONTHS = ("TH.01", "GT.01")
CHARTED = 12
"""So many offences stand in the chart; the table has them all."""


def units(facts: ReportFacts) -> Table:
    """Phụ lục 2 and sheet *Theo đơn vị*: headline figures of every unit, areas with their sums."""
    columns = (Column("STT", 7, centred=True), Column("Đơn vị", 36), *_headline_columns(facts))
    rows = []
    if facts.whole:
        rows.append(_slice_row(facts, text(""), f"Toàn {facts.land}", facts.whole, RowStyle.TOTAL))
    number = 0
    for area in facts.areas:
        if area.whole:
            rows.append(_slice_row(facts, text(""), area.whole.name, area.whole, RowStyle.SUBTOTAL))
        for unit in area.units:
            number += 1
            name = unit.name if unit.reported else f"{unit.name} (chưa báo cáo)"
            rows.append(_slice_row(facts, whole_number(number), name, unit, RowStyle.PLAIN))
    title = f"Phụ lục 2. Số liệu {facts.period.label} theo đơn vị"
    return Table("Theo đơn vị", title, span_words(facts), columns, tuple(rows), (LEGEND,), landscape=True)


def _headline_columns(facts: ReportFacts) -> Iterator[Column]:
    for code in facts.headline:
        indicator = facts.lines[code].indicator
        yield Column(f"{indicator.short} ({indicator.unit})", 12, numeric=True)


def _slice_row(facts: ReportFacts, number: Cell, name: str, slice_: FactsSlice, style: RowStyle) -> Row:
    cells = (_slice_cell(facts, code, slice_) for code in facts.headline)
    return Row((number, text(name), *cells), style)


def _slice_cell(facts: ReportFacts, code: str, slice_: FactsSlice, base: bool = False) -> Cell:
    """A figure of a slice; the whole has no scope of its own."""
    figures, period = (slice_.base, facts.base_period) if base else (slice_.figures, facts.period)
    figure = figures.get(code, BLANK)
    parts = (None, None) if base else (slice_.numerators.get(code), slice_.denominators.get(code))
    kind = OriginKind.BASE if base else OriginKind.VALUE
    origin = Origin(kind, (code,), period.key, figure.amount, *parts, figure.missing, slice_.key)
    return figure_cell(facts.lines[code].indicator, figure, origin)


def areas(facts: ReportFacts) -> Table | None:
    """Sheet *Theo địa bàn*: areas side by side, with a chart; None where there are no areas."""
    slices = [area.whole for area in facts.areas if area.whole]
    if not slices or not facts.headline:
        return None
    first = facts.lines[facts.headline[0]].indicator
    columns = (
        Column("Địa bàn", 30),
        Column(f"{first.short}, cùng kỳ", 14, numeric=True),
        *_headline_columns(facts),
    )
    rows = tuple(
        Row(
            (
                text(each.name),
                _slice_cell(facts, first.code, each, base=True),
                *(_slice_cell(facts, code, each) for code in facts.headline),
            )
        )
        for each in slices
    )
    chart = Chart("bar", f"{first.name} theo địa bàn, {first.unit}", 0, (2, 1))
    title = f"Số liệu {facts.period.label} theo địa bàn"
    return Table("Theo địa bàn", title, span_words(facts), columns, rows, (LEGEND,), (chart,), landscape=True)


def months(facts: ReportFacts) -> Table:
    """Sheet *Theo tháng*: headline figures month by month, those in the charts with last year's."""
    shown = [(code, base) for code in facts.headline for base in (False, True) if not base or code in CHARTED_MONTHS]
    columns = (Column("Tháng", 14), *(_month_column(facts, code, base) for code, base in shown))
    slices = (*facts.months, *([facts.whole] if facts.whole else ()))
    rows = tuple(
        Row(
            (text(each.name), *(_slice_cell(facts, code, each, base) for code, base in shown)),
            RowStyle.TOTAL if each is facts.whole else RowStyle.PLAIN,
        )
        for each in slices
    )
    charts = tuple(
        _month_chart(facts, code, shown.index((code, False)) + 1) for code in CHARTED_MONTHS if (code, True) in shown
    )
    title = f"Số liệu {facts.period.label} theo tháng"
    notes = (LEGEND, *months_apart(facts.lines[code].indicator for code in facts.headline))
    return Table("Theo tháng", title, span_words(facts), columns, rows, notes, charts, landscape=True)


def _month_column(facts: ReportFacts, code: str, base: bool) -> Column:
    indicator = facts.lines[code].indicator
    return Column(f"{indicator.short}{f', {facts.finer_base}' if base else ''} ({indicator.unit})", 12, numeric=True)


def _month_chart(facts: ReportFacts, code: str, place: int) -> Chart:
    indicator = facts.lines[code].indicator
    title = f"{indicator.name} theo tháng, {indicator.unit}"
    return Chart("line", title, 0, (place, place + 1), rows=len(facts.months))


def offences(facts: ReportFacts) -> Table | None:
    """Sheet *Theo tội danh*: cases by offence, this year and last; None where nothing is broken down."""
    if facts.breakdown is None:
        return None
    code, slices = facts.breakdown.indicator, facts.breakdown.rows
    indicator = facts.lines[code].indicator
    columns = (
        Column("Tội danh", 46),
        Column("Kỳ này", 12, numeric=True),
        Column(facts.finer_base.capitalize(), 12, numeric=True),
        Column("Tăng, giảm", 12, numeric=True),
        Column("%", 10, numeric=True),
    )
    rows = tuple(Row(_offence(facts, indicator, each)) for each in slices)
    chart = Chart("bar", f"{indicator.name} theo tội danh, {indicator.unit}", 0, (1, 2), 0, CHARTED)
    title = f"{indicator.name} theo tội danh, {facts.period.label} so với {facts.same_period}"
    return Table("Theo tội danh", title, span_words(facts), columns, rows, (), (chart,) if rows else (), landscape=True)


def _offence(facts: ReportFacts, indicator: Indicator, slice_: FactsSlice) -> tuple[Cell, ...]:
    code = indicator.code
    moved = compare(slice_.figures.get(code, BLANK), slice_.base.get(code, BLANK), rate=False)
    change = Origin(OriginKind.CHANGE, (code,), facts.period.key, moved.difference, scope=slice_.key)
    pair = (_slice_cell(facts, code, slice_), _slice_cell(facts, code, slice_, base=True))
    return (text(slice_.name), *pair, change_cell(indicator, moved, change), percent_cell(moved, change))
