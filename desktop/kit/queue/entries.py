"""What stands in a work queue, and the model that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.kit.marks import Mark

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class QueueEntry:
    """One thing to do: mark, who, what in one sentence, time, default action."""

    key: object
    mark: Mark
    who: str
    what: str
    time: str = ""
    action: str = ""
    time_token: str = "ghost"


@dataclass(frozen=True)
class QueueGroup:
    """A heading over entries of one sort."""

    title: str
    aside: str = ""


class QueueModel(QAbstractListModel):
    """Entries and headings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[QueueEntry | QueueGroup] = []

    def show(self, entries: Sequence[QueueEntry | QueueGroup]) -> None:
        """Take other entries."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def entry(self, row: int) -> QueueEntry | None:
        """The entry in a row, None for headings."""
        line = self.entries[row] if 0 <= row < len(self.entries) else None
        return line if isinstance(line, QueueEntry) else None

    def row_of(self, key: object) -> int | None:
        """Where a key stands."""
        rows = range(len(self.entries))
        return next((row for row in rows if (entry := self.entry(row)) and entry.key == key), None)

    def near(self, row: int) -> int | None:
        """The entry in a row, else the next one, else the last one before."""
        rows = [place for place in range(len(self.entries)) if self.entry(place)]
        return next((place for place in rows if place >= row), rows[-1] if rows else None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Entries and headings."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a line, as a reader of the screen says them."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self.entries[index.row()]
        if isinstance(line, QueueGroup):
            return " ".join(filter(None, (line.title, line.aside)))
        return ", ".join(filter(None, (line.who, line.what, line.time, line.action)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
