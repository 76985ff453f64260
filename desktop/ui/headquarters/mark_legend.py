"""What the marks of an overview mean and how many of each there are: they add up to the units."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.charts.ink import LEFT, write
from desktop.kit.marks import Mark, paint_mark

SIDE, GAP, BETWEEN = 15, 6, 14


class MarkLegend(QWidget):
    """Marks with words in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[Mark, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[Mark, str]]) -> None:
        """Show these."""
        self._parts = tuple(parts)
        self.setAccessibleName(", ".join(words for _, words in parts))
        self.updateGeometry()
        self.update()

    def parts(self) -> list[str]:
        """The words, as shown."""
        return [words for _, words in self._parts]

    def sizeHint(self) -> QSize:
        """All of them in one line."""
        return QSize(sum(self._wide(words) for _, words in self._parts), theme.px(20))

    def _wide(self, words: str) -> int:
        return theme.px(SIDE + GAP + BETWEEN) + theme.font_width("caption", words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw marks and words."""
        painter, left, side = QPainter(self), float(theme.px(BETWEEN)), theme.px(SIDE)
        for mark, words in self._parts:
            paint_mark(painter, QRectF(left, (self.height() - side) / 2, side, side), mark)
            room = QRectF(left + side + theme.px(GAP), 0, self.width(), self.height())
            write(painter, room, LEFT, "caption", "text", words)
            left += self._wide(words)
