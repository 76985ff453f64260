"""One task at its units: who stands how, what was written last, and the cell that says so."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.domain.tasks import TaskState
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, Divider, EmptyState, FactList
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.marks import Mark
from desktop.services import following
from desktop.services.following import SILENT, Followed, UnitTask
from desktop.services.tracing import Source
from desktop.ui.catalogue_words import spoken
from desktop.ui.context import Context
from desktop.ui.headquarters import audiences
from desktop.ui.headquarters.source_facts import copy_of
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.troubles import sentence
from desktop.ui.unit.task_queue import state_said
from desktop.ui.words import capital, day
from desktop.wording.tasks import STATES, last_note, reached_words

MARKS = {
    TaskState.TODO.value: Mark.NEXT,
    TaskState.DOING.value: Mark.IN_HAND,
    TaskState.DONE.value: Mark.DONE,
    TaskState.BLOCKED.value: Mark.WARNING,
    TaskState.WITHDRAWN.value: Mark.SAME,
    SILENT: Mark.MISSING,
}
ALL, LATE = "all", "late"


class TaskUnits(Card):
    """The units of the chosen task."""

    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._context = context
        self._followed: Followed | None = None
        self._names = audiences.names_of(context.books)
        self.set_title(self.tr("Đơn vị thực hiện"))
        self.chips, self.table = FilterChips(), LedgerTable()
        self.model = RowsModel(
            [
                Column(self.tr("Đơn vị"), "unit", 128, stretch=True, prose=True),
                Column(self.tr("Tình trạng"), "state", 124),
                Column(self.tr("Đạt"), "reached", 80, "right"),
            ]
        )
        self.facts, self.open = FactList(84), KeyButton(self.tr("Mở tệp"), "Enter", small=True, bind=False)
        self._furnish()
        self.chips.chosen.connect(lambda _: self._show_rows())
        self.table.chosen.connect(lambda _: self._show_unit())
        self.table.open_words = self.tr("Mở tệp")
        self.table.opened.connect(lambda _: self.open_file())
        self.open.clicked.connect(self.open_file)

    def show_task(self, followed: Followed | None, late_only: bool = False) -> None:
        """Show the units of a task."""
        self._followed = followed
        chips = [Chip(ALL, self.tr("Tất cả"), len(followed.units))] if followed else []
        if followed:
            chips.append(Chip(LATE, self.tr("Quá hạn"), len(followed.late)))
            chips += [
                Chip(state, capital(spoken(STATES[state])), followed.count(state), MARKS[state])
                for state in following.STATES
                if followed.count(state)
            ]
        self.chips.set_chips(chips)
        if late_only and followed:
            self.chips.set_current(LATE)
        self._show_rows()

    def chosen(self) -> UnitTask | None:
        """The unit under the cursor."""
        units = self._followed.units if self._followed else ()
        return next((each for each in units if each.unit.uid == self.table.current_key()), None)

    def source(self) -> Source | None:
        """Where what it told stands."""
        chosen = self.chosen()
        return following.source_of(self._context.books, chosen) if chosen else None

    def open_file(self) -> None:
        """Open a copy of the file that told it."""
        source = self.source()
        if source is None or not source.file_name:
            return self.told.emit(self.tr("Đơn vị chưa báo cáo việc này trong gói nào."))
        try:
            copy = copy_of(self._context.books, source)
        except UserError as error:
            return self.told.emit(sentence(error))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _show_rows(self) -> None:
        shown = [each for each in self._followed.units if self._lets(each)] if self._followed else []
        self.model.set_rows([self._line(each) for each in shown])
        self.table.select_position(0)
        self._show_unit()

    def _lets(self, each: UnitTask) -> bool:
        wanted = self.chips.current()
        return wanted == ALL or (each.late if wanted == LATE else each.state == wanted)

    def _line(self, each: UnitTask) -> Line:
        words = self.tr("Quá hạn") if each.late else capital(spoken(STATES[each.state]))
        state = Cell(words, mark=MARKS[each.state], token="err" if each.late else "", tip=self._standing(each))
        reached = reached_words(each.task) if each.task else ""
        name = self._names[each.unit.uid]
        return Line((Cell(short_unit(name), tip=name), state, reached), each.unit.uid)

    def _show_unit(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            self.facts.set_facts([])
            return self.open.disable(self.tr("Chọn một đơn vị."))
        facts = [(self.tr("Nhiệm vụ"), self._followed.given.order.title)] if self._followed is not None else []
        facts += [(self.tr("Đơn vị"), self._names[chosen.unit.uid]), (self.tr("Tình trạng"), self._standing(chosen))]
        if chosen.task is not None:
            facts += [(self.tr("Ghi sau cùng"), last_note(chosen.task))]
            facts += [(self.tr("Cập nhật"), day(chosen.task.updated) if chosen.task.updated else "")]
        elif chosen.unit.phone:
            facts += [(self.tr("Điện thoại"), chosen.unit.phone)]
        source = self.source()
        if source is not None and source.file_name:
            place = self.tr("{file}, trang {sheet}, ô {cell}")
            told = place.format(file=source.file_name, sheet=source.sheet, cell=source.cell)
            facts += [(self.tr("Ở tệp"), told)]
            self.open.enable()
        else:
            self.open.disable(self.tr("Đơn vị chưa báo cáo việc này trong gói nào."))
        self.facts.set_facts([(name, words) for name, words in facts if words])

    def _standing(self, chosen: UnitTask) -> str:
        words = capital(state_said(chosen.task)) if chosen.task else capital(spoken(STATES[SILENT]))
        return f"{words}, {self.tr('quá hạn')}" if chosen.late else words

    def _furnish(self) -> None:
        self.table.setModel(self.model)
        self.table.set_empty(EmptyState(self.tr("Không có đơn vị nào như vậy. Chọn mục lọc khác ở trên.")))
        top, below = QWidget(), QWidget()
        row, column = QVBoxLayout(top), QVBoxLayout(below)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addWidget(self.chips)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.addWidget(self.facts)
        self.body.addWidget(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Divider())
        self.body.addWidget(below)
        self.add_action(self.open)
