"""Words on the screen by letter role and colour token."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.kit import theme


class Text(QLabel):
    """Plain words in one role and one colour; long ones wrap when asked."""

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        token: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            grows = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            grows.setHeightForWidth(True)
            self.setSizePolicy(grows)
        self._role, self._token = role, token
        self.setText(words)
        self._dress()
        theme.changes.changed.connect(self._dress)

    def set_role(self, role: str) -> None:
        """Change the letters."""
        self._role = role
        self._dress()

    def set_token(self, token: str) -> None:
        """Change the colour."""
        self._token = token
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self._role))
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.WindowText, theme.color(self._token))
        self.setPalette(colours)


class Cut(Text):
    """One line that gives way: what has no room ends in dots, and is said in full by the hint."""

    by_clause = False
    """Whether clauses are left out whole, the last one first, instead of cutting a word."""
    wraps = False
    """Whether it takes several lines where it is given the height."""

    def __init__(self, words: str = "", role: str = "body", token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(words, role, token, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, words: str) -> None:
        """Say something else."""
        super().setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """Next to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter, room = QPainter(self), self.contentsRect()
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color(self._token))
        if self.wraps and self.height() >= 2 * theme.metrics(self._role).height():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())
            return
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.shown(room.width()))

    def shown(self, wide: int) -> str:
        """What of the words is shown in so much room."""
        metrics = theme.metrics(self._role)
        if not self.by_clause:
            return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, wide)
        clauses = self.text().split(", ")
        starts = (", ".join(clauses[:count]) for count in range(len(clauses), 0, -1))
        return next((words for words in starts if metrics.horizontalAdvance(words) <= wide), "")

    def lines(self) -> int:
        """How many lines the words would take at this width."""
        metrics, wide = theme.metrics(self._role), max(1, self.contentsRect().width())
        if metrics.horizontalAdvance(self.text()) <= wide:
            return 1
        room = metrics.boundingRect(QRectF(0, 0, wide, 9999), Qt.TextFlag.TextWordWrap, self.text())
        return max(1, int(room.height() // metrics.height()))
