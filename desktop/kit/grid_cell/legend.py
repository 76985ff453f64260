"""The signs of the grid, named under it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import theme
from desktop.kit.grid_cell.delegate import corner, hatch


class GridLegend(QWidget):
    """Six samples in one line, each with its key; what has no room is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._samples = [
            ("12", "", self.tr("số liệu"), ""),
            ("0", "", self.tr("nhập số 0"), "0"),
            ("0*", "declared", self.tr("không phát sinh"), "*"),
            ("–", "hatch", self.tr("không thuộc diện"), "-"),
            ("·", "dashed", self.tr("chưa nhập"), "Delete"),
            ("8", "derived", self.tr("đếm từ sổ"), "Enter"),
        ]

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(300), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw samples and names."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        left = float(theme.px(10))
        for sign, shape, words, key in self._samples:
            wide = theme.px(26) if shape else theme.font_width("header", sign)
            box = QRectF(left, (self.height() - theme.px(18)) / 2, wide, theme.px(18))
            room = theme.font_width("caption", words) + (theme.font_width("small", key) + theme.px(16) if key else 0)
            if box.right() + room + theme.px(6) > self.width():
                return
            self._paint_sample(painter, box, sign, shape)
            left = self._write(painter, box.right() + theme.px(6), words)
            left = (self._paint_key(painter, left + theme.px(6), key) if key else left) + theme.px(14)

    def _paint_sample(self, painter: QPainter, box: QRectF, sign: str, shape: str) -> None:
        if shape == "hatch":
            hatch(painter, box)
        if shape:
            dashed = Qt.PenStyle.DashLine if shape == "dashed" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color("line2" if shape == "dashed" else "line"), 1, dashed))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if shape == "declared":
            corner(painter, box)
        painter.setFont(theme.font("header"))
        painter.setPen(theme.color("accent" if shape == "derived" else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_key(self, painter: QPainter, left: float, key: str) -> float:
        """The key that makes a cell so."""
        wide, high = theme.font_width("small", key) + theme.px(9), theme.px(17)
        cap = QRectF(left, (self.height() - high) / 2, wide, high)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        return cap.right()

    def _write(self, painter: QPainter, left: float, words: str) -> float:
        wide = theme.font_width("caption", words)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return left + wide
