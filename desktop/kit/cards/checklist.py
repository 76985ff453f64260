"""One step of a checklist, opening in its place."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.marks import Mark, MarkLabel, paint_mark
from desktop.kit.text import Cut, Text


class ChecklistStep(QWidget):
    """Mark, title, state, one quiet action; a body that is shown while the step is open."""

    acted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = MarkLabel(Mark.NEXT, 20)
        self.title, self.state = Text(title, "bold"), Cut("", "body", "text2")
        self.action = KeyButton("", kind="quiet")
        self.action.clicked.connect(self.acted)
        self.action.hide()
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.px(44), 0, theme.px(14), theme.px(10))
        self.body.setSpacing(theme.px(8))
        self._arrange()
        self.set_open(False)

    def set_state(self, mark: Mark, title: str, state: str) -> None:
        """Say how it stands."""
        self.mark.set_mark(mark)
        self.title.setText(title)
        self.state.setText(state)
        self.setAccessibleName(f"{title}. {state}")

    def set_action(self, words: str, key: str = "", icon: str = "") -> None:
        """Offer one thing to do; no words take it away."""
        self.action.setText(words)
        self.action.set_key(key)
        self.action.set_icon(icon)
        self.action.setVisible(bool(words))

    def set_open(self, opened: bool) -> None:
        """Show or hide the body."""
        self._inside.setVisible(opened)

    def is_open(self) -> bool:
        """Whether the body is shown."""
        return not self._inside.isHidden()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule under the step."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        head.setSpacing(theme.px(10))
        for widget in (self.mark, self.title):
            head.addWidget(widget)
        head.addWidget(self.state, 1)
        head.addWidget(self.action)
        frame = QWidget()
        frame.setLayout(head)
        frame.setFixedHeight(theme.px(48))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(frame)
        column.addWidget(self._inside)


class SmallSteps(QWidget):
    """Numbered small steps that fill one by one, as while a file is written and read back."""

    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._done = names, 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(" – ".join(names))

    def set_done(self, count: int) -> None:
        """Fill the first ones."""
        self._done = count
        self.update()

    def sizeHint(self) -> QSize:
        """All in one line."""
        return QSize(sum(self._width(name) + theme.px(12) for name in self._names), theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """The widest of them."""
        return QSize(max(map(self._width, self._names), default=0), theme.px(20))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the width asks for."""
        return theme.px(20) * (1 + max((line for _, line in self._places(width)), default=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles with numbers or checks, and names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (left, line) in enumerate(self._places(self.width())):
            self._paint_step(painter, left, line * theme.px(20), place)

    def _width(self, name: str) -> int:
        return theme.px(17 + 5) + theme.font_width("caption", name) + 2

    def _places(self, wide: int) -> list[tuple[int, int]]:
        """How far to the right each stands, and in which line."""
        places, left, line = [], 0, 0
        for name in self._names:
            if left and left + self._width(name) > wide:
                left, line = 0, line + 1
            places.append((left, line))
            left += self._width(name) + theme.px(12)
        return places

    def _paint_step(self, painter: QPainter, left: float, top: float, place: int) -> None:
        side = theme.px(17)
        circle = QRectF(left + 0.5, top + 1.5, side - 1, side - 1)
        if place < self._done:
            paint_mark(painter, circle, Mark.DONE)
        else:
            painter.setPen(theme.color("line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.setPen(theme.color("text" if place < self._done else "text2"))
        painter.setFont(theme.font("caption"))
        name = QRectF(left + side + theme.px(5), top, self._width(self._names[place]), theme.px(20))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self._names[place])
