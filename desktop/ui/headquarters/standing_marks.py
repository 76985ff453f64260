"""All units at a glance: one mark a unit, one row an area; arrows walk."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.kit import theme
from desktop.kit.marks import Mark, mark_picture

ROW, STEP, SIDE, SMALL = 27, 27, 18, 16
NAME, COUNT, FIRST = 12, 118, 164
MIDDLE = Qt.AlignmentFlag.AlignVCenter
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class UnitMark:
    """One unit: its key, its mark, what the status line says of it."""

    key: str
    mark: Mark
    words: str


@dataclass(frozen=True)
class MarkRow:
    """One area with its units."""

    key: str
    name: str
    count: str
    whole: bool
    units: tuple[UnitMark, ...]


class StandingMarks(QWidget):
    """The overview; every mark is reached by arrows and by the mouse."""

    chosen = Signal(str)
    """Key of the unit that the keyboard stands on."""
    opened = Signal(str)
    lettered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MarkRow] = []
        self._row = self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show these; the keyboard stays on its unit."""
        held = self.current()
        self._rows = list(rows)
        self._row = self._place = 0
        if held is not None:
            self._find(held.key)
        self.updateGeometry()
        self.update()

    def current(self) -> UnitMark | None:
        """The unit that the keyboard stands on."""
        if self._row < len(self._rows) and self._place < len(self._rows[self._row].units):
            return self._rows[self._row].units[self._place]
        return None

    def current_row(self) -> MarkRow | None:
        """The row of that unit."""
        return self._rows[self._row] if self._row < len(self._rows) else None

    def go_to(self, key: str) -> bool:
        """Stand on a unit; says whether it is there."""
        found = self._find(key)
        self._tell()
        return found

    def units(self) -> list[UnitMark]:
        """All units, row by row."""
        return [unit for row in self._rows for unit in row.units]

    def go_to_first(self, marks: frozenset[Mark]) -> bool:
        """Stand on the first unit with one of these marks."""
        key = next((unit.key for row in self._rows for unit in row.units if unit.mark in marks), None)
        return key is not None and self.go_to(key)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(theme.px(700), theme.px(ROW * len(self._rows) + 12))

    def minimumSizeHint(self) -> QSize:
        """Every row is shown."""
        return QSize(theme.px(300), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, letters."""
        unit, key = self.current(), Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        if key in steps:
            self._walk(*steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._rows:
            self._stand(self._row, 0 if key == Qt.Key.Key_Home else len(self._rows[self._row].units) - 1)
        elif key in ENTER and unit is not None:
            self.opened.emit(unit.key)
        elif event.text().isalpha() and not event.modifiers() and unit is not None:
            self.lettered.emit(unit.key, event.text().upper())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by mouse."""
        at = self._at(event.position().x(), event.position().y())
        if at is not None:
            self._stand(*at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open by mouse."""
        unit = self.current()
        if unit is not None and self._at(event.position().x(), event.position().y()) is not None:
            self.opened.emit(unit.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the unit under the mouse."""
        at = self._at(event.position().x(), event.position().y())
        if at is None:
            return QToolTip.hideText()
        QToolTip.showText(event.globalPosition().toPoint(), self._rows[at[0]].units[at[1]].words, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring and say where it is."""
        super().focusInEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, counts, marks and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, row in enumerate(self._rows):
            top = self._top(number)
            self._write(painter, theme.px(NAME), top, "text", row.name)
            self._write(painter, theme.px(COUNT), top, "text2" if row.whole else "warn", row.count)
            for place, unit in enumerate(row.units):
                painter.drawPixmap(self._room(number, place).topLeft(), mark_picture(unit.mark, SIDE))
        if self.current() is not None:
            self._paint_ring(painter)

    def _paint_ring(self, painter: QPainter) -> None:
        around = theme.px(4)
        room = self._room(self._row, self._place).adjusted(-around, -around, around, around)
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "accentLine"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, 3, 3)

    def _write(self, painter: QPainter, left: int, top: float, token: str, words: str) -> None:
        painter.setFont(theme.font("body" if token == "text" else "caption"))
        painter.setPen(theme.color(token))
        painter.drawText(QRectF(left, top, theme.px(108), theme.px(ROW)), MIDDLE, words)

    def _step(self) -> int:
        """From mark to mark; closer in narrow windows."""
        most = max((len(row.units) for row in self._rows), default=1)
        room = (self.width() - theme.px(FIRST + 12)) // max(1, most)
        return max(theme.px(SMALL + 1), min(theme.px(STEP), room))

    def _top(self, row: int) -> float:
        return theme.px(6) + row * theme.px(ROW)

    def _room(self, row: int, place: int) -> QRectF:
        side = min(theme.px(SIDE), self._step() - 1)
        top = self._top(row) + (theme.px(ROW) - side) / 2
        return QRectF(theme.px(FIRST) + place * self._step(), top, side, side)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        row = int((y - theme.px(6)) // theme.px(ROW))
        place = int((x - theme.px(FIRST) + theme.px(STEP - SIDE) / 2) // self._step())
        if 0 <= row < len(self._rows) and 0 <= place < len(self._rows[row].units):
            return row, place
        return None

    def _walk(self, down: int, right: int) -> None:
        if not self._rows:
            return
        if right:
            return self._stand(self._row, max(0, min(self._place + right, len(self._rows[self._row].units) - 1)))
        row = max(0, min(self._row + down, len(self._rows) - 1))
        self._stand(row, min(self._place, len(self._rows[row].units) - 1))

    def _stand(self, row: int, place: int) -> None:
        self._row, self._place = row, place
        self.setFocus()
        self._tell()

    def _find(self, key: str) -> bool:
        for number, row in enumerate(self._rows):
            for place, unit in enumerate(row.units):
                if unit.key == key:
                    self._row, self._place = number, place
                    return True
        return False

    def _tell(self) -> None:
        self.update()
        unit = self.current()
        if unit is not None:
            self.setAccessibleName(unit.words)
            self.chosen.emit(unit.key)


class MarkPlaces:
    """All units as Ctrl+F walks them."""

    def __init__(self, view: StandingMarks) -> None:
        self.view = view

    def count(self) -> int:
        """As many as there are units."""
        return len(self.view.units())

    def here(self) -> int:
        """The unit that the keyboard stands on."""
        now = self.view.current()
        return self.view.units().index(now) if now is not None else -1

    def words(self, place: int) -> str:
        """What the status line says of it."""
        return self.view.units()[place].words

    def go(self, place: int, wanted: str) -> None:
        """Stand on it."""
        self.view.go_to(self.view.units()[place].key)
