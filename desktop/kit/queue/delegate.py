"""Draws the lines of a work queue."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from desktop.kit import theme, wrapped
from desktop.kit.block_table.delegate import rule, write
from desktop.kit.marks import paint_mark
from desktop.kit.queue.entries import QueueEntry, QueueGroup, QueueModel

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
GROUP_HIGH = 28
BESIDE = 260
"""What is to be done stands beside who it is about, if it has so much room there."""
SPARE, SPARE_TWO = 16, 13
"""Clear above and below the lines of an entry, together: where who and what share a line, and where they do not."""


@dataclass
class Measures:
    """Widths that all lines of a queue share."""

    two_lines: bool
    who: int = 0
    time: int = 0
    button: int = 0

    def take(self, entries: list[QueueEntry | QueueGroup]) -> None:
        """Measure the entries."""
        lines = [line for line in entries if isinstance(line, QueueEntry)]
        self.who = max((theme.font_width("bold", line.who) for line in lines), default=0)
        self.time = max((theme.font_width("caption", line.time) for line in lines), default=0)
        widest = max((theme.font_width("body", line.action) for line in lines), default=0)
        least = 78 if self.two_lines else 116
        self.button = max(theme.px(least), widest + theme.px(20))

    def words_room(self, room: QRectF, entry: QueueEntry) -> QRectF:
        """Where who and what stand: between the mark and time and button."""
        end = self.button_room(room.toRect()).left() - theme.px(10) if entry.action else room.right() - theme.px(12)
        left = room.left() + theme.px(40)
        right = end - (theme.px(12) + self.time if self.time else 0)
        return QRectF(left, room.top(), max(1.0, right - left), room.height())

    def beside(self, wide: float) -> float:
        """How far to the right of who stands what; 0 where it stands under it."""
        away = max(theme.px(120), self.who) + theme.px(20)
        return 0 if self.two_lines or wide - away < theme.px(BESIDE) else away

    def high(self, wide: float, entry: QueueEntry) -> int:
        """As high as all its words need; short ones stand in lines of equal height."""
        least = theme.px(48 if self.two_lines else 34)
        room = self.words_room(QRectF(0, 0, wide, least), entry)
        away = self.beside(room.width())
        if away:
            return max(least, theme.px(SPARE) + wrapped.height("body", entry.what, room.width() - away))
        above = wrapped.height(self.who_role(), entry.who, room.width())
        below = wrapped.height("caption", entry.what, room.width()) if entry.what else 0
        return max(least, theme.px(SPARE_TWO) + above + below)

    def who_role(self) -> str:
        """The letters of who."""
        return "body" if self.two_lines else "bold"

    def button_room(self, room: QRect) -> QRect:
        """Where the button of a line stands."""
        high = theme.px(26)
        top = room.top() + (room.height() - high) // 2
        return QRect(room.right() - theme.px(12) - self.button + 1, top, self.button, high)


class QueueDelegate(QStyledItemDelegate):
    """Mark, who, what, time and the picture of a button; the current line has a real one over it."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._measures = measures

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """As high as the words need at the width of the list; headings are lower."""
        model, view = index.model(), option.widget
        entry = model.entry(index.row()) if isinstance(model, QueueModel) else None
        wide = view.viewport().width() if isinstance(view, QListView) else theme.px(700)
        return QSize(200, theme.px(GROUP_HIGH) if entry is None else self._measures.high(wide, entry))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw a line or a heading."""
        model = index.model()
        if not isinstance(model, QueueModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, room = model.entries[index.row()], QRectF(option.rect)
        if isinstance(line, QueueGroup):
            self._paint_group(painter, room, line)
        else:
            self._paint_entry(painter, option, line)
        painter.restore()

    def _paint_group(self, painter: QPainter, room: QRectF, group: QueueGroup) -> None:
        painter.fillRect(room, theme.color("raised"))
        rule(painter, room, "line2")
        inner = room.adjusted(theme.px(12), 0, -theme.px(12), -1)
        write(painter, inner, "bold", "text", group.title)
        inner.setLeft(inner.left() + theme.font_width("bold", group.title) + theme.px(9))
        write(painter, inner, "body", "text2", group.aside)

    def _paint_entry(self, painter: QPainter, option: Any, entry: QueueEntry) -> None:
        room = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(room, theme.color("sel" if selected else "surface"))
        rule(painter, room, "line")
        side = theme.px(18)
        paint_mark(painter, QRectF(room.left() + theme.px(12), room.center().y() - side / 2, side, side), entry.mark)
        words, button = self._measures.words_room(room, entry), self._measures.button_room(option.rect)
        if entry.time:
            end = button.left() - theme.px(10) if entry.action else room.right() - theme.px(12)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color(entry.time_token))
            painter.drawText(QRectF(room.left(), room.top(), end - room.left(), room.height()), RIGHT, entry.time)
        self._paint_words(painter, words, entry)
        if entry.action and not self._is_current(option, entry):
            self._paint_button(painter, QRectF(button), entry.action)

    def _is_current(self, option: Any, entry: QueueEntry) -> bool:
        view = option.widget
        if not isinstance(view, QListView):
            return False
        model = view.model()
        current = model.entry(view.currentIndex().row()) if isinstance(model, QueueModel) else None
        return current is entry

    def _paint_words(self, painter: QPainter, room: QRectF, entry: QueueEntry) -> None:
        role = self._measures.who_role()
        if away := self._measures.beside(room.width()):
            write(painter, room, role, "text", entry.who)
            _wrap(painter, room.adjusted(away, 0, 0, -1), "body", "text2", entry.what)
            return
        above = wrapped.height(role, entry.who, room.width())
        below = wrapped.height("caption", entry.what, room.width()) if entry.what else 0
        top = room.top() + (room.height() - 1 - above - below) / 2
        _wrap(painter, QRectF(room.left(), top, room.width(), above), role, "text", entry.who)
        _wrap(painter, QRectF(room.left(), top + above, room.width(), below), "caption", "text2", entry.what)

    def _paint_button(self, painter: QPainter, room: QRectF, words: str) -> None:
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("body"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _wrap(painter: QPainter, room: QRectF, role: str, token: str, words: str) -> None:
    painter.setPen(theme.color(token))
    wrapped.write(painter, room, words, theme.font(role))
