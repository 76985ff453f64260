"""A row of filters, one of them pressed; those without room fold into a list at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.kit import icons, theme
from desktop.kit.marks import Mark, paint_mark

GAP = 6
SIDE = 16


@dataclass(frozen=True)
class Chip:
    """One filter: what it is called and how many it lets through."""

    key: str
    words: str
    count: int | str | None = None
    mark: Mark | None = None


class ChipButton(QPushButton):
    """One filter as a button."""

    def __init__(self, chip: Chip, parent: QWidget, arrow: bool = False) -> None:
        super().__init__(chip.words, parent)
        self.chip, self._arrow = chip, arrow
        self.setCheckable(True)
        self.setAutoExclusive(False)
        count = "" if chip.count is None else f" {chip.count}"
        self.setAccessibleName(chip.words + count)

    def _count(self) -> str:
        return "" if self.chip.count is None else str(self.chip.count)

    def sizeHint(self) -> QSize:
        """Room for mark, words and count."""
        wide = 2 * theme.px(9) + theme.font_width("body", self.chip.words)
        wide += theme.px(SIDE + 6) if self.chip.mark else 0
        wide += theme.px(7) + theme.font_width("bold", self._count()) if self._count() else 0
        wide += theme.px(18) if self._arrow else 0
        return QSize(wide, theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it pressed or not."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(theme.color("accent" if on else "line2"))
        painter.setBrush(theme.color("accentTint" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = self._paint_mark(painter)
        painter.setPen(theme.color("accent" if on else "text"))
        left = self._write(painter, left, "body", self.chip.words)
        if self._count():
            left = self._write(painter, left + theme.px(7), "bold", self._count())
        if self._arrow:
            side = theme.px(14)
            picture = icons.pixmap("chevron-down", "text2", 14)
            painter.drawPixmap(left + theme.px(4), (self.height() - side) // 2, picture)

    def _paint_mark(self, painter: QPainter) -> int:
        left, side = theme.px(9), theme.px(SIDE)
        if self.chip.mark is None:
            return left
        paint_mark(painter, QRectF(left, (self.height() - side) / 2, side, side), self.chip.mark)
        return left + side + theme.px(6)

    def _write(self, painter: QPainter, left: int, role: str, words: str) -> int:
        wide = theme.font_width(role, words)
        painter.setFont(theme.font(role))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return left + wide


class FilterChips(QWidget):
    """The row; exactly one filter is pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[ChipButton] = []
        self._rest: ChipButton | None = None
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these filters; the pressed one stays pressed when it is still there."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._made(chip) for chip in chips]
        held = [chip.key for chip in chips]
        self._current = self._current if self._current in held else next(iter(held), "")
        self._show_pressed()
        self._place()

    def current(self) -> str:
        """The key of the pressed filter."""
        return self._current

    def set_current(self, key: str) -> None:
        """Press a filter without telling."""
        self._current = key
        self._show_pressed()
        self._place()

    def folded(self) -> list[str]:
        """The keys of the filters that had no room."""
        return [button.chip.key for button in self._buttons if button.isHidden()]

    def sizeHint(self) -> QSize:
        """All of them in one row."""
        return QSize(sum(b.sizeHint().width() + theme.px(GAP) for b in self._buttons), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """Room for the first filter and the list."""
        return QSize(theme.px(160), theme.px(26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        self._place()

    def _made(self, chip: Chip) -> ChipButton:
        button = ChipButton(chip, self)
        button.clicked.connect(lambda: self._choose(chip.key))
        return button

    def _choose(self, key: str, _checked: bool = False) -> None:
        changed = key != self._current
        self.set_current(key)
        if changed:
            self.chosen.emit(key)

    def _show_pressed(self) -> None:
        for button in self._buttons:
            button.setChecked(button.chip.key == self._current)

    def _place(self) -> None:
        if self._rest is not None:
            self._rest.deleteLater()
            self._rest = None
        shown = self._fitting()
        left = 0
        for button in self._buttons:
            button.setVisible(button in shown)
            if button in shown:
                button.setGeometry(left, 0, button.sizeHint().width(), theme.px(26))
                left += button.width() + theme.px(GAP)
        if len(shown) < len(self._buttons):
            self._place_rest(left)

    def _fitting(self) -> list[ChipButton]:
        gap = theme.px(GAP)
        if sum(b.sizeHint().width() + gap for b in self._buttons) - gap <= self.width():
            return self._buttons
        shown: list[ChipButton] = []
        room = self.width() - self._rest_width()
        pressed = [b for b in self._buttons if b.isChecked()]
        for button in [*self._buttons[:1], *pressed, *self._buttons]:
            wide = button.sizeHint().width() + gap
            if button not in shown and (wide <= room or not shown):
                shown.append(button)
                room -= wide
        return shown

    def _rest_width(self) -> int:
        """Room for the list at the end, whatever it will count."""
        most = max(
            (len(str(button.chip.count)) for button in self._buttons if button.chip.count is not None), default=0
        )
        digits = theme.px(7) + theme.font_width("bold", "0" * most) if most else 0
        return theme.font_width("body", self.tr("Loại khác")) + digits + theme.px(2 * 9 + 18)

    def _place_rest(self, left: int) -> None:
        hidden = [b.chip for b in self._buttons if b.isHidden()]
        counts = [chip.count for chip in hidden if isinstance(chip.count, int)]
        self._rest = ChipButton(Chip("", self.tr("Loại khác"), sum(counts) if counts else None), self, arrow=True)
        self._rest.setGeometry(left, 0, self._rest.sizeHint().width(), theme.px(26))
        self._rest.setCheckable(False)
        self._rest.clicked.connect(self._open_rest)
        self._rest.show()

    def _open_rest(self) -> None:
        if self._rest is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            if button.isHidden():
                chip = button.chip
                words = chip.words if chip.count is None else f"{chip.words}  {chip.count}"
                menu.addAction(words, partial(self._choose, chip.key))
        menu.popup(self._rest.mapToGlobal(QPoint(0, self._rest.height())))
