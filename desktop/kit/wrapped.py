"""Words in as many lines as their room needs: how many those are, and how they are drawn."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from desktop.kit import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def lines(role: str, words: str, wide: float) -> int:
    """How many lines words take in so much room; a word that is wider goes on in the next line."""
    if theme.font_width(role, words) <= wide:
        return 1
    return len(_starts(role, theme.font(role).pixelSize(), words, int(wide)))


def height(role: str, words: str, wide: float) -> int:
    """How high those lines are."""
    return ceil(lines(role, words, wide) * theme.metrics(role).lineSpacing())


def write(painter: QPainter, room: QRectF, words: str, face: QFont, align: Qt.AlignmentFlag = LEFT) -> None:
    """Draw words in the pen of the painter."""
    painter.setFont(face)
    painter.drawText(room, words, _option(align))


def cut(role: str, words: str, wide: float, most: int) -> str:
    """The words, ending in dots where they need more lines than that."""
    if lines(role, words, wide) <= most:
        return words
    starts = _starts(role, theme.font(role).pixelSize(), words, int(wide))
    at = starts[most - 1]
    return words[:at] + theme.metrics(role).elidedText(words[at:], Qt.TextElideMode.ElideRight, wide)


@lru_cache(8192)
def _starts(role: str, size: int, words: str, wide: int) -> tuple[int, ...]:
    face = QFont(theme.font(role))
    face.setPixelSize(size)
    layout = QTextLayout(words, face)
    layout.setTextOption(_option(LEFT))
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, wide))
        starts.append(line.textStart())
    layout.endLayout()
    return tuple(starts) or (0,)


def _option(align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
