"""Figures ↔ what stands in the grid: scale, words of the five states, reading what was typed."""

from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue, Expression, Indicator, IndicatorKind, Level
from desktop.domain.figures import BLANK, Figure, State
from desktop.domain.numbers import format_number, half_up, parse_number
from desktop.domain.periods import Period, period_of_month
from desktop.kit.grid_cell import GridHeads, GridLine, GridValue, OpenValue, ValueState
from desktop.kit.marks import Mark
from desktop.services.grid import Grid, GridRow
from desktop.services.placing import PlacedProblem
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator

translate = QCoreApplication.translate

STATES = {
    State.VALUE: ValueState.VALUE,
    State.ZERO: ValueState.ZERO,
    State.NONE: ValueState.DECLARED,
    State.NOT_APPLICABLE: ValueState.NOT_APPLICABLE,
    State.BLANK: ValueState.BLANK,
}
NOT_APPLICABLE_SIGNS = ("-", "–", "−")
MILLIONS_FROM = 100_000_000
"""Sums of money from here on are shown in millions, where nobody types them."""


class NotTaken(ValueError):
    """A number that was read but cannot stand in this cell; the sentence says why."""


@dataclass(frozen=True)
class Scale:
    """How an indicator's amounts are shown: in which unit, how many of the stored ones make one."""

    unit: str
    factor: int = 1
    decimals: int | None = None

    def text(self, amount: Decimal) -> str:
        """An amount as it is shown; counted money is rounded, typed figures never are."""
        return format_number(amount / self.factor, self.decimals)


def scale_of(row: GridRow) -> Scale:
    """Money in thousands or millions, shares with one decimal, all else as it is."""
    indicator = shown_indicator(row.indicator)
    if indicator.kind is IndicatorKind.RATIO:
        return Scale(indicator.unit, 1, 1)
    if indicator.unit != "đồng":
        return Scale(indicator.unit)
    largest = max(figure.amount or 0 for figure in (*row.cells.values(), row.total, row.last_year))
    if row.derived and largest >= MILLIONS_FROM:
        return Scale(translate("Figures", "triệu đồng"), 10**6, 1)
    return Scale(translate("Figures", "nghìn đồng"), 1000, 0 if row.derived else None)


def shown(figure: Figure, scale: Scale) -> GridValue:
    """One figure as a value of the grid."""
    text = scale.text(figure.amount) if figure.amount is not None else ""
    return GridValue(text, STATES[figure.state], figure.partial and figure.state is not State.BLANK)


def ghost(now: Figure, base: Figure, scale: Scale) -> GridValue:
    """An earlier figure with the way it moved from there."""
    value = shown(base, scale)
    if now.amount is None or base.amount is None or now.amount == base.amount:
        return value
    return replace(value, moved="up" if now.amount > base.amount else "down")


def open_value(row: GridRow, scale: Scale, refused: str | None) -> OpenValue:
    """The cell of the open month; a text that was refused stays to be seen."""
    if refused is not None:
        nothing = GridValue()  # a refused text may be long: it takes the room of the ghosts
        return OpenValue(GridValue(refused), nothing, nothing, verdict="wrong", mark=Mark.ERROR)
    value, verdict, mark = shown(row.open, scale), "", None
    if row.problem is not None:
        verdict, mark = verdict_of(row.problem)
    return OpenValue(
        value=value,
        before=ghost(row.open, row.ghost_previous, scale),
        last_year=ghost(row.open, row.ghost_last_year, scale),
        derived=row.derived,
        verdict=verdict,  # type: ignore[arg-type]
        mark=mark,
        editable=not row.derived,
    )


def verdict_of(problem: PlacedProblem) -> tuple[str, Mark | None]:
    """Tint and mark of a problem; an explained warning keeps its mark only."""
    if problem.problem.level is Level.E:
        return "wrong", Mark.ERROR
    return ("" if problem.explained is not None else "warned"), Mark.WARNING


def grid_line(row: GridRow, earlier: tuple[int, ...], refused: str | None = None) -> GridLine:
    """One row of the grid."""
    scale = scale_of(row)
    return GridLine(
        key=row.indicator.code,
        name=shown_indicator(row.indicator).short,
        unit=scale.unit,
        months=tuple(shown(row.cells[month], scale) for month in earlier),
        open=open_value(row, scale, refused),
        total=shown(row.total, scale),
        last_year=shown(row.last_year, scale),
    )


