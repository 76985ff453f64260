"""A pivot into a workbook of its own: real numbers, styles, and a chart that stays editable."""

from pathlib import Path

from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.report import Table
from desktop.services.books import Books
from desktop.services.covering import TRAINING
from desktop.services.pivoting import MONTH, Pivot
from desktop.wording.pivots import Sheet, table_of
from desktop.wording.report_cells import months_apart


def table(found: Pivot) -> Table:
    """The pivot as it is printed."""
    indicator = found.indicator
    name, unit = (indicator.short or indicator.name, indicator.unit) if indicator else ("Số bản ghi", "bản ghi")
    title = f"{name} theo {_lower(found.rows.name)} và {_lower(found.columns.name)}"
    decimals = 1 if indicator is not None and indicator.per_cent else indicator.decimals if indicator else 0
    subtitle = f"{found.period.label}, {found.period.dates}, đơn vị tính: {unit}"
    apart = months_apart([indicator]) if indicator and MONTH in (found.rows.key, found.columns.key) else ()
    sheet = Sheet(title, subtitle, found.rows.name, decimals, found.rows.key == MONTH, apart)
    heads = found.column_heads
    rows = [
        (row.name, (*(found.cell(row, column) for column in heads), found.row_totals[row.key]), row.estimated)
        for row in found.row_heads
    ]
    last = (*(found.column_totals[column.key] for column in heads), found.whole)
    return table_of(sheet, rows, [f"{each.name} ~" if each.estimated else each.name for each in heads], last)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def export(books: Books, found: Pivot, path: Path, progress: Progress | None = None) -> Path:
    """Write the workbook; raise UserError when the place cannot be written to."""
    from desktop.workbook import annex

    with replacing(path) as part:
        annex.write(part, (table(found),), TRAINING if books.me.training else "", progress or Silent())
    return path
