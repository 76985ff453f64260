"""Buttons that paint their key after the words, and switches of few choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.kit import icons, keys, theme
from desktop.kit.focus import OWN_RING

Kind = Literal["plain", "primary", "quiet"]


@dataclass(frozen=True)
class Paints:
    """The colour tokens of a button in one state; empty means not painted."""

    ground: str
    border: str
    words: str
    key: str


def paints_of(kind: Kind, under: bool, pressed: bool, enabled: bool) -> Paints:
    """Choose the colours of a button."""
    if not enabled:
        return Paints("" if kind == "quiet" else "raised", "" if kind == "quiet" else "line", "ghost", "ghost")
    if kind == "primary":
        ground = "accentHover" if under or pressed else "accent"
        return Paints(ground, ground, "onaccent", "onaccent")
    if kind == "quiet":
        return Paints("accentTint" if under or pressed else "", "", "accent", "ghost")
    return Paints("sel" if pressed else "raised" if under else "surface", "line2", "text", "ghost")


class KeyButton(QPushButton):
    """A button that shows the key that presses it."""

    def __init__(
        self,
        words: str,
        key: str = "",
        *,
        kind: Kind = "plain",
        small: bool = False,
        icon: str = "",
        bind: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._kind, self._small, self._icon, self._key = kind, small, icon, ""
        self._bind, self._reason, self._menu_arrow = bind, "", False
        self._terse = 0
        self._shortcut = QShortcut(self)
        self._shortcut.activated.connect(self._press)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.set_key(key)

    def set_kind(self, kind: Kind) -> None:
        """Make it primary, plain or quiet."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def kind(self) -> Kind:
        """What it is now."""
        return self._kind

    def set_icon(self, name: str) -> None:
        """Show another icon before the words."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_arrow(self, shown: bool = True) -> None:
        """Show a small arrow at the end, for buttons that open a list."""
        self._menu_arrow = shown
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show another key, and bind it when it is one that works everywhere."""
        self._key = key
        bound = keys.binds_by_itself(key) if self._bind is None else self._bind
        self._shortcut.setKeys(keys.sequences(key) if bound else [])
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        """The key shown."""
        return self._key

    def set_terse(self, level: int) -> None:
        """Give way in narrow places: 1 leaves the key out, 2 the words too where there is an icon."""
        if level == self._terse:
            return
        self._terse = level
        if level:
            self.setToolTip(self._reason or f"{self.text()} ({self._key})" if self._key else self.text())
            self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        return "" if self._terse > 1 and self._icon else self.text()

    def _shown_key(self) -> str:
        return "" if self._terse else self._key

    def disable(self, reason: str) -> None:
        """Take the button away from use and say why."""
        self._reason = reason
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def enable(self) -> None:
        """Give it back."""
        self._reason = ""
        self.setEnabled(True)
        self.setToolTip("")
        self.setAccessibleDescription("")

    def reason(self) -> str:
        """Why it is disabled."""
        return self._reason

    def _press(self) -> None:
        if self.isEnabled():
            self.click()

    def _role(self) -> str:
        return "bold" if self._kind == "primary" else "body"

    def _pad(self) -> int:
        return theme.px(7 if self._kind == "quiet" else 9 if self._small else 12)

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        return QSize(self._width(self._terse), theme.px(26 if self._small else 32))

    def full_width(self, level: int) -> int:
        """How wide it is when it gives way so far."""
        return self._width(level)

    def _width(self, level: int) -> int:
        words = "" if level > 1 and self._icon else self.text()
        wide = 2 * self._pad() + theme.font_width(self._role(), words)
        if self._icon:
            wide += theme.px(24) if words else theme.px(16)
        if self._key and not level:
            wide += theme.px(9) + theme.font_width("caption", self._key)
        if self._menu_arrow:
            wide += theme.px(24)
        return wide

    def minimumSizeHint(self) -> QSize:
        """Words of a button are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does; Qt knows that of dialogs only."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when letters change."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is here."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border, icon, words and key."""
        paints = paints_of(self._kind, self.underMouse(), self.isDown() or self.isChecked(), self.isEnabled())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if paints.ground or paints.border:
            painter.setPen(QPen(theme.color(paints.border), 1) if paints.border else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(paints.ground) if paints.ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._paint_content(painter, paints)

    def _paint_content(self, painter: QPainter, paints: Paints) -> None:
        spare = self.width() - self.sizeHint().width()
        left = self._pad() + (0 if self._menu_arrow else max(0, spare) / 2)
        middle = self.height() / 2
        if self._icon:
            side = theme.px(16)
            painter.drawPixmap(QPointF(left, middle - side / 2), icons.pixmap(self._icon, paints.words, 16))
            left += theme.px(24)
        words = self._words()
        if self._menu_arrow and spare < 0:  # the arrow stays clear of them
            wide = self.width() - left - self._pad() - theme.px(20)
            words = theme.metrics(self._role()).elidedText(words, Qt.TextElideMode.ElideRight, wide)
        left = self._write(painter, left, self._role(), paints.words, words)
        if self._shown_key():
            left = self._write(painter, left + theme.px(9), "caption", paints.key, self._shown_key())
        if self._menu_arrow:
            at = QPointF(self.width() - self._pad() - theme.px(16), middle - theme.px(8))
            painter.drawPixmap(at, icons.pixmap("chevron-down", paints.words, 16))

    def _write(self, painter: QPainter, left: float, role: str, token: str, words: str) -> float:
        wide = theme.font_width(role, words)
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(token))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return left + wide


