"""What charts share: a drawing that fits any rectangle, and its ways out."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme

Number = int | Decimal
MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT, RIGHT, CENTER = (
    MIDDLE | side for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
)


class Chart(QWidget):
    """A picture of figures; subclasses draw into a rectangle of any size."""

    least = QSize(240, 100)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw everything into a rectangle."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Charts take what there is."""
        return QSize(theme.px(self.least.width()), theme.px(self.least.height()))

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(theme.px(160), theme.px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw on the screen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))

    def picture(self, width: int, height: int, scale: int = 2) -> QImage:
        """Draw into a picture."""
        picture = QImage(width * scale, height * scale, QImage.Format.Format_ARGB32)
        picture.fill(theme.color("surface"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.draw(painter, QRectF(0, 0, width, height))
        painter.end()
        return picture

    def lines(self, width: int, height: int) -> bytes:
        """Draw into lines (SVG), sharp at any size."""
        buffer, target = QBuffer(), QSvgGenerator()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        target.setOutputDevice(buffer)
        target.setSize(QSize(width, height))
        target.setViewBox(QRect(0, 0, width, height))
        painter = QPainter(target)
        self.draw(painter, QRectF(0, 0, width, height))
        painter.end()
        return bytes(buffer.data().data())

    def save_png(self, path: Path, width: int, height: int, scale: int = 2) -> None:
        """Draw into a picture file."""
        if not self.picture(width, height, scale).save(str(path)):
            raise OSError(f"not written: {path}")

    def save_svg(self, path: Path, width: int, height: int) -> None:
        """Draw into a file of lines."""
        path.write_bytes(self.lines(width, height))

    def copied(self, width: int, height: int) -> QMimeData:
        """The chart as Word takes it: a picture, and lines for those who can use them."""
        copied = QMimeData()
        copied.setImageData(self.picture(width, height))
        copied.setData("image/svg+xml", QByteArray(self.lines(width, height)))
        return copied


def write(painter: QPainter, room: QRectF, align: Qt.AlignmentFlag, role: str, token: str, words: str) -> None:
    """Words in a chart."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    painter.drawText(room, align | Qt.TextFlag.TextDontClip, words)


def steps_of(lowest: float, highest: float, wanted: int = 3) -> list[float]:
    """Round values for the rules of a chart."""
    span = max(highest - lowest, 1)
    unit: float = 1
    while span / unit > wanted * 10:
        unit *= 10
    unit = next((unit * factor for factor in (1, 2, 5, 10, 20, 50) if span / (unit * factor) <= wanted), unit * 100)
    first = int(lowest // unit) * unit
    return [first + unit * place for place in range(int((highest - first) // unit) + 1)]


class Legend(QWidget):
    """What the colours of a chart mean, for the head of its card."""

    def __init__(
        self, parts: Sequence[tuple[Literal["fill", "line", "dash"], str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All parts in one line."""
        wide = sum(theme.font_width("caption", words) + theme.px(32) for _, _, words in self._parts)
        return QSize(wide, theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw samples and words."""
        painter = QPainter(self)
        left, middle = 0.0, self.height() / 2
        for shape, token, words in self._parts:
            if shape == "fill":
                painter.fillRect(QRectF(left + 6, middle - 5, 12, 10), theme.color(token))
            else:
                style = Qt.PenStyle.DashLine if shape == "dash" else Qt.PenStyle.SolidLine
                painter.setPen(QPen(theme.color(token), 2, style))
                painter.drawLine(int(left), int(middle), int(left + 20), int(middle))
            wide = theme.font_width("caption", words)
            write(painter, QRectF(left + theme.px(24), 0, wide, self.height()), LEFT, "caption", "text2", words)
            left += theme.px(32) + wide
