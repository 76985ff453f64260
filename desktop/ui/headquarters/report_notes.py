"""Đơn vị nêu: what units wrote, by section; a tick puts it into the report with its unit, or it is copied."""

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import EmptyState, Scroll
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services import quoting
from desktop.services.quoting import Gathered
from desktop.ui.context import Context
from desktop.ui.headquarters.standings import short_unit
from desktop.wording.report_facts import Told

TEXT_HEIGHT = 110


class ReportNotes(QWidget):
    """The list above, the chosen note in full below."""

    picked = Signal()
    """Something went into the report, or out of it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._notes: dict[str, Told] = {}
        self.table = LedgerTable(row_height=30)
        self.model = RowsModel(
            [Column("", "mark", 34), Column(self.tr("Đơn vị"), "unit", 118, prose=True),
             Column(self.tr("Nội dung"), "text", 120, prose=True, stretch=True, most=3)]
        )  # fmt: skip
        self.table.setModel(self.model)
        self.table.set_empty(EmptyState(self.tr("Chưa đơn vị nào viết nhận định của kỳ này.")))
        self.words = Text("", "body", wrap=True)
        self.pick = KeyButton(self.tr("Đưa vào báo cáo"), "Space", small=True, icon="plus", bind=False)
        self.copy = KeyButton(self.tr("Chép"), small=True, icon="copy")
        self._furnish()
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.previewed.connect(lambda _: self.toggle())
        self.table.opened.connect(lambda _: self.toggle())
        self.pick.clicked.connect(self.toggle)
        self.copy.clicked.connect(self._copy)

    def reload(self) -> None:
        """Gather them again, off the window's thread."""
        books, period = self._context.books, self._context.period

        def work(_: Progress) -> list[Gathered]:
            return quoting.gathered(books, period)

        jobs.run(self, self.tr("Đang đọc nhận định"), work, self._show, writes=False)

    def toggle(self) -> None:
        """Put the chosen note into the report, or take it out."""
        note = self._chosen()
        if note is not None:
            quoting.pick(self._context.books, self._context.period, note.uid, not note.picked)
            self.reload()
            self.picked.emit()

    def _show(self, found: list[Gathered]) -> None:
        self._notes = {note.uid: note for each in found for note in each.notes}
        rows: list[Line | Group] = []
        for each in found:
            for part, notes in groupby(each.notes, key=lambda note: note.part):
                lines = [self._line(note) for note in notes]
                rows += [Group(f"{each.name}: {self._part(part)}", str(len(lines))), *lines]
        key = self.table.current_key()
        self.model.set_rows(rows)
        if not self.table.set_current(key):
            self.table.select_position(1 if rows else 0)
        self._show_chosen()

    def _line(self, note: Told) -> Line:
        name = note.unit[:1].upper() + note.unit[1:]
        mark = Mark.DONE if note.picked else None
        return Line((Cell(mark=mark), Cell(short_unit(name), tip=name), Cell(note.text)), note.uid, bold=note.picked)

    def _part(self, part: str) -> str:
        words = {
            "situation": self.tr("tình hình"),
            "assessment": self.tr("đánh giá"),
            "outlook": self.tr("dự báo"),
            "next_tasks": self.tr("nhiệm vụ tới"),
            "proposal": self.tr("kiến nghị"),
        }
        return words.get(part, part)

    def _chosen(self) -> Told | None:
        return self._notes.get(str(self.table.current_key()))

    def _show_chosen(self) -> None:
        note = self._chosen()
        self.words.setText(quoting.quotation(note) if note else "")
        picked = note is not None and note.picked
        self.pick.setText(self.tr("Bỏ khỏi báo cáo") if picked else self.tr("Đưa vào báo cáo"))
        self.pick.set_icon("circle-minus" if picked else "plus")
        for button in (self.pick, self.copy):
            button.setVisible(note is not None)

    def _copy(self) -> None:
        note = self._chosen()
        if note is not None:
            QGuiApplication.clipboard().setText(quoting.quotation(note))

    def _furnish(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        shown = Scroll(self.words)
        self.words.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown.setFixedHeight(theme.px(TEXT_HEIGHT))
        column.addWidget(shown)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self.pick)
        row.addWidget(self.copy)
        row.addStretch()
        column.addLayout(row)
