"""Điều chỉnh: one field of a record, or a unit's figure of a month; the unit's value stays beside it."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import Refused, UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Field, Indicator
from desktop.domain.numbers import format_number, parse_number
from desktop.domain.text import fold
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import Choice, ChoicePicker, FieldBox, Input, LongTextInput, NumberInput
from desktop.kit.text import Text
from desktop.services import correcting
from desktop.services.naming import told_values
from desktop.services.noting import told_figure
from desktop.services.recording import Touched
from desktop.ui import period_words
from desktop.ui.conflict_rows import value_said
from desktop.ui.context import Context
from desktop.ui.problems import problem_sentence
from desktop.ui.troubles import sentence
from desktop.ui.unit import field_inputs

REASON_LIMIT = 300


class CorrectionForm(QWidget):
    """What is corrected, what the unit says, what holds, and why."""

    done = Signal(str)
    """The sentence to tell."""
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record: bytes | None = None
        self._kind = ""
        self._unit_id = 0
        self._indicator: Indicator | None = None
        self.title, self.told = Text("", "bold", wrap=True), Text("", "body", wrap=True)
        self.fault = Text("", "body", "err", wrap=True)
        self.what = ChoicePicker(fold)
        self.value: Input = NumberInput(parse_number, format_number)
        self._box = FieldBox(self.tr("Điều chỉnh thành"), self.value)
        self.reason = LongTextInput(REASON_LIMIT, 2)
        self.save = KeyButton(self.tr("Điều chỉnh"), "Ctrl+Enter", kind="primary", bind=False)
        self.leave = KeyButton(self.tr("Thôi"), "Esc", kind="quiet", bind=False)
        self._furnish()
        self.what.committed.connect(self._on_what)
        self.save.clicked.connect(self.store)
        self.leave.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self.store, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_record(self, uid: bytes, kind: str, title: str, field: str = "") -> None:
        """Correct a record; begin with the field that makes the figure."""
        self._record, self._kind, self._indicator = uid, kind, None
        self.title.setText(title)
        fields = self._context.catalogue.kinds[kind].fields
        self.what.set_choices([Choice(each.name, each.label, each.name) for each in fields])
        self._what_box.set_label(self.tr("Trường"))
        names = [each.name for each in fields]
        self.what.set_value(field if field in names else names[0])
        self._begin()

    def show_figure(self, unit_id: int, indicator: Indicator, months: Sequence[int], title: str) -> None:
        """Correct a unit's figure of one month."""
        self._record, self._unit_id, self._indicator = None, unit_id, indicator
        self.title.setText(title)
        self.what.set_choices([Choice(str(month), period_words.month(month)) for month in months])
        self._what_box.set_label(self.tr("Tháng"))
        self.what.set_value(str(months[-1]))
        self._begin()

    def store(self) -> None:
        """Keep the correction; without a reason or with a value that cannot be true it says so."""
        if not self.reason.value().strip():
            self.reason.set_complaint(self.tr("Chưa ghi lý do. Ghi ngắn vì sao số này đúng hơn."))
            return self.reason.setFocus()
        if field_inputs.unreadable(self.value):
            return self.value.setFocus()
        self.save.disable(self.tr("Đang ghi điều chỉnh."))
        jobs.run(self, self.tr("Đang ghi điều chỉnh"), self._storing(), self._on_stored, failed=self._on_failed)

    def _storing(self) -> Callable[[Progress], object]:
        """What is to be stored, read from the inputs now and stored off the window's thread."""
        books, value, reason = self._context.books, field_inputs.read(self.value), self.reason.value()
        record, what = self._record, self.what.value()
        if record is not None:
            return lambda _: correcting.correct(books, record, {str(what): value}, reason)
        assert self._indicator is not None
        unit_id, code, amount = self._unit_id, self._indicator.code, Decimal(str(value or 0))
        return lambda _: correcting.correct_figure(books, unit_id, int(what or 0), code, amount, reason)

    def _on_stored(self, _: object) -> None:
        self.save.enable()
        self._context.announce(Touched.FIGURES)
        self.done.emit(self.tr("Đã điều chỉnh, số của đơn vị vẫn giữ. Rút ở Cần quyết định, tab Điều chỉnh."))

    def _on_failed(self, error: Exception) -> None:
        self.save.enable()
        if isinstance(error, Refused):
            catalogue = self._context.books.catalogue
            self._say(" ".join(problem_sentence(each, catalogue) for each in error.problems))
        elif isinstance(error, UserError):
            self._say(sentence(error))
        else:
            jobs.tell_failure(self, self.tr("Đang ghi điều chỉnh"), error)

    def _begin(self) -> None:
        self.reason.set_value("")
        self.reason.set_complaint(None)
        self._say("")
        self._on_what()
        self.value.setFocus()

    def _on_what(self) -> None:
        """Another field or month: another input, with what the unit says."""
        if self._record is not None:
            field = self._field()
            self._put(field_inputs.made(self._context, self._context.catalogue.kinds[self._kind], field))
            told = told_values(self._context.books, self._record)
            words = value_said(self._context.catalogue, self._kind, field.name, told.get(field.name))
            field_inputs.show(field, self.value, told.get(field.name))
        elif self._indicator is not None:
            month = int(self.what.value() or 0)
            self._put(NumberInput(parse_number, format_number, self._indicator.unit))
            amount = told_figure(self._context.books, self._unit_id, self._indicator.code, month)
            words = f"{format_number(amount)} {self._indicator.unit}"
            self.value.set_value(int(amount) if amount == amount.to_integral_value() else amount)
        else:
            return
        self.told.setText(self.tr("Đơn vị báo: {value}").format(value=words))

    def _field(self) -> Field:
        return self._context.catalogue.kinds[self._kind].field(str(self.what.value()))

    def _put(self, value: Input) -> None:
        """Another input in the place of the last one."""
        self._box.hide()
        self._values.removeWidget(self._box)
        self._box.deleteLater()
        self.value, self._box = value, FieldBox(self.tr("Điều chỉnh thành"), value)
        self._values.addWidget(self._box)

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _furnish(self) -> None:
        self._what_box, self._values = FieldBox(self.tr("Trường"), self.what), QVBoxLayout()
        self._values.addWidget(self._box)
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        for widget in (self.title, self._what_box, self.told):
            column.addWidget(widget)
        column.addLayout(self._values)
        column.addWidget(FieldBox(self.tr("Lý do"), self.reason))
        column.addWidget(self.fault)
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
