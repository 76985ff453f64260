"""The rail at the left: brand, screens with what is left in each, settings and the person's role."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.badge import Kind, badge_size, paint_badge
from desktop.kit.focus import OWN_RING
from desktop.kit.text import Text

DOTS: dict[Kind, str] = {"todo": "ghost", "waiting": "warn", "error": "err"}


class Brand(QWidget):
    """The block above the rail, in line with the strip."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._short = name, "".join(word[0] for word in name.split()[:2]).upper()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the strip."""
        return QSize(0, theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign and the name."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("brand"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("onbrand"), 1))
        side = theme.px(24)
        left = (self.width() - side) / 2 if self.width() < theme.px(100) else theme.px(14)
        sign = QRectF(left + 0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        painter.drawRoundedRect(sign, 4, 4)
        painter.setFont(theme.font("small_bold"))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, self._short)
        painter.setFont(theme.font("brand"))
        rest = QRectF(sign.right() + theme.px(10), 0, self.width(), self.height())
        if self.width() >= theme.px(100):
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._name)


class RailItem(QPushButton):
    """One screen in the rail."""

    def __init__(self, icon: str, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon, self._badge = icon, ""
        self._kind: Kind = "todo"
        self.setCheckable(True)
        self.setProperty(OWN_RING, True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(f"{title} ({key})" if key else title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_badge(self, count: int, kind: Kind) -> None:
        """Show how many things wait there."""
        self._badge, self._kind = str(count) if count else "", kind
        self.setAccessibleDescription(self._badge)
        self.update()

    def badge(self) -> str:
        """The count as shown."""
        return self._badge

    def sizeHint(self) -> QSize:
        """One line of the rail."""
        return QSize(theme.px(48), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Low windows stand more screens closer together."""
        return QSize(theme.px(48), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, icon, name and count."""
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.color("surface"))
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.color("window"))
        token = "accent" if self.isChecked() else "text2"
        wide = self.width() >= theme.px(100)
        left = theme.px(17) if wide else (self.width() - theme.px(20)) / 2
        painter.drawPixmap(QPointF(left, (self.height() - theme.px(20)) / 2), icons.pixmap(self._icon, token, 20))
        if wide:
            self._paint_words(painter, token)
        elif self._badge:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color(DOTS[self._kind]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(left + theme.px(20), theme.px(11)), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(4, 3, -4, -3))

    def _paint_words(self, painter: QPainter, token: str) -> None:
        painter.setPen(theme.color(token))
        painter.setFont(theme.font("bold" if self.isChecked() else "body"))
        rest = QRectF(theme.px(49), 0, self.width() - theme.px(49), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge:
            size = badge_size(self._badge)
            right = self.width() - theme.px(13)
            room = QRectF(right - size.width(), (self.height() - size.height()) / 2, size.width(), size.height())
            paint_badge(painter, room, self._badge, self._kind)


class Rail(QWidget):
    """All screens; the current one stands on the surface colour."""

    asked = Signal(str)

    def __init__(self, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, RailItem] = {}
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        self._role = Text("", "caption", "ghost")
        self._role.setFixedHeight(theme.px(36))
        self._role.setContentsMargins(theme.px(17), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Brand(brand))
        column.addSpacing(theme.px(8))
        column.addLayout(self._top)
        column.addStretch()
        column.addLayout(self._foot)
        column.addSpacing(theme.px(4))
        column.addWidget(self._role)
        self.set_compact(False)

    def add(self, key: str, icon: str, title: str, foot: bool = False) -> None:
        """Add a screen at the end, or at the foot."""
        shortcut = f"Ctrl+{len(self._items) + 1}" if len(self._items) < 9 else ""
        item = RailItem(icon, title, shortcut)
        item.clicked.connect(lambda: self.asked.emit(key))
        self._items[key] = item
        (self._foot if foot else self._top).addWidget(item)

    def set_current(self, key: str) -> None:
        """Mark the screen that is shown."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def set_badge(self, key: str, count: int, kind: Kind = "todo") -> None:
        """Show how many things wait on a screen."""
        self._items[key].set_badge(count, kind)

    def badge(self, key: str) -> str:
        """The count shown at a screen."""
        return self._items[key].badge()

    def set_role(self, words: str) -> None:
        """Say who works here."""
        self._role.setText(words)

    def set_compact(self, compact: bool) -> None:
        """Icons only, or icons with names."""
        self.setFixedWidth(theme.px(48 if compact else 200))
        self._role.setVisible(not compact)

    def focus_current(self) -> None:
        """Put the keyboard on the current screen."""
        next((item for item in self._items.values() if item.isChecked()), self).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setPen(theme.color("line"))
        painter.drawLine(self.width() - 1, theme.px(48), self.width() - 1, self.height())
        if self._role.isVisible():
            painter.drawLine(0, self._role.y(), self.width(), self._role.y())