def heads(grid: Grid) -> GridHeads:
    """Titles of the columns."""
    opened = period_of_month(grid.open_month, grid.period.calendar)
    before = opened.previous()
    return GridHeads(
        months=tuple(map(period_words.short_month, grid.earlier)),
        open=month_title(grid.open_month),
        dates=f"{opened.first:%d/%m} – {opened.last:%d/%m}",
        before=period_words.short_month(before.months[0]),
        same=translate("Figures", "cùng kỳ"),
        value=translate("Figures", "số liệu"),
        total=total_title(grid.period),
        last_year=translate("Figures", "Cùng kỳ"),
        name=translate("Figures", "Chỉ tiêu"),
        unit=translate("Figures", "Đơn vị tính"),
    )


def month_title(month: int) -> str:
    """`Tháng 6`."""
    return translate("Figures", "Tháng {n}").format(n=month % 100)


def total_title(period: Period) -> str:
    """`6 tháng`, short enough for a column."""
    count = len(period.months)
    if count == 12:
        return translate("Figures", "Cả năm")
    return translate("Figures", "{n} tháng").format(n=count) if count > 1 else translate("Figures", "Cả tháng")


@dataclass(frozen=True)
class Typed:
    """What a typed text means: a state, with its amount; no state makes the cell blank again."""

    state: str | None
    amount: Decimal | None = None


def typed_row(row: GridRow, month: int, typed: Typed) -> GridRow:
    """A row with its newest figure, before sums and rules are looked at again."""
    figure = BLANK if typed.state is None else Figure(State(typed.state), typed.amount)
    return replace(row, open=figure, cells={**row.cells, month: figure})


def read(text: str, indicator: Indicator, scale: Scale) -> Typed:
    """What was typed into a cell; raise NumberRefused or NotTaken for what cannot stand there."""
    stripped = text.strip()
    if not stripped:
        return Typed(None)
    if stripped in NOT_APPLICABLE_SIGNS:
        return Typed(State.NOT_APPLICABLE.value)
    amount = parse_number(stripped.rstrip("*")) * scale.factor
    if amount < 0:
        words = translate("Figures", "Số liệu không thể âm: {text}. Nhập số từ 0.")
        raise NotTaken(words.format(text=stripped))
    if amount != half_up(amount, indicator.decimals):
        raise NotTaken(_too_fine(stripped, indicator))
    return Typed(State.VALUE.value if amount else State.ZERO.value, amount)


def _too_fine(text: str, indicator: Indicator) -> str:
    if not indicator.decimals:
        words = translate("Figures", "{name} tính bằng {unit}, chỉ ghi số nguyên: {text}. Sửa số.")
    else:
        words = translate("Figures", "{name} chỉ ghi {n} chữ số thập phân: {text}. Làm tròn lại.")
    named = shown_indicator(indicator)
    return words.format(name=named.short, unit=named.unit, n=named.decimals, text=text)


def source_words(row: GridRow, catalogue: Catalogue, count: int | None, month: int) -> str:
    """Where a figure of a month comes from."""
    indicator = row.indicator
    if indicator.kind is IndicatorKind.COUNTED and count is None:
        return translate("Figures", "Đếm từ sổ, nhiều bản ghi trong tháng {month}.").format(month=month % 100)
    if indicator.kind is IndicatorKind.COUNTED:
        words = translate("Figures", "Đếm từ sổ, {n} bản ghi tính vào tháng {month}.")
        return words.format(n=format_number(count or 0), month=month % 100)
    if indicator.kind is IndicatorKind.TYPED:
        return translate("Figures", "Nhập tay.")
    top = _terms(indicator.numerator or (), catalogue)
    if indicator.kind is IndicatorKind.FORMULA:
        return translate("Figures", "Tính từ: {terms}.").format(terms=top)
    bottom = _terms(indicator.denominator or (), catalogue)
    return translate("Figures", "Tính lại từ {top} chia cho {bottom}.").format(top=top, bottom=bottom)


def _terms(expression: Expression, catalogue: Catalogue) -> str:
    words = [(" − " if sign < 0 else " + ") + catalogue.indicators[code].short for sign, code in expression]
    return "".join(words)[3:]
