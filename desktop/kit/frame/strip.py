"""The top strip: unit and place, period, deadline, search everywhere, help."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.search import SearchField
from desktop.kit.text import Text

URGENCY = {"calm": "accent", "soon": "warn", "late": "err"}


class PeriodButton(QPushButton):
    """The period with its dates; opens the list of periods."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._dates, self._short = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_period(self, title: str, dates: str) -> None:
        """Show another period."""
        self._title, self._dates = title, dates
        self.setAccessibleName(f"{title}, {dates}")
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Leave the dates out when there is no room."""
        self._short = short
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon, title, dates and arrow."""
        wide = theme.px(35 + 36) + theme.font_width("bold", self._title)
        if not self._short:
            wide += theme.px(8) + theme.font_width("body", self._dates)
        return QSize(wide, theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("raised" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        top = (self.height() - theme.px(16)) / 2
        painter.drawPixmap(QPointF(theme.px(10), top), icons.pixmap("calendar", "text2", 16))
        painter.drawPixmap(QPointF(self.width() - theme.px(25), top), icons.pixmap("chevron-down", "text", 16))
        self._write(painter, theme.px(35), "bold", "text", self._title)
        if not self._short:
            left = theme.px(43) + theme.font_width("bold", self._title)
            self._write(painter, left, "body", "text2", self._dates)

    def _write(self, painter: QPainter, left: int, role: str, token: str, words: str) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)


class IconButton(QPushButton):
    """A button that is only an icon; its name is said in the tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(theme.px(32), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        at = (self.width() - theme.px(20)) / 2
        painter.drawPixmap(QPointF(at, at), icons.pixmap(self._icon, "text2", 20))


class TopStrip(QWidget):
    """One line above every screen."""

    period_asked = Signal()
    help_asked = Signal()
    search_typed = Signal(str)
    search_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.place = Text("", "card"), Text("", "caption", "text2")
        self.period = PeriodButton()
        self.deadline, self.left = Text("", "body", "text2"), Text("", "bold", "accent")
        self._clock = QLabel()
        self.search = SearchField(self.tr("Tìm mọi nơi"), "Ctrl+K")
        self.help = IconButton("circle-help", self.tr("Giúp (F1)"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange()
        self.period.clicked.connect(self.period_asked)
        self.help.clicked.connect(self.help_asked)
        self.search.textEdited.connect(self.search_typed)
        self.search.returnPressed.connect(lambda: self.search_entered.emit(self.search.text()))
        self._dress()
        theme.changes.changed.connect(self._dress)

    def set_unit(self, name: str, place: str) -> None:
        """Say whose books these are."""
        self.unit.setText(name)
        self.place.setText(place)
        self._fit()

    def set_period(self, title: str, dates: str) -> None:
        """Say which period is open."""
        self.period.set_period(title, dates)
        self.period.setVisible(bool(title))
        self._fit()

    def set_deadline(self, words: str, left: str = "", urgency: Literal["calm", "soon", "late"] = "calm") -> None:
        """Say until when, and how long that is."""
        self.deadline.setText(words)
        self.left.setText(left)
        self.left.set_token(URGENCY[urgency])
        self._clock.setVisible(bool(words or left))
        self._fit()

    def sizeHint(self) -> QSize:
        """One strip."""
        return QSize(theme.px(640), theme.px(48))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows hide parts instead of growing."""
        return QSize(0, theme.px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what has no room."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 0, 0, 0)
        names.addStretch()
        for label, high in ((self.unit, 18), (self.place, 16)):
            label.setFixedHeight(theme.px(high))
            names.addWidget(label)
        names.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(12), 1)
        row.setSpacing(theme.px(8))
        row.addLayout(names)
        row.addSpacing(theme.px(6))
        row.addWidget(self.period)
        row.addSpacing(theme.px(6))
        for widget in (self._clock, self.deadline, self.left):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.search)
        row.addSpacing(theme.px(6))
        row.addWidget(self.help)

    def _dress(self) -> None:
        self._clock.setPixmap(icons.pixmap("clock", "text2", 16))

    def _fit(self) -> None:
        """Dates, words of the deadline, place and width of the search go in this order."""
        names = max(self.unit.sizeHint().width(), self.place.sizeHint().width())
        deadline = self.deadline.sizeHint().width()
        fixed = names + self.left.sizeHint().width() + theme.px(16 + 12 + 20 + 32 + 60)
        self.period.set_short(False)
        period = self.period.sizeHint().width() if self.period.isVisibleTo(self) else 0
        room = self.width() - fixed - period
        self.search.setFixedWidth(max(theme.px(110), min(theme.px(176), room - deadline)))
        self.deadline.setVisible(room >= deadline + theme.px(110))
        self.period.set_short(room < theme.px(110))
        self.place.setVisible(self.width() >= theme.px(900))
        parts = names + self.period.sizeHint().width() + self.left.sizeHint().width()
        tight = self.width() < parts + theme.px(16 + 12 + 20 + 60 + 110)
        self._clock.setHidden(tight or not (self.deadline.text() or self.left.text()))
        self.left.setHidden(tight)
