"""Inputs for numbers and money: right-aligned, the unit inside, read and written by given functions."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.inputs.field import Line, LineInput

Number = int | Decimal
Parse = Callable[[str], Number]
Show = Callable[[Number], str]


class _UnitLine(Line):
    unit = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font("value"))
        painter.setPen(theme.color("ghost"))
        room = QRect(self.rect()).adjusted(0, 0, -theme.px(10), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.unit)


class NumberInput(LineInput):
    """A number in Vietnamese writing."""

    line_class = _UnitLine

    def __init__(self, parse: Parse, show: Show, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._parse, self._write = parse, show
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if unit and isinstance(self.line, _UnitLine):
            self.line.unit = unit
            self.line.setTextMargins(0, 0, theme.font_width("value", unit) + theme.px(7), 0)

    def value(self) -> Number | None:
        """The number; None when empty or not readable."""
        try:
            return self._parse(self.raw().strip()) if self.raw().strip() else None
        except ValueError:
            return None

    def set_value(self, value: Number | None) -> None:
        """Show a number."""
        self._show("" if value is None else self._write(value))

    def _tidy(self) -> None:
        number = self.value()
        if number is not None:
            if (words := self._write(number)) != self.raw():
                self.line.setText(words)
            self._complain(None)
        elif self.raw().strip():
            words = self.raw().strip()
            self._complain(self.tr("“{words}” không đọc được là số. Ghi như 1.234,5.").format(words=words))


class MoneyInput(NumberInput):
    """An amount of money."""

    def __init__(self, parse: Parse, show: Show, unit: str = "đồng", parent: QWidget | None = None) -> None:
        super().__init__(parse, show, unit, parent)
