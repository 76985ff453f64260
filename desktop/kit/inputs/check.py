"""Inputs without typing: a tick, and a short closed list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from desktop.kit import icons, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs.field import Input


class Tick(QCheckBox):
    """A box that is filled when ticked."""

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(theme.px(18 + 8 + 6) + theme.font_width("body", self.text()), theme.px(26))

    def hitButton(self, pos: QPoint) -> bool:
        """The words belong to the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, top = theme.px(18), (self.height() - theme.px(18)) / 2
        box = QRectF(3, top, side, side)
        token = "accent" if self.isChecked() else "line2"
        painter.setPen(theme.color(token if self.isEnabled() else "line"))
        painter.setBrush(theme.color("accent" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.isChecked():
            painter.drawPixmap(QPointF(box.left() + 2, box.top() + 2), icons.pixmap("check", "onaccent", 14))
        painter.setPen(theme.color("text" if self.isEnabled() else "ghost"))
        painter.setFont(theme.font("body"))
        rest = QRectF(box.right() + theme.px(8), 0, self.width(), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)


class CheckInput(Input):
    """Yes or no."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        self.box = Tick(words)
        super().__init__(self.box, parent)
        self.box.clicked.connect(self._on_clicked)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick or untick without telling."""
        self.box.setChecked(bool(value))
        self._settle()

    def raw(self) -> str:
        """The tick as text."""
        return "x" if self.box.isChecked() else ""

    def _on_clicked(self) -> None:
        self.edited.emit()
        self._finish()


class PlainPicker(Input):
    """One of a few known choices, from a menu."""

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        self.button = KeyButton("")
        super().__init__(self.button, parent)
        self._options, self._key = dict(options), ""
        self.button.set_arrow()
        self.button.clicked.connect(self._open)
        self.set_value(next(iter(self._options), ""))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the first one is shown."""
        self._options = dict(options)
        self.set_value(None)

    def value(self) -> str:
        """The key of the choice."""
        return self._key

    def set_value(self, value: str | None) -> None:
        """Show a choice without telling."""
        self._key = value if value in self._options else next(iter(self._options), "")
        self.button.setText(self._options.get(self._key, ""))
        self.button.updateGeometry()
        self._settle()

    def raw(self) -> str:
        """The key as text."""
        return self._key

    def choose(self, key: str, _checked: bool = False) -> None:
        """Choose as a person does."""
        self._key = key
        self.button.setText(self._options[key])
        self.button.updateGeometry()
        self.edited.emit()
        self._finish()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in self._options.items():
            menu.addAction(words, partial(self.choose, key))
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
