"""The head of a ledger: titles, the rule under them, the painted sort mark."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import theme
from desktop.kit.block_table.cells import Align
from desktop.kit.block_table.delegate import padded, rule
from desktop.kit.block_table.kept import KeepingHead
from desktop.kit.block_table.models import LedgerModel
from desktop.kit.marks import paint_triangle

WRAP = Qt.TextFlag.TextWordWrap
MOST_LINES = 4


class LedgerHeader(KeepingHead):
    """Titles of columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by, self.descending = -1, False
        self.wraps, self._lines = False, 1
        """Whether long titles go on in another line."""
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(theme.px(24))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """One line, or as many as the longest title needs."""
        more = round(theme.metrics("header").lineSpacing() * (self._lines - 1))
        return QSize(super().sizeHint().width(), theme.px(29) + more)

    def count_lines(self) -> None:
        """See how many lines the titles need at these widths."""
        model, letters, before = self.model(), theme.metrics("header"), self._lines
        titles = [column.title for column in model.columns] if isinstance(model, LedgerModel) else []
        rooms = (QRectF(0, 0, self.sectionSize(place) - theme.px(17), 999) for place in range(self.count()))
        heights = (letters.boundingRect(room, WRAP, title).height() for room, title in zip(rooms, titles, strict=False))
        self._lines = max(1, min(MOST_LINES, round(max(heights, default=0) / letters.lineSpacing())))
        if self._lines != before:
            self.geometriesChanged.emit()

    def show_sort(self, section: int, descending: bool) -> None:
        """Draw the sort mark at a column."""
        self.sorted_by, self.descending = section, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title."""
        room = QRectF(rect)
        painter.save()
        painter.fillRect(room, theme.color("raised"))
        rule(painter, room, "line2")
        self._paint_title(painter, padded(room, logicalIndex, self.count(), self._align(logicalIndex)), logicalIndex)
        painter.restore()

    def _align(self, section: int) -> Align:
        model = self.model()
        return model.columns[section].align if isinstance(model, LedgerModel) else "left"

    def _paint_title(self, painter: QPainter, inner: QRectF, section: int) -> None:
        model = self.model()
        words = model.headerData(section, Qt.Orientation.Horizontal) or ""
        align = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(theme.font("header"))
        painter.setPen(theme.color("text2"))
        if section == self.sorted_by:
            wide = theme.font_width("header", words)
            right = bool(align & Qt.AlignmentFlag.AlignRight)
            left = inner.right() - theme.px(8) if right else inner.left() + wide + theme.px(4)
            at = QRectF(left, inner.center().y() - theme.px(3), theme.px(8), theme.px(7))
            paint_triangle(painter, at, not self.descending, theme.color("text2"))
            inner = inner.adjusted(0, 0, -theme.px(11) if right else 0, 0)
        painter.drawText(inner, align | (WRAP if self.wraps else Qt.TextFlag.TextDontClip), words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground also where no column stands."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("raised"))
        rule(painter, QRectF(self.viewport().rect()), "line2")
        painter.end()
        super().paintEvent(event)
