"""Page header and the notice bar under it."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.text import Cut, Text

Widget = TypeVar("Widget", bound=QWidget)


GIVING_WAY = ((0, False), (1, False), (1, True), (2, True))
"""How short the buttons are, and whether switches are folded."""


class PageHeader(QWidget):
    """Title, one line of state, actions at the right with the primary one last."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.state = Text(title, "title"), Cut("", "body", "text2")
        self.state.by_clause = True
        self._actions: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self.title)
        self._row.addSpacing(theme.px(4))
        self._row.addWidget(self.state, 1)
        self.state.setContentsMargins(0, theme.px(5), 0, 0)
        self.set_compact(False)

    def set_title(self, words: str) -> None:
        """Name the page."""
        self.title.setText(words)

    def set_state(self, words: str) -> None:
        """Say in one line how things stand."""
        self.state.setText(words)

    def add_action(self, widget: Widget) -> Widget:
        """Add a button or a switch at the right."""
        self._actions.append(widget)
        self._row.addWidget(widget)
        return widget

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons give way before they are cut: their keys go, switches fold, words beside icons go, then the title."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Other words or other buttons need other room."""
        told = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return told

    def fit(self) -> None:
        """Find how far the buttons must give way."""
        shown = [each for each in self._actions if not each.isHidden()]
        buttons = [each for each in shown if isinstance(each, KeyButton)]
        switches = [each for each in shown if isinstance(each, SegmentSwitch)]
        others = [each for each in shown if each not in buttons and each not in switches]
        used = sum(each.sizeHint().width() for each in others) + theme.px(8) * (len(shown) + 1)
        room = self.width() - theme.px(32) - used
        title = self.title.sizeHint().width() + theme.px(4)
        needs = [_width(buttons, level) + sum(each.wide(fold) for each in switches) for level, fold in GIVING_WAY]
        step = next((place for place, need in enumerate(needs) if title + need <= room), len(needs) - 1)
        level, fold = GIVING_WAY[step]
        for switch in switches:
            switch.fold(fold)
        for button in buttons:
            button.set_terse(min(level, 1) if button.kind() == "primary" else level)
        self.title.setVisible(title + needs[step] <= room)

    def actions_shown(self) -> list[QWidget]:
        """What stands at the right, in order."""
        return self._actions

    def set_compact(self, compact: bool) -> None:
        """Lower in small windows."""
        self.setFixedHeight(theme.px(44 if compact else 56))


def _width(buttons: Sequence[KeyButton], level: int) -> int:
    """All buttons together; the primary one keeps its words."""
    return sum(each.full_width(min(level, 1) if each.kind() == "primary" else level) for each in buttons)


GROUNDS = {"plain": ("accentTint", "accentLine"), "warn": ("warnTint", "warnLine"), "err": ("errTint", "errLine")}


MOST_LINES = 6


class NoticeBar(QWidget):
    """One sentence and one action; Esc closes it."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "plain"
        self.sentence = Cut()
        self.sentence.wraps = True
        self.action = KeyButton("", small=True)
        self._close = KeyButton(self.tr("Đóng"), "Esc", kind="quiet", small=True)
        self._on_action: Callable[[], object] | None = None
        self._build()
        self.action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        self._escape = QShortcut(Qt.Key.Key_Escape, self, self.dismiss)
        self.hide()

    def tell(
        self,
        sentence: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        kind: Literal["plain", "warn", "err"] = "plain",
    ) -> None:
        """Show one sentence, without motion and without taking the keyboard."""
        self._kind, self._on_action = kind, on_action
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.action.setText(action)
        self.action.updateGeometry()
        self.action.setVisible(bool(action))
        self.show()
        self._fit()
        self.update()

    def dismiss(self) -> None:
        """Close it."""
        self.hide()
        self.dismissed.emit()

    def settle(self) -> None:
        """What only told of something done has been read: the page was left, or the next job begins."""
        if self._kind == "plain" and not self.isHidden():
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border = GROUNDS[self._kind]
        side = theme.px(16)
        painter.setBrush(theme.color(ground))
        painter.setPen(theme.color(border))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(side + 0.5, 0.5, -side - 0.5, -7.5), 4, 4)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(28), 0, theme.px(22), 8)
        row.setSpacing(theme.px(8))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.setFixedHeight(theme.px(34) + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page gives the sentence another line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        row = self.layout()
        assert row is not None
        row.activate()
        more = min(self.sentence.lines(), MOST_LINES) - 1
        high = theme.px(34) + 8 + int(more * theme.metrics("body").height())
        if high != self.height():
            self.setFixedHeight(high)
            row.setGeometry(self.rect())  # while the bar itself is being resized Qt leaves its parts where they were

    def _act(self) -> None:
        self.hide()
        if self._on_action is not None:
            self._on_action()
