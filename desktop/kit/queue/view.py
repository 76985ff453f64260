"""The list of a work queue, with one real button on the current line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.queue.delegate import Measures, QueueDelegate
from desktop.kit.queue.entries import QueueEntry, QueueGroup, QueueModel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WorkQueue(QListView):
    """Enter does the default action, Space previews, letters are commands, Delete does nothing."""

    acted = Signal(object)
    previewed = Signal(object)
    chosen = Signal(object)
    lettered = Signal(object, str)

    def __init__(self, two_lines: bool = False, show_enter: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = QueueModel()
        self._measures = Measures(two_lines)
        self._show_enter = show_enter and not two_lines
        self.setModel(self._entries)
        self._painter = QueueDelegate(self._measures)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.button = KeyButton("", small=True, bind=False, parent=self.viewport())
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._act)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._place_button)
        self._place_button()

    def set_entries(self, entries: Sequence[QueueEntry | QueueGroup]) -> None:
        """Show these; the current line stays with its key, else in its place."""
        key, row = self.current_key(), max(0, self.currentIndex().row())
        scrolled = self.verticalScrollBar().value()
        self._measures.take(list(entries))
        self._entries.show(entries)
        held = self._entries.row_of(key) if key is not None else None
        self.verticalScrollBar().setValue(scrolled)
        self._go(held if held is not None else self._entries.near(row))

    def current_key(self) -> object:
        """The key of the current entry."""
        entry = self._entries.entry(self.currentIndex().row())
        return entry.key if entry else None

    def set_current(self, key: object) -> bool:
        """Go to the entry of a key; says whether there is one."""
        row = self._entries.row_of(key)
        self._go(row)
        return row is not None

    def next(self, back: bool = False) -> bool:
        """Go to the next entry, round the end; says whether there is any."""
        rows = [row for row in range(self._entries.rowCount()) if self._entries.entry(row)]
        if not rows:
            return False
        here = self.currentIndex().row()
        later = [row for row in rows if (row < here if back else row > here)]
        self._go((later[-1] if back else later[0]) if later else rows[-1 if back else 0])
        self.setFocus()
        return True

    def next_where(self, wanted: Callable[[object], bool]) -> bool:
        """Go to the next entry whose key is wanted, round the end; says whether there is any."""
        places = range(self._entries.rowCount())
        rows = [row for row in places if (entry := self._entries.entry(row)) and wanted(entry.key)]
        here = self.currentIndex().row()
        if rows:
            self._go(next((row for row in rows if row > here), rows[0]))
            self.setFocus()
        return bool(rows)

    def count(self) -> int:
        """How many things are left."""
        return sum(isinstance(line, QueueEntry) for line in self._entries.entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and letters; the rest moves."""
        key = self.current_key()
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._act()
        elif event.key() == Qt.Key.Key_Space and key is not None:
            self.previewed.emit(key)
        elif event.text().isalpha() and not event.modifiers() and key is not None:
            self.lettered.emit(key, event.text().upper())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over headings."""
        index, here = super().moveCursor(action, modifiers), self.currentIndex()
        step = -1 if index.row() < here.row() else 1
        row = index.row()
        while 0 <= row < self._entries.rowCount() and self._entries.entry(row) is None:
            row += step
        return self._entries.index(row) if 0 <= row < self._entries.rowCount() else here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The picture of a button acts like one."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = self._entries.entry(index.row())
        pressed = self._measures.button_room(self.visualRect(index)).contains(event.position().toPoint())
        if entry is not None and entry.action and pressed:
            self._go(index.row())
            self._act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs other heights; the button stays on its line."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.doItemsLayout()
            self.scrollTo(self.currentIndex())
        self._place_button()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by keyboard means standing on an entry."""
        super().focusInEvent(event)
        if self.current_key() is None:
            self._go(self._entries.near(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring around the button of the current line, a bar where it has none."""
        super().paintEvent(event)
        if not self.hasFocus() or self.current_key() is None:
            return
        painter = QPainter(self.viewport())
        if self.button.isHidden():
            room = self.visualRect(self.currentIndex())
            return painter.fillRect(room.left(), room.top(), theme.px(3), room.height() - 1, theme.color("accent"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(self.button.geometry().adjusted(-2, -2, 2, 2), 6, 6)

    def _act(self) -> None:
        key = self.current_key()
        if key is not None:
            self.acted.emit(key)

    def _go(self, row: int | None) -> None:
        if row is not None:
            self.setCurrentIndex(self._entries.index(row))
        self._place_button()

    def _on_current(self) -> None:
        self._place_button()
        if (key := self.current_key()) is not None:
            self.chosen.emit(key)

    def _enter_fits(self, words: str) -> bool:
        needed = theme.font_width("body", words) + theme.font_width("caption", "Enter") + theme.px(29)
        return self._show_enter and needed <= self._measures.button

    def _place_button(self) -> None:
        entry = self._entries.entry(self.currentIndex().row())
        self.button.setVisible(entry is not None and bool(entry.action))
        if entry is None:
            return
        room = self.visualRect(self.currentIndex())
        self.button.setText(entry.action)
        self.button.set_key("Enter" if self._enter_fits(entry.action) else "")
        self.button.setAccessibleName(f"{entry.action}: {entry.who}")
        self.button.setGeometry(self._measures.button_room(QRect(QPoint(0, room.top()), room.size())))
        self.viewport().update()
