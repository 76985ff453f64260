"""One task to be given: what, to whom, until when, how much."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import (
    Choice,
    ChoicePicker,
    DateInput,
    FieldBox,
    FieldGrid,
    LongTextInput,
    NumberInput,
    TextInput,
)
from desktop.services.assigning import MOST, Order
from desktop.ui.headquarters import audiences
from desktop.ui.words import translate


class OrderForm(QWidget):
    """Fields of a task; stored by the button, for a half-typed task must not go out."""

    given = Signal(object)
    """Order: a new one, or the shown one as it is now."""
    withdrawn = Signal()
    left = Signal()

    def __init__(self, today: Callable[[], date], choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = Order("")
        self.title = LongTextInput(MOST, 2)
        self.audience, self.due = ChoicePicker(fold), DateInput(today)
        self.goal = NumberInput(lambda text: int(text.replace(".", "")), format_number)
        self.measure, self.text = TextInput(max_length=30), LongTextInput(2000, 2)
        self.audience.set_choices(choices)
        self.give = KeyButton(self.tr("Giao"), "Ctrl+Enter", small=True)
        self.withdraw = KeyButton(self.tr("Rút"), small=True, kind="quiet")
        self.new = KeyButton(self.tr("Kết luận mới"), small=True, kind="quiet")
        self._furnish()
        self.give.clicked.connect(self._on_give)
        self.withdraw.clicked.connect(self.withdrawn)
        self.new.clicked.connect(self.left)
        self.title.edited.connect(lambda: self.title.set_complaint(None))
        self.setFocusProxy(self.title)
        self.show_order(None)

    def show_order(self, order: Order | None) -> None:
        """Show a task that is given, or an empty form for a new one."""
        self._order = order or Order("")
        shown = self._order
        self.title.set_value(shown.title)
        self.audience.set_value(audiences.key_of(shown.audience))
        self.due.set_value(date.fromisoformat(shown.due) if shown.due else None)
        self.goal.set_value(shown.goal or None)
        self.measure.set_value(shown.measure)
        self.text.set_value(shown.text)
        for field in (self.title, self.audience, self.due, self.goal):
            field.set_complaint(None)
        self.give.setText(self.tr("Ghi lại") if order else self.tr("Giao"))
        self.give.updateGeometry()
        self.withdraw.setVisible(order is not None)
        self.new.setVisible(order is not None)

    def order(self) -> Order:
        """The task as it is typed."""
        due, goal = self.due.value(), self.goal.value()
        return Order(
            self.title.value(),
            due.isoformat() if due else "",
            self.text.value(),
            audiences.audience_of(self.audience.value()),
            self._order.source,
            self._order.origin,
            int(goal) if goal else 0,
            self.measure.value(),
        )

    def _on_give(self) -> None:
        fields = (self.title, self.audience, self.due, self.goal)
        if self.title.value() and all(field.complaint() is None for field in fields) and self.audience.value():
            return self.given.emit(self.order())
        if not self.title.value():
            self.title.set_complaint(self.tr("Ghi nhiệm vụ thành một câu, rồi nhấn Ctrl+Enter."))
        elif not self.audience.value():
            self.audience.set_complaint(self.tr("Chọn nơi thực hiện: tất cả, một địa bàn hoặc một đơn vị."))
        next(field for field in fields if field.complaint()).setFocus()

    def _furnish(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        where, amount, row = FieldGrid(2), FieldGrid(2), QHBoxLayout()
        where.add_row(
            FieldBox(translate("Conference", "Giao cho"), self.audience),
            FieldBox(translate("Conference", "Thời hạn"), self.due, optional=True),
        )
        amount.add_row(
            FieldBox(translate("Conference", "Chỉ tiêu mỗi đơn vị"), self.goal, optional=True),
            FieldBox(translate("Conference", "Đơn vị tính"), self.measure, optional=True),
        )
        column.addWidget(FieldBox(translate("Conference", "Nhiệm vụ"), self.title))
        column.addWidget(where)
        column.addWidget(amount)
        column.addWidget(FieldBox(translate("Conference", "Nội dung, cách làm"), self.text, optional=True))
        row.setSpacing(theme.px(8))
        row.addWidget(self.withdraw)
        row.addWidget(self.new)
        row.addStretch()
        row.addWidget(self.give)
        column.addLayout(row)
