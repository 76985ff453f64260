"""Bảng chéo: a measure by any two dimensions; every cell leads to its rows, the table to Excel."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.figures import Figure
from desktop.domain.text import fold
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card
from desktop.kit.charts.heat import STEPS, heat_step
from desktop.kit.inputs import Choice, ChoicePicker
from desktop.kit.text import Text
from desktop.services import pivot_export, pivoting, tracing
from desktop.services.pivoting import KIND, RECORDS, SECTION, Head, Pivot
from desktop.ui.context import Context
from desktop.ui.headquarters.figure_words import value_cell
from desktop.ui.headquarters.source_facts import Asked
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence

SIDE, NAME, LEAST, MOST, TOTAL = 400, 190, 58, 110, "total"
COUNTED = "records"
"""The measure in the list that is no indicator."""


class PivotPart(QWidget):
    """Three pickers, the table, and the source beside it."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._wanted = context, ""
        self.found: Pivot | None = None
        self.table = LedgerTable(cells=True)
        self.model = RowsModel([Column("", "name", NAME)])
        self.table.setModel(self.model)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.card, self.source = Card(self.tr("Bảng chéo")), SourcePanel(context, "")
        self.measure, self.rows, self.columns = (ChoicePicker(fold) for _ in range(3))
        self.export = KeyButton(self.tr("Xuất Excel"), "Ctrl+E", small=True, icon="file-spreadsheet")
        self.told = Text("", "caption", "text2")
        self._furnish()
        self._offer_measures()
        self._offer_axes("area", "month")

    def code(self) -> str:
        """The measure as the pivot names it."""
        return RECORDS if self.measure.value() == COUNTED else self.measure.value() or "TH.01"

    def choose(self, code: str, rows: str, columns: str) -> None:
        """Cross these."""
        self.measure.set_value(code or COUNTED)
        self._offer_axes(rows, columns)
        self.reload()

    def reload(self) -> None:
        """Count again, off the window's thread."""
        books, period, code = self._context.books, self._context.period, self.code()
        rows, columns = self.rows.value() or "unit", self.columns.value() or "month"
        self._wanted = wanted = f"{period.key} {code} {rows} {columns}"

        def work(_: Progress) -> Pivot:
            return pivoting.pivot(books, period, code, rows, columns)

        def then(found: Pivot) -> None:
            if self._wanted == wanted:
                self._show(found)

        jobs.run(self, self.tr("Đang tính bảng chéo"), work, then, writes=False)

    def ask_source(self) -> None:
        """The rows behind the cell that the keyboard stands on."""
        found, place = self.found, self.table.currentIndex()
        if found is None or place.column() < 1:
            return
        rows, columns = self._heads_at(found, place.row(), place.column())
        figure = self._figure(found, rows, columns)
        heads = [(axis, head) for axis, head in ((found.rows, rows), (found.columns, columns)) if head is not None]
        where = ", ".join(head.name for _, head in heads) or self.tr("Toàn tỉnh")
        month = next((head.month for _, head in heads if head.month), 0)
        period = self._context.books.period(f"{month // 100}-M{month % 100:02d}") if month else found.period
        units = self._units([head for _, head in heads])
        breakdowns = tuple(f"{axis.choices}={head.key}" for axis, head in heads if axis.choices)
        if any(each.endswith(("=", "=_adjusted")) for each in breakdowns):
            return self.said.emit(self.tr("Phần này không có lựa chọn nào ghi trong sổ: xem nguồn ở cột Tổng."))
        kinds = self._kinds(heads) if found.indicator is None else ()
        estimated = any(head.estimated for _, head in heads)
        code = found.indicator.code if found.indicator is not None else RECORDS
        self.source.show()
        self.source.ask(Asked(code, period, where, units, figure.amount, breakdowns, kinds, estimated))

    def _units(self, heads: list[Head]) -> tuple[str, ...] | None:
        """The units of all heads at once; None for all of them."""
        sets = [set(head.unit_ids) for head in heads if head.unit_ids is not None]
        if not sets:
            return None
        return tuple(self._context.books.units[each].uid for each in sorted(set.intersection(*sets)))

    def _kinds(self, heads: list[tuple[pivoting.Axis, Head]]) -> tuple[str, ...]:
        known = self._context.catalogue.record_kinds
        for axis, head in heads:
            if axis.key == KIND:
                return (head.key,)
            if axis.key == SECTION:
                return tuple(kind.code for kind in known if kind.section == head.key)
        return tuple(kind.code for kind in known)

    def _heads_at(self, found: Pivot, row: int, column: int) -> tuple[Head | None, Head | None]:
        """Row and column of a cell; None for the totals, which stand first so that they stay in sight."""
        down = found.row_heads[row] if row < len(found.row_heads) else None
        across = found.column_heads[column - 2] if column > 1 else None
        return down, across

    def _figure(self, found: Pivot, row: Head | None, column: Head | None) -> Figure:
        if row is not None and column is not None:
            return found.cell(row, column)
        if row is not None:
            return found.row_totals[row.key]
        return found.column_totals[column.key] if column is not None else found.whole

    # What is shown

    def _show(self, found: Pivot) -> None:
        self.found, key = found, self.table.current_key()
        self.model.set_columns(self._shown_columns(found))
        totals = [_shown(found, each, True) for each in (found.whole, *map(found.column_totals.get, _keys(found)))]
        scale = max((each.amount or 0 for each in found.cells.values()), default=0)
        lines = [self._line(found, head, int(scale)) for head in found.row_heads]
        self.model.set_rows([*lines, Line([Cell(self.tr("Tổng"), bold=True, tint="raised"), *totals], TOTAL)])
        self.card.set_title(retold(pivot_export.table(found).title))
        if not self.table.set_current(key):
            self.table.select_position(0)
        estimated = any(head.estimated for head in (*found.row_heads, *found.column_heads))
        told = self.tr("{n} hàng, {m} cột").format(n=len(found.row_heads), m=len(found.column_heads))
        told += self.tr(". Dấu ~: ước tính theo tỷ phần.") if estimated else ""
        self.told.setText(told + (self.tr(". Án mới, án cũ tách theo từng tháng.") if _is_apart(found) else ""))

    def _shown_columns(self, found: Pivot) -> list[Column]:
        """Wide enough for their names; few columns share the room."""
        names = [_named(head) for head in found.column_heads]
        room = (self.table.viewport().width() * 100 // theme.px(100) - NAME) // (len(names) + 1) if names else LEAST
        least = [max(LEAST, theme.font_width("header", name) * 100 // theme.px(100) + 20) for name in names]
        widths = [max(each, min(MOST, room)) for each in least]
        spare = sum(widths) + NAME < self.table.viewport().width()
        return [
            Column(retold(found.rows.name), "name", NAME, prose=True, stretch=spare),
            Column(self.tr("Tổng"), TOTAL, max(74, min(MOST, room)), "right", bold=True),
            *(Column(name, f"c{n}", wide, "right") for n, (name, wide) in enumerate(zip(names, widths, strict=True))),
        ]

    def _line(self, found: Pivot, head: Head, most: int) -> Line:
        figures = [found.cell(head, column) for column in found.column_heads]
        cells = [replace(_shown(found, each, False), tint=_heat(found, each, most)) for each in figures]
        return Line([_named(head), _shown(found, found.row_totals[head.key], False), *cells], head.key)

    def _offer_measures(self) -> None:
        plain = (IndicatorKind.COUNTED, IndicatorKind.TYPED, IndicatorKind.RATIO, IndicatorKind.FORMULA)
        offered = [each for each in self._context.catalogue.indicators.values() if each.kind in plain]
        counted = Choice(COUNTED, retold(tracing.RECORDS.short))
        self.measure.set_choices([counted, *(Choice(each.code, retold(each.short), each.code) for each in offered)])
        self.measure.set_value("TH.01" if any(each.code == "TH.01" for each in offered) else COUNTED)

    def _offer_axes(self, rows: str, columns: str) -> None:
        """What the measure can be split by; two that do not fit are never offered together."""
        books, code = self._context.books, self.code()
        offered = pivoting.axes(books, code)
        keys = [each.key for each in offered]
        rows = rows if rows in keys else "unit"
        partners = pivoting.partners(books, code, rows)
        columns = columns if columns in [each.key for each in partners] else partners[-1].key
        self.rows.set_choices([Choice(each.key, retold(each.name)) for each in offered])
        self.columns.set_choices([Choice(each.key, retold(each.name)) for each in partners])
        self.rows.set_value(rows)
        self.columns.set_value(columns)

    # What a person does

    def _on_picked(self) -> None:
        self._offer_axes(self.rows.value() or "unit", self.columns.value() or "month")
        self.reload()

    def ask_export(self) -> None:
        """Choose a name, then write the workbook."""
        if self.found is None:
            return
        stem = f"bang-cheo_{self.code() or 'ban-ghi'}_{self._context.period.key}.xlsx"
        path = messages.ask_save(self, self.tr("Xuất bảng chéo"), stem, "Excel (*.xlsx)")
        if path is not None:
            self.write(path if path.suffix else path.with_suffix(".xlsx"))

    def write(self, path: Path) -> None:
        """Write the workbook off the window's thread and say where."""
        books, found = self._context.books, self.found
        if found is None:
            return
        told = self.tr("Đã xuất {name} vào {folder}, có biểu đồ sửa được trong Excel.")

        def work(progress: Progress) -> Path:
            return pivot_export.export(books, found, path, progress)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.said.emit(sentence(error))
            else:
                jobs.tell_failure(self, self.tr("Xuất bảng chéo"), error)

        def then(_: Path) -> None:
            self.said.emit(told.format(name=path.name, folder=path.parent))

        jobs.run(self, self.tr("Đang xuất bảng chéo"), work, then, failed=failed)

    def _on_closed(self) -> None:
        self.source.hide()
        self.table.setFocus()

    def _furnish(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        bar.setSpacing(theme.px(8))
        rows, columns = (self.tr("hàng"), self.rows, 150), (self.tr("cột"), self.columns, 150)
        for name, picker, wide in ((self.tr("Đếm"), self.measure, 220), rows, columns):
            picker.setMinimumWidth(theme.px(wide * 2 // 3))
            picker.setMaximumWidth(theme.px(wide))
            picker.line.setAccessibleName(name)
            bar.addWidget(Text(name, "body", "text2"))
            bar.addWidget(picker, wide)
            picker.committed.connect(self._on_picked)
        bar.addStretch()
        self.card.add_action(self.export)
        self.card.body.addLayout(bar)
        self.card.body.addWidget(self.table)
        self.card.add_padded(self.told)
        self.source.setFixedWidth(theme.px(SIDE))
        self.source.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.card, 1)
        row.addWidget(self.source)
        self.table.open_words = self.tr("Xem nguồn số liệu")
        self.table.opened.connect(lambda _: self.ask_source())
        self.table.clicked.connect(lambda index: self.ask_source() if index.column() else None)
        self.source.closed.connect(self._on_closed)
        self.export.clicked.connect(self.ask_export)


def _is_apart(found: Pivot) -> bool:
    """Whether its months do not add up to its totals."""
    count = found.indicator.count if found.indicator else None
    return pivoting.MONTH in (found.rows.key, found.columns.key) and count is not None and bool(count.origin)


def _named(head: Head) -> str:
    name = retold(head.name)
    return f"{name} ~" if head.estimated else name


def _heat(found: Pivot, figure: Figure, most: int) -> str:
    """The ground of a cell, the last step left out: it would need other letters; rates have none."""
    if found.indicator is not None and found.indicator.per_cent:
        return ""
    step = heat_step(int(figure.amount or 0), most)
    return f"heat{min(step, STEPS - 1)}" if step else ""


def _keys(found: Pivot) -> list[str]:
    return [head.key for head in found.column_heads]


def _shown(found: Pivot, figure: Figure | None, total: bool) -> Cell:
    assert figure is not None
    looks = {"bold": total, "token": "" if figure.amount else "text2", "tint": "raised" if total else ""}
    return value_cell(found.indicator or tracing.RECORDS, figure, **looks)
