"""The target of an indicator: another one with its reason, and before that what it does to the figures of now."""

from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.numbers import format_number, parse_number
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import FieldBox, FieldGrid, NumberInput, TextInput
from desktop.kit.text import Text
from desktop.services import registering, targeting
from desktop.services.recording import Touched
from desktop.services.targeting import Effect
from desktop.ui.context import Context
from desktop.ui.headquarters.figure_words import amount_said
from desktop.ui.headquarters.noted_words import noted_line
from desktop.ui.troubles import sentence

REASON_LIMIT, WAIT_MS = 200, 300


class TargetForm(QWidget):
    """One number, its effect, its reason."""

    done = Signal(str)
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._code = context, ""
        self.value = NumberInput(parse_number, format_number)
        self.reason = TextInput(self.tr("theo văn bản nào"), REASON_LIMIT)
        self.effect, self.history = Text("", "body", wrap=True), Text("", "caption", "text2", wrap=True)
        self.fault = Text("", "body", "err", wrap=True)
        self.save = KeyButton(self.tr("Ghi chỉ tiêu"), "Ctrl+Enter", bind=False)
        self._furnish()
        self._waiting = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._waiting.timeout.connect(self._look)
        self.value.edited.connect(self._waiting.start)
        self.value.committed.connect(self._look)
        self.save.clicked.connect(self.store)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self.store, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_indicator(self, code: str) -> None:
        """Show the target of an indicator; what was typed for another one is gone."""
        indicator = self._context.catalogue.indicators.get(code)
        fits = indicator is not None and indicator.kind not in (IndicatorKind.TEXT, IndicatorKind.HEADING)
        self.setVisible(fits)
        if indicator is None or not fits:
            self._code = ""
            return
        if code != self._code:
            self.reason.set_value("")
            self._say("")
            self.effect.setText("")
        self._code = code
        self.value.set_value(_number(indicator.target))
        self.value.set_names(self.tr("Chỉ tiêu giao"), indicator.unit)
        noted = registering.noted(self._context.books, code)
        self.history.setText("\n".join(noted_line(self._context, each) for each in noted[:3]))
        self.history.setVisible(bool(noted))

    def store(self) -> None:
        """Keep the target; without a reason it says so."""
        if not self._code or self.value.complaint():
            return self.value.setFocus()
        books, code, target, reason = self._context.books, self._code, self._typed(), self.reason.value()
        self.save.disable(self.tr("Đang ghi."))

        def work(_: Progress) -> None:
            targeting.change(books, code, target, reason)

        jobs.run(self, self.tr("Đang ghi chỉ tiêu"), work, lambda _: self._on_stored(code), failed=self._on_failed)

    def _on_stored(self, code: str) -> None:
        self.save.enable()
        self.reason.set_value("")
        self._say("")
        self._context.announce(Touched.FIGURES)
        self.show_indicator(code)
        self.changed.emit()
        told = self.tr("Đã ghi chỉ tiêu của {name}. Thẻ số liệu, biểu đồ và báo cáo dùng số mới.")
        self.done.emit(told.format(name=self._context.catalogue.indicators[code].short))

    def _on_failed(self, error: Exception) -> None:
        self.save.enable()
        if isinstance(error, UserError):
            self._say(sentence(error))
            self.reason.setFocus()
        else:
            jobs.tell_failure(self, self.tr("Đang ghi chỉ tiêu"), error)

    def _typed(self) -> Decimal | None:
        value = self.value.value()
        return None if value is None else Decimal(str(value))

    def _look(self) -> None:
        """Say what the typed target does; counted off the window's thread."""
        books, period, code, target = self._context.books, self._context.period, self._code, self._typed()
        indicator = self._context.catalogue.indicators.get(code)
        if indicator is None or target == indicator.target:
            return self.effect.setText("")

        def work(_: Progress) -> Effect:
            return targeting.effect(books, period, code, target)

        def then(found: Effect) -> None:
            if (self._code, self._typed()) == (code, target):
                self.effect.setText(self._words(indicator, found))

        jobs.run(self, self.tr("Đang xem ảnh hưởng"), work, then, writes=False)

    def _words(self, indicator: Indicator, found: Effect) -> str:
        if found.figure.amount is None:
            return self.tr("Kỳ này chưa có số để so.")
        now = self.tr("Kỳ này {amount}: {before}, sẽ {after}.").format(
            amount=amount_said(indicator, found.figure.amount),
            before=self._state(found.met),
            after=self._state(found.would_meet),
        )
        units = self.tr("Đơn vị đạt {before}/{all}, sẽ là {after}/{all}.")
        return f"{now} {units.format(before=found.units_met, after=found.units_would, all=found.units)}"

    def _state(self, met: bool | None) -> str:
        if met is None:
            return self.tr("không giao")
        return self.tr("đạt") if met else self.tr("chưa đạt")

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _furnish(self) -> None:
        column, row, fields = QVBoxLayout(self), QHBoxLayout(), FieldGrid(2)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        fields.add_row(
            FieldBox(self.tr("Chỉ tiêu giao"), self.value, optional=True), FieldBox(self.tr("Lý do"), self.reason)
        )
        for widget in (fields, self.effect, self.fault):
            column.addWidget(widget)
        row.addWidget(self.save)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.history)
        self._say("")


def _number(target: Decimal | None) -> int | Decimal | None:
    return int(target) if target is not None and target == target.to_integral_value() else target
