"""What happened to a record: when, who, which fields, from what to what."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.text import Text
from desktop.services.browsing import HistoryEntry, RecordDetail
from desktop.ui import words


class HistoryPanel(QWidget):
    """The changes of one record, the newest first; hidden until asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amended = 0
        self._lines = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(14), 0, theme.px(14), theme.px(12))
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(Text(self.tr("Lịch sử bản ghi"), "header", "text2"))
        self._column.addWidget(self._lines)
        self.hide()

    def amended(self) -> int:
        """How often the record was changed after it was first written."""
        return self._amended

    def show_detail(self, detail: RecordDetail) -> None:
        """Show the history of a record."""
        self._amended = detail.amended
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for entry in reversed(detail.history):
            column.addWidget(Text(self._head(entry), "bold", wrap=True))
            for line in self._changes(entry):
                column.addWidget(Text(line, "caption", "text2", wrap=True))
        self._column.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines

    def _head(self, entry: HistoryEntry) -> str:
        at = f"{datetime.fromisoformat(entry.at):%H:%M %d/%m/%Y}"
        return f"{words.action_word(entry.action)}, {entry.actor}, {at}"

    def _changes(self, entry: HistoryEntry) -> list[str]:
        if entry.action == "recorded":
            return [entry.reason] if entry.reason else []
        told = [self.tr("Lý do: {reason}").format(reason=entry.reason)] if entry.reason else []
        blank = self.tr("(trống)")
        for each in entry.changes:
            change = self.tr("{label}: {before} thành {after}")
            told.append(change.format(label=each.label, before=each.before or blank, after=each.after or blank))
        return told
