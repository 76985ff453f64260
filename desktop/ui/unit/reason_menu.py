"""Reasons ready to be taken: F4 or the button opens them, one's own words may follow."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import Input

WIDEST = 560
Reasons = Callable[[], Sequence[str]]


class ReasonMenu(KeyButton):
    """A small button beside a reason's field."""

    def __init__(self, reasons: Reasons, field: Input, parent: QWidget | None = None) -> None:
        super().__init__("", "F4", kind="quiet", small=True, icon="list-checks", bind=False, parent=parent)
        self.setText(self.tr("Lý do có sẵn"))
        self.empty = self.tr("Chưa có lý do nào, ghi vào ô bên cạnh")
        self._reasons, self._field = reasons, field
        self.clicked.connect(self.open_menu)
        field.editor.installEventFilter(self)

    def open_menu(self) -> None:
        """Show the reasons, the first one marked; digits take them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for place, reason in enumerate(self._reasons(), start=1):
            shown = theme.metrics("body").elidedText(reason, Qt.TextElideMode.ElideRight, theme.px(WIDEST))
            menu.addAction(f"&{place}  {shown}", partial(self.take, reason)).setToolTip(reason)
        if menu.isEmpty():
            menu.addAction(self.empty).setEnabled(False)
        menu.popup(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    def take(self, reason: str) -> None:
        """Put a reason into the field; what was written stays behind it."""
        editor = self._field.editor
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(_joined(reason, editor.toPlainText()))
            editor.moveCursor(editor.textCursor().MoveOperation.End)
        elif isinstance(editor, QLineEdit):
            editor.setText(_joined(reason, editor.text()))
        editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F4 in the field opens them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4:
            self.open_menu()
            return True
        return super().eventFilter(watched, event)


class SentenceMenu(ReasonMenu):
    """Sentences from the figures; each goes where the cursor stands, on a line of its own."""

    def __init__(self, sentences: Reasons, field: Input, parent: QWidget | None = None) -> None:
        super().__init__(sentences, field, parent)
        self.setText(self.tr("Chèn câu mẫu"))
        self.empty = self.tr("Mục này chưa có số liệu so với cùng kỳ")

    def take(self, reason: str) -> None:
        """Put a sentence in."""
        editor = self._field.editor
        if isinstance(editor, QPlainTextEdit):
            cursor = editor.textCursor()
            cursor.insertText(reason if cursor.atBlockStart() else f"\n{reason}")
        editor.setFocus()


def _joined(reason: str, written: str) -> str:
    return reason if written.strip() in ("", reason) else f"{reason} {written.strip()}"
