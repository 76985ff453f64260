"""Where a figure comes from: units, then their rows, then file, sheet and cell; there it is corrected too."""

from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.counting import asked_months
from desktop.domain.numbers import format_number
from desktop.kit import jobs, theme
from desktop.kit.block_table import Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.marks import Mark, MarkLabel
from desktop.kit.stack import Stack
from desktop.kit.text import Text
from desktop.services.books import Role
from desktop.services.tracing import ADJUSTED, Source
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator, spoken
from desktop.ui.context import Context
from desktop.ui.headquarters.ask_box import AskBox
from desktop.ui.headquarters.correction_form import CorrectionForm
from desktop.ui.headquarters.figure_words import amount_said
from desktop.ui.headquarters.source_facts import Asked, Found, UnitSources, copy_of, look_up
from desktop.ui.headquarters.source_rows import SourceRows
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence


class SourcePanel(Card):
    """Enter goes deeper, Esc comes back."""

    closed = Signal()
    corrected = Signal(str)
    """What to tell of a correction that was made here."""

    def __init__(self, context: Context, hint: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._context = context
        self._asked: Asked | None = None
        self._found: Found | None = None
        self._unit: UnitSources | None = None
        self._wide: Found | None = None
        self._hint = EmptyState(hint)
        self.name, self.where = Text("", "bold", wrap=True), Text("", "body", "text2", wrap=True)
        self._mark, self._sum = MarkLabel(None, 15), Text("")
        self.terms = FilterChips()
        self.units, self.rows = LedgerTable(), LedgerTable()
        self.rows.fits_blocks = True
        self.unit_model, self.row_model = RowsModel(self._unit_columns()), SourceRows(self)
        self.place, self.file = Text("", "bold"), Text("", "caption", "text2")
        self.open = KeyButton(self.tr("Mở tệp gốc"), icon="external-link", small=True)
        self.question = KeyButton(self.tr("Hỏi đơn vị"), small=True)
        self.note = Text("", "caption", "accent", wrap=True)
        self.correct = KeyButton(self.tr("Điều chỉnh dòng"), "Ctrl+D", small=True, icon="pencil")
        self.correct_figure = KeyButton(self.tr("Điều chỉnh tháng"), "Ctrl+M", small=True)
        self.back = KeyButton(self.tr("Đóng"), "Esc", kind="quiet", small=True, bind=False)
        self._furnish()
        self._connect()
        self.show_hint()

    @cached_property
    def ask_box(self) -> AskBox:
        """Where a question is typed; made for the first one."""
        box = AskBox(self._context)
        self._below.addWidget(box)
        box.asked.connect(self.file.setText)
        return box

    @cached_property
    def form(self) -> CorrectionForm:
        """Where something is corrected; made for the first correction."""
        form = CorrectionForm(self._context)
        self._stack.addWidget(form)
        form.left.connect(self._leave_form)
        form.done.connect(self._on_corrected)
        return form

    def _hide_box(self) -> None:
        if "ask_box" in self.__dict__:
            self.ask_box.hide()

    def show_hint(self) -> None:
        """Say what this place is for."""
        self.set_title(self.tr("Nguồn số liệu"))
        self._stack.setCurrentIndex(0)
        self.back.hide()
        self._asked = self._found = self._unit = None

    def ask(self, asked: Asked, term: str = "") -> None:
        """Look up the rows behind a figure."""
        self._wide = None
        self._look_up(asked, term)

    def _look_up(self, asked: Asked, term: str = "") -> None:
        self._asked = asked
        books = self._context.books

        def work(_: Progress) -> Found:
            return look_up(books, asked, term)

        jobs.run(self, self.tr("Đang tìm nguồn"), work, self._on_found, writes=False)

    def is_open(self) -> bool:
        """Whether a figure is shown."""
        return self._asked is not None

    def step_back(self) -> None:
        """From the form to rows, from rows to units, from units to where one came from."""
        if isinstance(self._stack.currentWidget(), CorrectionForm):
            self._leave_form()
        elif self._wide is not None and self._unit is not None:
            key, self._asked = self._unit.unit_id, self._wide.asked
            self._found, self._wide = self._wide, None
            self._show_units(self._found)
            self.units.set_current(key)
            self.units.setFocus()
        elif self._unit is not None and self._found is not None and len(self._found.units) > 1:
            key = self._unit.unit_id
            self._show_units(self._found)
            self.units.set_current(key)
            self.units.setFocus()
        else:
            self.show_hint()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes back one step."""
        if event.key() == Qt.Key.Key_Escape and self.is_open():
            self.step_back()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _on_found(self, found: Found) -> None:
        if found.asked is not self._asked:
            return
        self._found = found
        self.name.setText(shown_indicator(found.term).short)
        self.back.show()
        self.terms.set_chips([Chip(term.code, shown_indicator(term).short) for term in found.terms])
        self.terms.set_current(found.term.code)
        self.terms.setVisible(len(found.terms) > 1)
        if len(found.units) == 1:
            self._show_rows(found.units[0])
        else:
            self._show_units(found)
        (self.rows if self._unit is not None else self.units).setFocus()

    def _show_units(self, found: Found) -> None:
        self._unit = None
        self._stack.setCurrentIndex(1)
        self.back.setText(self.tr("Đóng"))
        self.back.updateGeometry()
        self.where.setText(f"{found.asked.where}, {period_words.label(found.asked.period)}")
        self._show_sum(found)
        said = [amount_said(found.term, unit.amount) for unit in found.units]
        self.unit_model.set_rows(
            [
                Line((unit.name, format_number(len(unit.rows)) if unit.rows else "", words), unit.unit_id)
                for unit, words in zip(found.units, said, strict=True)
            ]
        )
        self.units.show()
        self.rows.hide()
        self._place_part.hide()
        self.units.select_position(0)
        if not found.units and self._silent_unit() is not None:
            self._offer_figure()

    def _silent_unit(self) -> int | None:
        """The one unit that was asked about, where it has no rows to choose from."""
        uids = self._asked.unit_uids if self._asked is not None else None
        return self._context.books.unit_ids[uids[0]] if uids is not None and len(uids) == 1 else None

    def _offer_figure(self) -> None:
        """A unit without rows can be corrected too."""
        self.place.setText(self.tr("Đơn vị không có dòng nào"))
        self.file.setText("")
        for widget in (self.note, self.correct, self.question):
            widget.hide()
        self._hide_box()
        self.open.disable(self.tr("Không có dòng nào để mở."))
        self.correct_figure.setVisible(self._context.books.me.role is Role.HEADQUARTERS)
        self._place_part.show()

    def _show_sum(self, found: Found) -> None:
        amount, measured = amount_said(found.term, found.amount), shown_indicator(found.term).unit
        told = self.tr("{amount} {unit} từ {rows} dòng của {units} đơn vị").format(
            amount=amount, unit=measured, rows=format_number(found.rows), units=format_number(len(found.units))
        )
        expected = found.asked.expected if found.term.code == found.asked.code else None
        if found.by_totals:
            told = self.tr("{amount} {unit} của {units} đơn vị, mở một đơn vị để xem từng dòng").format(
                amount=amount, unit=measured, units=format_number(len(found.units))
            )
        agrees = expected is None or expected == found.amount or found.asked.estimated or found.by_totals
        if not agrees and expected is not None:
            told += self.tr(", khác số liệu {amount}").format(amount=amount_said(found.term, expected))
        if found.asked.estimated:
            told += self.tr(", ước tính một phần về địa bàn này")
        self._mark.set_mark(Mark.DONE if agrees else Mark.ERROR)
        self._sum.setText(told)

    def _show_rows(self, unit: UnitSources) -> None:
        assert self._found is not None
        self._unit = unit
        self._stack.setCurrentIndex(1)
        several = len(self._found.units) > 1 or self._wide is not None
        self.back.setText(self.tr("Các đơn vị") if several else self.tr("Đóng"))
        self.back.updateGeometry()
        self.where.setText(f"{unit.name}, {period_words.label(self._found.asked.period)}")
        amount, measured = amount_said(self._found.term, unit.amount), shown_indicator(self._found.term).unit
        told = self.tr("{amount} {unit} từ {rows} dòng")
        self._sum.setText(told.format(amount=amount, unit=measured, rows=format_number(len(unit.rows))))
        self._mark.set_mark(Mark.DONE)
        self.row_model.show_rows(self._found.term, unit.rows)
        self.units.hide()
        self.rows.show()
        self._place_part.show()
        self.rows.select_position(0)
        self._show_place(self._source())

    def _source(self) -> Source | None:
        key = self.rows.current_key()
        return self._unit.rows[key] if self._unit is not None and isinstance(key, int) else None

    def _show_place(self, source: Source | None) -> None:
        self._hide_box()
        if source is None:
            return
        self.note.setText(retold(source.note))
        self.note.setVisible(bool(source.note))
        headquarters = self._context.books.me.role is Role.HEADQUARTERS
        self.correct.setVisible(headquarters and source.kind != ADJUSTED)
        self.correct_figure.setVisible(headquarters)
        self.question.show()
        if source.kind == ADJUSTED:
            self.place.setText(self.tr("Điều chỉnh của cấp trên"))
            self.file.setText(self.tr("Rút ở Cần quyết định, tab Điều chỉnh."))
            return self.open.disable(self.tr("Điều chỉnh không từ tệp nào."))
        if not source.file_name:
            self.place.setText(self.tr("Ghi tại đây, không từ tệp nào"))
            self.file.setText("")
            return self.open.disable(self.tr("Dòng này không từ tệp nào."))
        self.place.setText(self.tr("Trang {sheet}, ô {cell}").format(sheet=source.sheet, cell=source.cell))
        told = self.tr("{file}, mã gói {code}")
        self.file.setText(told.format(file=source.file_name, code=source.package_code))
        self.file.setToolTip(self.file.text())
        self.open.enable()

    # What a person does

    def _on_unit(self, key: object) -> None:
        unit = next((each for each in self._found.units if each.unit_id == key), None) if self._found else None
        if unit is not None and self._found is not None and self._found.by_totals:
            self._wide, uid = self._found, self._context.books.units[unit.unit_id].uid
            asked = replace(self._found.asked, where=unit.name, unit_uids=(uid,), expected=unit.amount)
            self._look_up(replace(asked, code=self._found.term.code))
        elif unit is not None:
            self._show_rows(unit)
            self.rows.setFocus()

    def _on_term(self, code: str) -> None:
        if self._asked is not None:
            self.ask(self._asked, code)

    def correct_row(self) -> None:
        """Put another value above a field of the chosen row."""
        source = self._source()
        if source is None or source.kind == ADJUSTED or self._stack.currentIndex() != 1:
            return
        title = f"{spoken(source.kind_name)} {source.number}, {source.unit_name}"
        self._stack.setCurrentWidget(self.form)
        self.form.show_record(source.record_uid, source.kind, title, source.field)

    def correct_month(self) -> None:
        """Put another figure above the unit's one of a month."""
        unit_id = self._unit.unit_id if self._unit is not None else self._silent_unit()
        if self._found is None or unit_id is None or self._stack.currentIndex() != 1:
            return
        term, period = self._found.term, self._found.asked.period
        self._stack.setCurrentWidget(self.form)
        title = f"{term.short}, {self._context.books.units[unit_id].name}"
        self.form.show_figure(unit_id, term, asked_months(term, period.months), title)

    def _leave_form(self) -> None:
        self._stack.setCurrentIndex(1)
        (self.rows if self._unit is not None else self.units).setFocus()

    def _on_corrected(self, told: str) -> None:
        """Look the figure up again, with its correction."""
        self.corrected.emit(told)
        self._stack.setCurrentIndex(1)
        if self._asked is not None and self._found is not None:
            self.ask(replace(self._asked, expected=None), self._found.term.code)

    def _on_open(self) -> None:
        source = self._source()
        if source is None or not source.file_name:
            return
        try:
            copy = copy_of(self._context.books, source)
        except UserError as error:
            return self.file.setText(sentence(error))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _on_question(self) -> None:
        source = self._source()
        if source is not None and self._asked is not None:
            self.ask_box.begin(source, self._asked.period)

    def _connect(self) -> None:
        self.units.open_words = self.tr("Xem từng bản ghi")
        self.units.opened.connect(self._on_unit)
        self.units.clicked.connect(lambda _: self._on_unit(self.units.current_key()))
        self.rows.chosen.connect(lambda _: self._show_place(self._source()))
        self.rows.opened.connect(lambda _: self._on_open())
        self.terms.chosen.connect(self._on_term)
        self.open.clicked.connect(self._on_open)
        self.question.clicked.connect(self._on_question)
        self.correct.clicked.connect(self.correct_row)
        self.correct_figure.clicked.connect(self.correct_month)
        self.back.clicked.connect(self.step_back)

    def _furnish(self) -> None:
        self.units.setModel(self.unit_model)
        self.rows.setModel(self.row_model)
        nothing = self.tr("Không có dòng nào: số liệu bằng 0 hoặc đơn vị chưa gửi.")
        self.units.set_empty(EmptyState(nothing))
        self.add_action(self.back)
        head, line = QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        head.setSpacing(theme.px(4))
        line.setSpacing(theme.px(6))
        for widget in (self._mark, self._sum):
            line.addWidget(widget)
        line.addStretch()
        head.addWidget(self.name)
        head.addWidget(self.where)
        head.addLayout(line)
        head.addWidget(self.terms)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.units, 1)
        column.addWidget(self.rows, 1)
        column.addWidget(self._foot_part())
        self._stack = Stack()
        self._stack.addWidget(self._hint)
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)

    def _foot_part(self) -> QWidget:
        self._place_part = QWidget()
        column, row = QVBoxLayout(self._place_part), QHBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        row.addWidget(self.place, 1)
        row.addWidget(self.question)
        row.addWidget(self.open)
        column.addLayout(row)
        column.addWidget(self.file)
        column.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.addWidget(self.correct)
        buttons.addWidget(self.correct_figure)
        buttons.addStretch()
        column.addLayout(buttons)
        self._below = column
        return self._place_part

    def _unit_columns(self) -> list[Column]:
        return [
            Column(self.tr("Đơn vị"), "unit", 160, stretch=True, prose=True),
            Column(self.tr("Số dòng"), "rows", 76, "right", token="text2"),
            Column(self.tr("Số liệu"), "amount", 90, "right", bold=True),
        ]
