"""Blocks of the grid: pasted after a look at each cell, filled down, made blank together."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.domain.blocks import parse_block
from desktop.domain.periods import month_label
from desktop.kit.block_table import Cell, Column, Line
from desktop.kit.marks import Mark
from desktop.services import recording
from desktop.ui.context import Context
from desktop.ui.unit.figure_paste import PastedCell, Target, Verdict, plan
from desktop.ui.unit.paste_preview import PastePreview

if TYPE_CHECKING:
    from desktop.ui.unit.figure_view import FigureView

MARKS = {
    Verdict.NEW: Mark.DONE,
    Verdict.CHANGED: Mark.WARNING,
    Verdict.SAME: Mark.SAME,
    Verdict.SKIPPED: Mark.NEXT,
    Verdict.REFUSED: Mark.ERROR,
}
WORST_FIRST = (Verdict.REFUSED, Verdict.CHANGED, Verdict.SKIPPED, Verdict.NEW, Verdict.SAME)


class FigureClipboard(QObject):
    """What the grid's page does with several cells at once."""

    def __init__(self, view: "FigureView", context: Context) -> None:
        super().__init__(view)
        self._view, self._context = view, context
        self._cells: list[PastedCell] = []
        self.preview = PastePreview(
            [
                Column("", "mark", 36, "center"),
                Column(self.tr("Chỉ tiêu"), "name", 160, prose=True),
                Column(self.tr("Tháng"), "month", 74),
                Column(self.tr("Đang có"), "before", 74, "right", token="text2"),
                Column(self.tr("Trong Excel"), "text", 90, "right", bold=True),
                Column(self.tr("Kết quả"), "why", 120, prose=True, stretch=True),
            ]
        )
        self.preview.taken.connect(self.take)
        self.preview.cancelled.connect(self.close)

    def is_open(self) -> bool:
        """Whether pasted cells wait for a person."""
        return bool(self._cells)

    def paste(self) -> None:
        """Look at what the clipboard holds; a single cell is typed as it is."""
        block = parse_block(QGuiApplication.clipboard().text())
        target = self._target()
        if not block or target is None:
            self._view.notice.tell(self.tr("Chưa có ô nào để dán. Chép ô trong Excel rồi dán lại."))
            return
        if len(block) == len(block[0]) == 1 and len(target.months) == 1:
            self._view.type_current(block[0][0])
            return
        self._cells = sorted(plan(self._context.books, target, block), key=lambda each: WORST_FIRST.index(each.verdict))
        self._show()

    def take(self) -> None:
        """Store what can be stored, as one step."""
        drafts = [each.draft for each in self._cells if each.draft is not None]
        count = recording.put_figures(self._context.books, drafts)
        self.close()
        self._view.told_stored(self.tr("Đã nhận {n} ô từ Excel.").format(n=count))

    def close(self) -> None:
        """Take nothing, go back to the grid."""
        self._cells = []
        self._view.show_preview(False)

    def fill_down(self) -> None:
        """The first chosen cell's value for those under it; with one cell, the value of the cell above."""
        places = sorted(self._view.table.chosen_lines())
        if len(places) == 1:
            above = self._view.table.line_before(places[0])
            places = [above, places[0]] if above is not None else places
        if len(places) < 2:
            return
        text = self._view.table.text_to_fill(places[0])
        self.put(places[1:], text, self.tr("Đã điền {n} ô xuống dưới."))

    def put(self, places: Sequence[int], text: str, told: str) -> None:
        """The same text into the open month of several lines; lines that cannot take it stay as they are."""
        target = self._target()
        rows = [row for place in places if (row := self._view.row_at(place)) is not None]
        if target is None or not rows:
            return
        month = target.months[:1]
        cells = [cell for row in rows for cell in plan(self._context.books, Target([row], 0, month), [[text]])]
        drafts = [cell.draft for cell in cells if cell.draft is not None]
        if not text:
            drafts = [recording.FigureDraft(month[0], row.indicator.code, None) for row in rows if not row.derived]
        left = [cell for cell in cells if cell.verdict in (Verdict.REFUSED, Verdict.SKIPPED)]
        count = recording.put_figures(self._context.books, drafts)
        words = told.format(n=count)
        if left:
            words += " " + self.tr("Bỏ qua {n} ô: {why}").format(n=len(left), why=left[0].why)
        self._view.told_stored(words)

    def _target(self) -> Target | None:
        rows = self._view.tab_rows()
        current = self._view.current_row()
        if current is None:
            return None
        first = next(place for place, row in enumerate(rows) if row.indicator.code == current.indicator.code)
        return Target(rows, first, self._view.months_from_current())

    def _show(self) -> None:
        counts = Counter(each.verdict for each in self._cells)
        taken = counts[Verdict.NEW] + counts[Verdict.CHANGED]
        self.preview.show_lines(
            self.tr("Dán từ Excel, {n} ô").format(n=len(self._cells)),
            self._counted(counts),
            list(map(_line, self._cells)),
        )
        why_not = self.tr("Không có ô nào nhận được. Xem cột Kết quả, sửa trong Excel rồi dán lại.")
        self.preview.offer(self.tr("Nhận {n} ô").format(n=taken), bool(taken), why_not)
        self._view.show_preview(True)

    def _counted(self, counts: "Counter[Verdict]") -> str:
        words = {
            Verdict.NEW: self.tr("{n} ô mới"),
            Verdict.CHANGED: self.tr("{n} ô thay số cũ"),
            Verdict.SAME: self.tr("{n} như cũ"),
            Verdict.SKIPPED: self.tr("{n} bỏ qua"),
            Verdict.REFUSED: self.tr("{n} không nhận được"),
        }
        return ", ".join(words[each].format(n=counts[each]) for each in words if counts[each])


def _line(cell: PastedCell) -> Line:
    month = month_label(cell.month).removeprefix("tháng ") if cell.month else ""
    why = Cell(cell.why, tip=cell.why, token="err" if cell.verdict is Verdict.REFUSED else "")
    return Line((Cell(mark=MARKS[cell.verdict]), Cell(cell.name, tip=cell.name), month, cell.before, cell.text, why))
