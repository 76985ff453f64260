"""A pivot as a printed table: title, heads, totals, what its marks mean, and a chart where one says something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.figures import Figure, State
from desktop.domain.numbers import format_number, half_up
from desktop.domain.report import Cell, Chart, Column, Row, RowStyle, Table

TOTAL = "Tổng"
MOST_SERIES, MOST_BARS = 6, 40
ESTIMATED = "Số của địa bàn bị chia là ước tính theo tỷ phần (dấu ~); tổng của các phần vẫn bằng số đơn vị báo cáo."
BLANK = "Dấu · là chưa có số liệu, – là không thuộc diện; ô trống không tính là 0."


@dataclass(frozen=True)
class Sheet:
    """What a table says of itself."""

    title: str
    subtitle: str
    row_name: str
    decimals: int
    by_month: bool
    """Whether months stand down the side: then the chart is a line."""
    notes: tuple[str, ...] = ()


def table_of(
    sheet: Sheet,
    rows: Sequence[tuple[str, Sequence[Figure], bool]],
    columns: Sequence[str],
    last: Sequence[Figure],
) -> Table:
    """Rows of (name, figures with the total last, estimated); `last` is the row of totals."""
    heads = (Column(sheet.row_name, 30), *(Column(name, 12, numeric=True) for name in (*columns, TOTAL)))
    lines = [_row(name, figures, sheet.decimals, mark) for name, figures, mark in rows]
    lines.append(_row(TOTAL, last, sheet.decimals, False, RowStyle.TOTAL))
    notes = [BLANK, *([ESTIMATED] if any(mark for _, _, mark in rows) else []), *sheet.notes]
    charts = (_chart(sheet, len(rows), len(columns)),) if rows else ()
    return Table("Bảng chéo", sheet.title, sheet.subtitle, heads, tuple(lines), tuple(notes), charts, landscape=True)


def _chart(sheet: Sheet, rows: int, columns: int) -> Chart:
    """Each column a series where there are few of them; of many only the totals are drawn."""
    values = tuple(range(1, columns + 1)) if columns <= MOST_SERIES and rows <= MOST_BARS else (columns + 1,)
    shape = "line" if sheet.by_month else "bar" if rows > MOST_SERIES * 2 else "column"
    return Chart(shape, sheet.title, 0, values, 0, min(rows, MOST_BARS))


def _row(
    name: str, figures: Iterable[Figure], decimals: int, estimated: bool, style: RowStyle = RowStyle.PLAIN
) -> Row:
    words = f"{name} ~" if estimated else name
    return Row((Cell(words), *(cell_of(figure, decimals) for figure in figures)), style)


def cell_of(figure: Figure, decimals: int) -> Cell:
    """A figure as printed and as a number; a blank is a dot, the not applicable a dash."""
    if figure.amount is None:
        return Cell("–" if figure.state is State.NOT_APPLICABLE else "·", state=figure.state)
    amount = half_up(figure.amount, decimals)
    places = decimals if amount != amount.to_integral_value() else 0
    return Cell(format_number(amount), Decimal(amount), places, figure.state)
