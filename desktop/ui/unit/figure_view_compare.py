"""One figure beside what it is compared with: last month, same month of last year, what headquarters accepted."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.calendars import shifted
from desktop.domain.figures import Figure
from desktop.domain.numbers import change, format_number, plain, points
from desktop.kit import theme
from desktop.kit.marks import paint_triangle
from desktop.services.grid import GridRow
from desktop.ui.unit.figure_view_values import Scale, scale_of, shown

LINE = 20
NAME, VALUE = 84, 50


class ComparedLines(QWidget):
    """Name, figure, a triangle for the way it moved, and by how much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: list[tuple[str, str, str, str]] = []

    def show_row(self, row: GridRow, month: int) -> None:
        """Compare the open month of a figure."""
        scale = scale_of(row)
        before, year = shifted(month, -1), month - 100
        self._lines = [
            (self.tr("Tháng {n}").format(n=_short(before)), *_compared(row, row.ghost_previous, scale)),
            (self.tr("Tháng {n}").format(n=_short(year)), *_compared(row, row.ghost_last_year, scale)),
        ]
        if row.accepted is not None:
            self._lines.append((self.tr("Cấp trên nhận"), *_compared(row, row.accepted, scale)))
        self.setAccessibleDescription(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The lines as one text."""
        return "; ".join(" ".join(part for part in (name, value, told) if part) for name, value, _, told in self._lines)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(theme.px(240), theme.px(LINE) * max(1, len(self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        for place, (name, value, way, told) in enumerate(self._lines):
            room = QRectF(0, place * theme.px(LINE), self.width(), theme.px(LINE))
            self._write(painter, room, "text2", name)
            right = QRectF(room)
            right.setRight(theme.px(NAME + VALUE))
            self._write(painter, right, "text", value, Qt.AlignmentFlag.AlignRight)
            room.setLeft(theme.px(NAME + VALUE + 10))
            if way:
                at = QRectF(room.left(), room.center().y() - theme.px(3), theme.px(8), theme.px(6))
                paint_triangle(painter, at, way == "up", theme.color("text2"))
                room.setLeft(room.left() + theme.px(13))
            told = theme.metrics("body").elidedText(told, Qt.TextElideMode.ElideRight, room.width())
            self._write(painter, room, "text2", told)

    @staticmethod
    def _write(
        painter: QPainter, room: QRectF, token: str, told: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color(token))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, told)


def _short(month: int) -> str:
    return f"{month % 100}/{month // 100}"


def _compared(row: GridRow, base: Figure, scale: Scale) -> tuple[str, str, str]:
    """The base as shown, the way from it, and by how much."""
    value = shown(base, scale).shown()
    now = row.open.amount
    if now is None or base.amount is None:
        return value, "", ""
    comparison = compare(now, base.amount, row.indicator.per_cent, Decimal(scale.factor))
    way = "" if now == base.amount else "up" if now > base.amount else "down"
    return value, way, comparison


def compare(now: Decimal, base: Decimal, rate: bool, factor: Decimal) -> str:
    """`+4 (+20,0%)`, `−0,5 điểm`, `như cũ`: the sign says which way, the triangle says it again."""
    if now == base:
        return QCoreApplication.translate("Figures", "như cũ")
    if rate:
        return QCoreApplication.translate("Figures", "{change} điểm").format(change=_signed(points(now, base)))
    moved = change(now, base)
    per_cent = f" ({_signed(moved.percent, 1)}%)" if moved.percent is not None else ""
    return _signed(plain(moved.difference / factor)) + per_cent


def _signed(value: Decimal, places: int | None = None) -> str:
    return ("+" if value > 0 else "−") + format_number(abs(value), places)
