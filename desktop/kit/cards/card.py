"""A card: thin border, a head with title and actions, a body, perhaps a foot that stays in sight."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton, SegmentSwitch, give_way
from desktop.kit.focus import RINGED
from desktop.kit.text import Cut, Text

BARE = 40
"""A button that shows its icon alone."""

Widget = TypeVar("Widget", bound=QWidget)


class _Padding(QVBoxLayout):
    """Room around something, and none while that is hidden."""

    def hasHeightForWidth(self) -> bool:
        return not self.isEmpty() and super().hasHeightForWidth()

    def sizeHint(self) -> QSize:
        return QSize() if self.isEmpty() else super().sizeHint()

    def minimumSize(self) -> QSize:
        return QSize() if self.isEmpty() else super().minimumSize()


class Card(QWidget):
    """A frame on the window; tables and lists fill its body to the border."""

    def __init__(self, title: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.aside = Text(title, "card"), Cut(aside, "body", "text2")
        self.aside.by_clause = True
        self._head, self._foot = QWidget(), QWidget()
        self._actions = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._foot_row: QHBoxLayout | None = None
        self._arrange()
        self._head.setVisible(bool(title or aside))

    def set_title(self, words: str) -> None:
        """Name the card."""
        changed = words != self.title.text()
        self.title.setText(words)
        self._head.setVisible(bool(words))
        if changed and self.isVisible():
            self._fit_head()

    def set_aside(self, words: str) -> None:
        """Say something beside the name."""
        self.aside.setText(words)

    def add_action(self, widget: Widget) -> Widget:
        """Add something at the right of the head."""
        self._actions.addWidget(widget)
        if isinstance(widget, SegmentSwitch):
            self._head.setMinimumWidth(1)  # it folds when the card is narrow, so the card need not be wide for it
        self._head.show()
        return widget

    def add_padded(self, widget: Widget) -> Widget:
        """Add something to the body, 12 clear of the border."""
        row = _Padding()
        row.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        row.addWidget(widget)
        self.body.addLayout(row)
        return widget

    def add_foot(self) -> QHBoxLayout:
        """The pinned foot, made at the first asking."""
        if self._foot_row is None:
            self._foot_row = QHBoxLayout(self._foot)
            self._foot_row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
            self._foot_row.setSpacing(theme.px(8))
            self._foot.setFixedHeight(theme.px(48))
            self._foot.show()
        return self._foot_row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths leave the head other room."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """The buttons of a narrow head leave out their keys, then the words beside their icons; switches fold."""
        items = [self._actions.itemAt(place) for place in range(self._actions.count())]
        found = [item.widget() for item in items if item is not None]
        shown = [each for each in found if each is not None and not each.isHidden()]
        buttons = [each for each in shown if isinstance(each, KeyButton)]
        switches = [each for each in shown if isinstance(each, SegmentSwitch)]
        rest = [each for each in shown if each not in buttons and each not in switches]
        others = sum(max(each.sizeHint().width(), each.minimumWidth()) for each in rest)
        room = self.width() - theme.px(24 + 8 * (len(shown) + 1)) - self.title.sizeHint().width() - others
        least, wide = theme.px(BARE) * len(buttons), sum(each.wide() for each in switches)
        for switch in switches:
            folded = room < wide + least
            switch.fold(folded)
            wide += (switch.wide(folded=True) - switch.wide()) if folded else 0
        give_way(buttons, room - wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw border, ground and the rules of head and foot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillPath(outline, theme.color("surface"))
        wide = self.width() - 2
        if not self._foot.isHidden():
            painter.fillRect(1, self._foot.y(), wide, self._foot.height() - 2, theme.color("raised"))
            painter.fillRect(1, self._foot.y(), wide, 1, theme.color("line"))
        if not self._head.isHidden():
            painter.fillRect(1, self._head.geometry().bottom(), wide, 1, theme.color("line"))
        painter.setPen(theme.color("line"))
        painter.drawPath(outline)

    def _arrange(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        head.setSpacing(theme.px(8))
        head.addWidget(self.title)
        head.addWidget(self.aside, 1)
        self._actions.setSpacing(theme.px(8))
        head.addLayout(self._actions)
        self._head.setFixedHeight(theme.px(36))
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self.body, 1)
        column.addWidget(self._foot)


class Scroll(QScrollArea):
    """Shows a tall widget through a window of its own; only up and down."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None, by_width: bool = False) -> None:
        super().__init__(parent)
        self._by_width = by_width
        if by_width:
            widget.setMinimumWidth(1)
            widget.installEventFilter(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it, and sees that it stands here
        self.setProperty(RINGED, True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)
        self.setWidget(widget)
        widget.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """So does another word inside."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Qt asks for the height that wrapped words need at their narrowest; what counts is the width there is."""
        widget = self.widget()
        layout = widget.layout() if self._by_width and widget is not None else None
        if widget is not None and layout is not None:
            wide = self.viewport().width()
            high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            widget.setMinimumHeight(max(1, high))
