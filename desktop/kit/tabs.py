"""Tabs of sections that stand right on top of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import icons, theme
from desktop.kit.badge import badge_size, paint_badge
from desktop.kit.marks import Mark, paint_mark

SIDE = 15
MORE = 24
"""The arrow at an end where tabs have no room."""


@dataclass(frozen=True)
class Tab:
    """One section: its name and what is left in it."""

    key: str
    words: str
    mark: Mark | None = None
    count: int | None = None
    state: Literal["", "done", "none"] = ""


class SectionTabs(QWidget):
    """The row of tabs; arrows move between them, what has no room scrolls with the chosen one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[Tab] = []
        self._current = ""
        self._quiet_counts = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, tabs: Sequence[Tab], quiet_counts: bool = False) -> None:
        """Show these; quiet counts are sizes of lists, not work left."""
        self._tabs, self._quiet_counts = list(tabs), quiet_counts
        held = [tab.key for tab in tabs]
        self._current = self._current if self._current in held else next(iter(held), "")
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """The key of the chosen tab."""
        return self._current

    def set_current(self, key: str) -> None:
        """Choose a tab without telling."""
        self._current = key
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as all of them."""
        return QSize(sum(self._width(tab) for tab in self._tabs), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """One tab."""
        return QSize(theme.px(160), theme.px(34))

    def rect_of(self, key: str) -> QRectF:
        """Where a tab stands."""
        return next((rect for tab, rect in self._places() if tab.key == key), QRectF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by mouse."""
        for tab, rect in self._places():
            if rect.contains(event.position()):
                return self._choose(tab.key)
        for rect, place in self._arrows().values():
            if rect.contains(event.position()):
                return self._choose(self._tabs[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._tabs:
            return super().keyPressEvent(event)
        self._choose(self._tabs[max(0, min(self._position() + step, len(self._tabs) - 1))].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab, rect in self._places():
            self._paint_tab(painter, tab, rect)
        for icon, (rect, _) in self._arrows().items():
            at = QPointF(rect.center().x() - theme.px(8), rect.center().y() - theme.px(8))
            painter.drawPixmap(at, icons.pixmap(icon, "text2", 16))

    def _position(self) -> int:
        return next((i for i, tab in enumerate(self._tabs) if tab.key == self._current), 0)

    def _choose(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self.update()
            self.chosen.emit(key)

    def _width(self, tab: Tab) -> int:
        wide = theme.px(24) + theme.font_width("bold" if tab.key == self._current else "body", tab.words)
        wide += theme.px(SIDE + 6) if tab.mark else 0
        wide += theme.px(20) if tab.state else 0
        return wide + self._count_width(tab)

    def _count_width(self, tab: Tab) -> int:
        if tab.count is None:
            return 0
        words = str(tab.count)
        return theme.px(6) + (theme.font_width("body", words) if self._quiet_counts else badge_size(words).width())

    def _places(self) -> list[tuple[Tab, QRectF]]:
        widths = [self._width(tab) for tab in self._tabs]
        spare = sum(widths) - self.width()
        if 0 < spare <= theme.px(12) * len(widths):  # a little too wide: stand closer before anything scrolls away
            widths = [wide - ceil(spare / len(widths)) for wide in widths]
        first, last = self._shown(widths)
        left, places = theme.px(MORE) if first else 0, []
        for tab, wide in list(zip(self._tabs, widths, strict=True))[first : last + 1]:
            places.append((tab, QRectF(left, 0, wide, self.height())))
            left += wide
        return places

    def _shown(self, widths: Sequence[int]) -> tuple[int, int]:
        """The first and the last tab that are shown: whole ones around the chosen one."""
        end = len(widths) - 1
        if sum(widths) <= self.width() or not widths:
            return 0, end
        room = self.width() - 2 * theme.px(MORE)
        first = last = self._position()
        while last < end and sum(widths[first : last + 2]) <= room:
            last += 1
        while first > 0 and sum(widths[first - 1 : last + 1]) <= room:
            first -= 1
        return first, last

    def _arrows(self) -> dict[str, tuple[QRectF, int]]:
        """Where an arrow stands for tabs that are not shown, and which of them it leads to."""
        shown = [self._tabs.index(tab) for tab, _ in self._places()]
        if not shown or len(shown) == len(self._tabs):
            return {}
        wide, found = theme.px(MORE), {}
        if shown[0] > 0:
            found["chevron-left"] = QRectF(0, 0, wide, self.height()), shown[0] - 1
        if shown[-1] < len(self._tabs) - 1:
            found["chevron-right"] = QRectF(self.width() - wide, 0, wide, self.height()), shown[-1] + 1
        return found

    def _paint_tab(self, painter: QPainter, tab: Tab, rect: QRectF) -> None:
        on = tab.key == self._current
        if on:
            self._paint_ground(painter, rect)
        painter.setPen(theme.color("accent" if on else "text2"))
        role = "bold" if on else "body"
        painter.setFont(theme.font(role))
        left = rect.left() + theme.px(12) - (self._width(tab) - rect.width()) / 2
        painter.drawText(QRectF(left, 1, rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, tab.words)
        self._paint_state(painter, tab, left + theme.font_width(role, tab.words) + theme.px(6), rect)
        if on and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(4.5, 6.5, -4.5, -4.5))

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.color("surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(QPointF(rect.left() + 0.5, 2), QPointF(rect.left() + 0.5, rect.bottom()))
        painter.drawLine(QPointF(rect.right() - 0.5, 2), QPointF(rect.right() - 0.5, rect.bottom()))
        painter.fillRect(QRectF(rect.left(), 0, rect.width(), 3), theme.color("accent"))

    def _paint_state(self, painter: QPainter, tab: Tab, left: float, rect: QRectF) -> None:
        middle, side = rect.center().y(), theme.px(SIDE)
        if tab.mark is not None:
            paint_mark(painter, QRectF(left, middle - side / 2, side, side), tab.mark)
            left += side + theme.px(6)
        if tab.state == "done":
            painter.drawPixmap(QPointF(left, middle - theme.px(7)), icons.pixmap("check", "accent", 14))
        elif tab.state == "none":
            painter.drawText(QRectF(left, 0, theme.px(20), rect.height()), Qt.AlignmentFlag.AlignVCenter, "–")
        if tab.count is not None and self._quiet_counts:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text2"))
            painter.drawText(QRectF(left, 1, 80, rect.height()), Qt.AlignmentFlag.AlignVCenter, str(tab.count))
        elif tab.count is not None:
            size = badge_size(str(tab.count))
            paint_badge(
                painter, QRectF(left, middle - size.height() / 2, size.width(), size.height()), str(tab.count), "todo"
            )
