"""First question: whose machine this is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import icons, theme
from desktop.kit.focus import OWN_RING

UNIT, HEADQUARTERS = "unit", "hq"
WRAPPED = Qt.TextFlag.TextWordWrap


class RoleCard(QPushButton):
    """One role, with what it is for; arrows change it, Enter goes on."""

    entered = Signal()

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon, self._words = icon, words
        self.setCheckable(True)
        self.setProperty(OWN_RING, True)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(theme.px(400), theme.px(74))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with this role."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it chosen or not."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "line2"), 2 if on else 1))
        painter.setBrush(theme.color("accentTint" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.drawPixmap(theme.px(18), theme.px(18), icons.pixmap(self._icon, "accent" if on else "text2", 24))
        left, wide = theme.px(58), self.width() - theme.px(58 + 16)
        painter.setFont(theme.font("card"))
        painter.setPen(theme.color("accent" if on else "text"))
        painter.drawText(QRectF(left, theme.px(14), wide, theme.px(22)), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRectF(left, theme.px(37), wide, theme.px(36)), WRAPPED, self._words)


class RolePage(QWidget):
    """Unit or headquarters."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = RoleCard(
            "notebook-pen",
            self.tr("Đơn vị"),
            self.tr("Công an xã, phường, đặc khu: ghi việc hằng ngày, nhập số liệu kỳ, gửi một tệp lên cấp trên."),
        )
        self.headquarters = RoleCard(
            "inbox",
            self.tr("Cấp trên"),
            self.tr("Công an tỉnh, thành phố: nhận tệp của các đơn vị, kiểm tra, tổng hợp, so sánh, viết báo cáo."),
        )
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for card in (self.unit, self.headquarters):
            self._group.addButton(card)
            column.addWidget(card)
            card.entered.connect(self.entered)
            card.toggled.connect(self.changed)
        column.addStretch()
        self.unit.setChecked(True)

    def role(self) -> str:
        """The chosen role."""
        return UNIT if self.unit.isChecked() else HEADQUARTERS

    def answer(self) -> str:
        """The chosen role in a word."""
        return self.unit.text() if self.role() == UNIT else self.headquarters.text()

    def arrive(self) -> None:
        """Put the keyboard on the chosen role."""
        (self.unit if self.role() == UNIT else self.headquarters).setFocus()
