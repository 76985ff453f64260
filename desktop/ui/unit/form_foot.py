"""The pinned foot of the record form: history and deleting at the left, draft and finishing at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from desktop.domain.records import RowState
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import TextInput

SIDE, GAP = 10, 8


class FormFoot(QWidget):
    """Says what can be done with the record; deleting asks for its reason in the same place."""

    finish_asked = Signal()
    draft_asked = Signal()
    discard_asked = Signal()
    delete_asked = Signal(str)
    restore_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amended = 0
        self.history = KeyButton("", kind="quiet", small=True, icon="history")
        self.delete = KeyButton(self.tr("Xóa"), kind="quiet", small=True, icon="trash-2")
        self.discard = KeyButton(self.tr("Bỏ thay đổi"))
        self.draft = KeyButton(self.tr("Để nháp"))
        self.restore = KeyButton(self.tr("Khôi phục"), icon="undo-2", kind="primary")
        self.finish = KeyButton(self.tr("Hoàn tất"), "Ctrl+Enter", kind="primary", icon="check")
        self.reason = TextInput(self.tr("Lý do xóa, ví dụ: ghi trùng"), 200)
        self.confirm = KeyButton(self.tr("Xóa"), "Enter", kind="primary", icon="trash-2")
        self.stop = KeyButton(self.tr("Thôi"), "Esc")
        self._stack = QStackedLayout(self)
        self._right = (self.discard, self.draft, self.restore, self.finish)
        self._stack.addWidget(self._row(self.history, self.delete, None, *self._right))
        self._stack.addWidget(self._row(self.reason, self.stop, self.confirm))
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc while the reason is asked for: do not delete."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex():
            self.stop_asking()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow forms show icons at the left."""
        super().resizeEvent(event)
        self._name_buttons()

    def show_record(self, state: RowState | None, changed: bool, amended: int) -> None:
        """Offer what fits a record of that state."""
        gone, final = state is RowState.DELETED, state is RowState.FINAL
        self._amended = amended
        self.history.setVisible(state is not None)
        self.delete.setVisible(state is not None and not gone)
        self.discard.setVisible(final and changed)
        self.draft.setVisible(not final and not gone)
        self.restore.setVisible(gone)
        self.finish.setVisible(not gone)
        if final and not changed:
            self.finish.disable(self.tr("Bản ghi đã hoàn tất, chưa có gì thay đổi."))
        else:
            self.finish.enable()
        self._name_buttons()

    def ask_reason(self) -> None:
        """Ask why the record is to be deleted."""
        self.reason.set_value("")
        self.reason.set_complaint(None)
        self._stack.setCurrentIndex(1)
        self.reason.editor.setFocus()

    def stop_asking(self) -> None:
        """Do not delete after all."""
        self._stack.setCurrentIndex(0)

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be deleted so."""
        self.reason.set_complaint(sentence)
        self.reason.setToolTip(sentence)
        self.reason.editor.setFocus()

    def _name_buttons(self) -> None:
        """Words beside the icons at the left where all buttons have room; else the icons alone."""
        told = self.tr("Sửa {n} lần").format(n=self._amended) if self._amended else self.tr("Lịch sử")
        names = ((self.history, told), (self.delete, self.tr("Xóa")))
        for button, name in names:
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setText(name)
        shown = [each for each in (*self._right, self.history, self.delete) if not each.isHidden()]
        wanted = sum(each.sizeHint().width() for each in shown) + theme.px(GAP) * (len(shown) - 1) + 2 * theme.px(SIDE)
        for button, name in names:
            button.setText("" if self.width() < wanted else name)
            button.updateGeometry()

    def _row(self, *widgets: QWidget | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(SIDE), 0, theme.px(SIDE), 0)
        row.setSpacing(theme.px(GAP))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget, 1 if isinstance(widget, TextInput) else 0)
        return line

    def _connect(self) -> None:
        self.finish.clicked.connect(self.finish_asked)
        self.draft.clicked.connect(self.draft_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.history.clicked.connect(self.history_asked)
        self.delete.clicked.connect(self.ask_reason)
        self.stop.clicked.connect(self.stop_asking)
        self.confirm.clicked.connect(self._on_confirmed)
        self.reason.line.returnPressed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.delete_asked.emit(self.reason.value())
