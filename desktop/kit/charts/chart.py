"""What charts share: a drawing that fits any rectangle, and its ways out."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.charts import legend
from desktop.kit.charts.ink import LEFT, RIGHT, write
from desktop.kit.charts.legend import Part

Number = int | Decimal
HEAD = 52
PAGE = 0.16
"""How wide a picture stands on paper, in metres: the text of an A4 page."""


class Chart(QWidget):
    """A picture of figures; subclasses draw into a rectangle of any size."""

    least = QSize(240, 100)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._note, self._nothing = "", "", ""
        self._key: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_heading(self, title: str, note: str = "", key: Sequence[Part] = ()) -> None:
        """What a picture says for itself, away from the card whose head says it on the screen."""
        self._heading, self._note, self._key = title, note, tuple(key)

    def set_nothing(self, words: str) -> None:
        """What to say while there is nothing to draw."""
        self._nothing = words

    def draw_nothing(self, painter: QPainter, room: QRectF) -> None:
        """Say it."""
        inner = room.adjusted(theme.px(12), theme.px(12), -theme.px(12), 0)
        inner.setHeight(theme.px(20))
        write(painter, inner, LEFT, "body", "text2", self._nothing)

    def size_on_paper(self, width: int, height: int) -> tuple[int, int]:
        """How large a picture is; charts of few rows need less than what is offered."""
        return width, height

    def head_high(self) -> int:
        """The room of heading and legend on a picture."""
        return HEAD if self._heading else 0

    def _draw_page(self, painter: QPainter, room: QRectF) -> None:
        if self._heading:
            upper = QRectF(room.left() + 12, room.top() + 6, room.width() - 24, 22)
            write(painter, upper, LEFT, "card", "text", self._heading)
            lower = upper.translated(0, 22)
            write(painter, lower, RIGHT if self._key else LEFT, "caption", "text2", self._note)
            legend.draw(painter, lower, self._key)
        self.draw(painter, room.adjusted(0, self.head_high(), 0, 0))

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
        """Draw into a picture: white in dark mode too, of a size for paper."""
        picture = QImage(width * scale, height * scale, QImage.Format.Format_ARGB32)
        picture.setDotsPerMeterX(round(width * scale / PAGE))
        picture.setDotsPerMeterY(round(width * scale / PAGE))
        with theme.on_paper():
            picture.fill(theme.color("surface"))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale, scale)
            self._draw_page(painter, QRectF(0, 0, width, height))
            painter.end()
        return picture

    def lines(self, width: int, height: int) -> bytes:
        """Draw into lines (SVG), sharp at any size."""
        buffer, target = QBuffer(), QSvgGenerator()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        target.setOutputDevice(buffer)
        target.setSize(QSize(width, height))
        target.setViewBox(QRect(0, 0, width, height))
        target.setTitle(self._heading)
        with theme.on_paper():
            painter = QPainter(target)
            painter.fillRect(QRect(0, 0, width, height), theme.color("surface"))
            self._draw_page(painter, QRectF(0, 0, width, height))
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


def steps_of(lowest: float, highest: float, wanted: int = 3) -> list[float]:
    """Round values for the rules of a chart."""
    span = max(highest - lowest, 1)
    unit: float = 1
    while span / unit > wanted * 10:
        unit *= 10
    unit = next((unit * factor for factor in (1, 2, 5, 10, 20, 50) if span / (unit * factor) <= wanted), unit * 100)
    first = int(lowest // unit) * unit
    return [first + unit * place for place in range(int((highest - first) // unit) + 1)]
