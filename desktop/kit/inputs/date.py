"""Input for a date, with its own reader and a calendar for the mouse."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.inputs.dates import Span, parse_date, show_date
from desktop.kit.inputs.field import LineInput

_HEAD = """
    QToolButton {{ padding: {gap}px; border: 0; background: transparent; qproperty-iconSize: {icon}px {icon}px; }}
    QToolButton#qt_calendar_monthbutton {{ padding-right: {arrow}px; }}
    QToolButton#qt_calendar_monthbutton::menu-indicator {{
        subcontrol-origin: padding; subcontrol-position: right center; right: {gap}px;
        width: {icon}px; height: {icon}px;
    }}
"""
"""The arrow of the month's menu stands beside its name, however large the letters are."""


class DateInput(LineInput):
    """A date; shows 05/06/2020 once left."""

    def __init__(
        self, today: Callable[[], date] = date.today, period: Span | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._today, self._period = today, period
        self._open_button = QAction(self)
        self._open_button.triggered.connect(self.open_calendar)
        self.line.addAction(self._open_button, self.line.ActionPosition.TrailingPosition)
        shortcut = QShortcut("F4", self.line, self.open_calendar)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        for key, step in (("Up", 1), ("Down", -1)):
            QShortcut(key, self.line, partial(self.step, step), context=Qt.ShortcutContext.WidgetShortcut)
        self._dress()
        theme.changes.changed.connect(self._dress)

    def step(self, days: int) -> None:
        """The day after or before; an empty field begins with today."""
        if self.line.isReadOnly():
            return
        day = self.value()
        self.line.setText(show_date(self._today() if day is None else day + timedelta(days=days)))
        self._on_edited()

    def value(self) -> date | None:
        """The date; None when empty or not readable."""
        try:
            return parse_date(self.raw(), self._today(), self._period) if self.raw().strip() else None
        except ValueError:
            return None

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self._show("" if value is None else show_date(value))

    def set_period(self, first: date, last: date) -> None:
        """Dates without a year fall in here when they can."""
        self._period = first, last

    def open_calendar(self) -> None:
        """Choose by mouse or arrows."""
        popup = _Calendar(self.value() or self._today(), self)
        popup.calendar.activated.connect(lambda day: self._take(popup, day))
        popup.calendar.clicked.connect(lambda day: self._take(popup, day))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.calendar.setFocus()

    def _take(self, popup: QWidget, day: QDate) -> None:
        popup.close()
        self.line.setText(show_date(date(day.year(), day.month(), day.day())))
        self._on_edited()
        self._on_left()

    def _tidy(self) -> None:
        day = self.value()
        if day is not None:
            if (words := show_date(day)) != self.raw():
                self.line.setText(words)
            self._complain(None)
        elif self.raw().strip():
            fault = self.tr("“{words}” không đọc được là ngày. Ghi như 5/6 hoặc 05/06/2020.")
            self._complain(fault.format(words=self.raw().strip()))

    def _dress(self) -> None:
        self._open_button.setIcon(icons.icon("calendar", "text2", 16))
        self._open_button.setToolTip(self.tr("Mở lịch (F4); mũi tên lên, xuống đổi ngày"))


class _Calendar(QFrame):
    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.Box)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.Vietnamese))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day_off in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day_off, plain)  # red is earned by errors only
        self.calendar.setStyleSheet(_HEAD.format(gap=theme.px(4), arrow=theme.px(20), icon=theme.px(14)))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
