"""The list under a choice: what matches at word starts, with what matched marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.kit import theme

Fold = Callable[[str], str]
Index = QModelIndex | QPersistentModelIndex
ROWS = 8


@dataclass(frozen=True)
class Choice:
    """Something to choose; a retired one says since when, a used one comes first."""

    key: str
    words: str
    code: str = ""
    retired: str = ""
    used: int = 0
    also: tuple[str, ...] = ()
    """Other names it is found by."""


def matching(choices: Sequence[Choice], query: str, fold: Fold) -> list[Choice]:
    """Choices with the query at the start of a word, of the code or of another name; then by first letters (tcts)."""
    wanted = fold(query).strip()
    if not wanted:
        return list(choices)
    found = [c for c in choices if f" {wanted}" in f" {fold(c.words)}" or _named(c, wanted, fold)]
    return found + [c for c in choices if len(wanted) > 1 and _initials(c, fold).startswith(wanted) and c not in found]


def _named(choice: Choice, wanted: str, fold: Fold) -> bool:
    return any(fold(name).startswith(wanted) for name in (choice.code, *choice.also))


def _initials(choice: Choice, fold: Fold) -> str:
    return "".join(word[0] for word in fold(choice.words).split())


def matched_part(words: str, query: str, fold: Fold) -> tuple[int, int]:
    """Where the query stands in the words, as start and length; nothing when folding changes the length."""
    folded, wanted = fold(words), fold(query).strip()
    if not wanted or len(folded) != len(words):
        return 0, 0
    at = f" {folded}".find(f" {wanted}")
    return (at, len(wanted)) if at >= 0 else (0, 0)


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []
        self.query = ""
        self.fold: Fold = str

    def show(self, choices: list[Choice], query: str, fold: Fold) -> None:
        self.beginResetModel()
        self.choices, self.query, self.fold = choices, query, fold
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.choices[index.row()].words
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Choices):
            return
        choice, room = model.choices[index.row()], QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(room, theme.color("sel" if selected else "surface"))
        inner = room.adjusted(theme.px(10), 0, -theme.px(10), 0)
        self._mark(painter, inner, choice, model)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ghost" if choice.retired else "text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, choice.words)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("ghost"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, choice.retired or choice.code)

    def _mark(self, painter: QPainter, inner: QRectF, choice: Choice, model: _Choices) -> None:
        start, length = matched_part(choice.words, model.query, model.fold)
        if not length:
            return
        advance = theme.metrics("body").horizontalAdvance
        left = inner.left() + advance(choice.words[:start])
        wide = advance(choice.words[start : start + length])
        painter.fillRect(QRectF(left, inner.top() + 5, wide, inner.height() - 10), theme.color("accentLine"))


class ChoiceList(QListView):
    """At most eight rows over the window; the keyboard stays in the line."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Choices(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.Box)
        self.clicked.connect(lambda index: self._emit(index.row()))
        self.hide()

    def offer(self, choices: list[Choice], query: str, fold: Fold) -> None:
        """Show these, the first one marked."""
        self._model.show(choices, query, fold)
        self._mark(0)

    def offered(self) -> list[str]:
        """The words shown."""
        return [choice.words for choice in self._model.choices]

    def select(self, key: str) -> None:
        """Mark one by its key."""
        self._mark(next((i for i, c in enumerate(self._model.choices) if c.key == key), 0))

    def move_by(self, step: int) -> None:
        """Mark the next or the one before."""
        self._mark(max(0, min(self.currentIndex().row() + step, self._model.rowCount() - 1)))

    def take_current(self) -> None:
        """Choose the marked one."""
        self._emit(self.currentIndex().row())

    def place(self, under: QWidget) -> None:
        """Lie under a field, or above it near the lower edge."""
        rows = min(ROWS, self._model.rowCount())
        if not rows:
            return self.hide()
        owner = under.window()
        at, high = under.mapTo(owner, QPoint(0, under.height() + 1)), rows * theme.px(28) + 4
        top = at.y() if at.y() + high <= owner.height() else at.y() - under.height() - high - 2
        wide = max(under.width(), min(self._content_width(), owner.width()))
        self.setGeometry(max(0, min(at.x(), owner.width() - wide)), max(0, top), wide, high)
        self.show()
        self.raise_()

    def _content_width(self) -> int:
        shown = self._model.choices[:50]
        words = (theme.font_width("body", c.words) + theme.font_width("caption", c.retired or c.code) for c in shown)
        return max(words, default=0) + theme.px(60)

    def _mark(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row))

    def _emit(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.taken.emit(self._model.choices[row].key)
