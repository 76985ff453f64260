"""The target of an indicator: another one with its reason, and before that what it does to the figures of now."""

from decimal import Decimal

from PySide6.QtCore import QTimer, Signal

from desktop.base.progress import Progress
from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.numbers import format_number, parse_number
from desktop.kit import jobs
from desktop.kit.inputs import FieldBox, FieldGrid, NumberInput
from desktop.kit.text import Text
from desktop.services import registering, targeting
from desktop.services.recording import Touched
from desktop.services.targeting import Effect
from desktop.ui.context import Context
from desktop.ui.headquarters.figure_words import amount_said
from desktop.ui.headquarters.noted_words import noted_line
from desktop.ui.headquarters.reasoned_form import ReasonedForm
from desktop.ui.words import translate

WAIT_MS = 300


class TargetForm(ReasonedForm):
    """One number, its effect, its reason."""

    done = Signal(str)
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, translate("TargetForm", "Ghi chỉ tiêu"), translate("TargetForm", "theo văn bản nào"))
        self._code = ""
        self.value = NumberInput(parse_number, format_number)
        self.history = Text("", "caption", "text2", wrap=True)
        fields = FieldGrid(2)
        target = FieldBox(self.tr("Chỉ tiêu giao"), self.value, optional=True)
        fields.add_row(target, FieldBox(self.tr("Lý do"), self.reason))
        self.furnish([fields], [self.history])
        self._waiting = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._waiting.timeout.connect(self._look)
        self.value.edited.connect(self._waiting.start)
        self.value.committed.connect(self._look)

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
            self.say("")
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
        self.keep(
            self.tr("Đang ghi chỉ tiêu"),
            lambda: targeting.change(books, code, target, reason),
            lambda _: self._on_stored(code),
        )

    def _on_stored(self, code: str) -> None:
        self.reason.set_value("")
        self._context.announce(Touched.FIGURES)
        self.show_indicator(code)
        self.changed.emit()
        told = self.tr("Đã ghi chỉ tiêu của {name}. Thẻ số liệu, biểu đồ và báo cáo dùng số mới.")
        self.done.emit(told.format(name=self._context.catalogue.indicators[code].short))

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


def _number(target: Decimal | None) -> int | Decimal | None:
    return int(target) if target is not None and target == target.to_integral_value() else target
