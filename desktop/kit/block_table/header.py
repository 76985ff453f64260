"""The head of a ledger: titles, the rule under them, the painted sort mark."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.kit import theme
from desktop.kit.block_table.cells import Align
from desktop.kit.block_table.delegate import padded, rule
from desktop.kit.block_table.models import LedgerModel
from desktop.kit.marks import paint_triangle


class LedgerHeader(QHeaderView):
    """Titles of columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by, self.descending = -1, False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(theme.px(24))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(super().sizeHint().width(), theme.px(29))

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
        painter.drawText(inner, align | Qt.TextFlag.TextDontClip, words)

    def paintEvent(self, event: object) -> None:
        """Draw the ground also where no column stands."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("raised"))
        rule(painter, QRectF(self.viewport().rect()), "line2")
        painter.end()
        super().paintEvent(event)  # type: ignore[arg-type]