def give_way(buttons: Sequence[KeyButton], room: int) -> None:
    """Leave out keys, then words beside icons, until the buttons fit; the primary one keeps its words."""
    levels = [[min(level, 1) if each.kind() == "primary" else level for each in buttons] for level in range(3)]
    fitting = (
        each for each in levels if sum(b.full_width(at) for b, at in zip(buttons, each, strict=True)) <= room
    )
    for button, level in zip(buttons, next(fitting, levels[-1]), strict=True):
        button.set_terse(level)


class SegmentSwitch(QWidget):
    """A few choices side by side, one of them pressed; folded, a button that opens them."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        self._folded = KeyButton("")
        self._folded.set_arrow()
        self._folded.clicked.connect(self._open)
        self._folded.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._folded)
        for place, (key, words) in enumerate(options):
            button = _Segment(words, place == 0, place == len(options) - 1)
            self._buttons[key] = button
            self._group.addButton(button, place)
            row.addWidget(button)
            button.clicked.connect(partial(self._choose, key))
        if options:
            self.set_current(options[0][0])

    def current(self) -> str:
        """The key of the pressed one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Press one without telling."""
        self._buttons[key].setChecked(True)
        self._name()

    def fold(self, folded: bool) -> None:
        """Stand as one button that opens the choices, or side by side again."""
        if folded is self._folded.isHidden():
            had = any(each.hasFocus() for each in (self._folded, *self._buttons.values()))
            for button in self._buttons.values():
                button.setVisible(not folded)
            self._folded.setVisible(folded)
            if had:
                (self._folded if folded else self._buttons[self.current()]).setFocus()

    def folded(self) -> bool:
        """Whether it stands as one button."""
        return not self._folded.isHidden()

    def wide(self, folded: bool = False) -> int:
        """How much room it needs."""
        shown = [self._folded] if folded else self._buttons.values()
        return sum(each.sizeHint().width() for each in shown)

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def _name(self) -> None:
        self._folded.setText(self._buttons[self.current()].text())
        self._folded.updateGeometry()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, button in self._buttons.items():
            entry = menu.addAction(button.text(), partial(self._choose, key))
            entry.setCheckable(True)
            entry.setChecked(button.isChecked())
        menu.popup(self._folded.mapToGlobal(QPoint(0, self._folded.height())))


class _Segment(QPushButton):
    def __init__(self, words: str, first: bool, last: bool) -> None:
        super().__init__(words)
        self._first, self._last = first, last
        self.setCheckable(True)
        self.setProperty(OWN_RING, True)  # around the first and the last one there would be no room

    def sizeHint(self) -> QSize:
        return QSize(theme.font_width("bold", self.text()) + theme.px(24), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(theme.px(52), theme.font_width("bold", self.text()) + theme.px(10)), theme.px(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() - theme.px(12) else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outer.adjust(0 if self._first else -5, 0, 0 if self._last else 5, 0)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("accentTint" if self.isChecked() else "surface"))
        painter.drawRoundedRect(outer, 4, 4)
        if not self._last:
            painter.drawLine(QPointF(self.width() - 0.5, 0.5), QPointF(self.width() - 0.5, self.height() - 0.5))
        painter.setPen(theme.color("accent" if self.isChecked() else "text2"))
        role = "bold" if self.isChecked() else "body"
        words = theme.metrics(role).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - theme.px(8))
        painter.setFont(theme.font(role))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)
