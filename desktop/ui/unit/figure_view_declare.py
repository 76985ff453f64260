"""Who declares: asked in place, once a session."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import TextInput
from desktop.kit.text import Text

LONGEST = 120


class DeclareBar(QWidget):
    """One line: what is declared, by whom, and the button that does it."""

    agreed = Signal(str)

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text("", "bold")
        self.person = TextInput(self.tr("Họ tên, chức vụ người khai"), LONGEST)
        self.person.set_value(person)
        self.person.set_names(self.tr("Người khai"), "")
        self.agree = KeyButton(self.tr("Khai"), "Enter", small=True)
        self.refuse = KeyButton(self.tr("Thôi"), "Esc", kind="quiet", small=True)
        self._arrange()
        self.agree.clicked.connect(self._on_agree)
        self.refuse.clicked.connect(self.hide)
        self.person.line.returnPressed.connect(self._on_agree)
        QShortcut(Qt.Key.Key_Escape, self, self.hide, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, words: str) -> None:
        """Say what is to be declared and wait for the person."""
        self.words.setText(words)
        self.show()
        self.person.line.setFocus()
        self.person.line.selectAll()

    def _on_agree(self) -> None:
        if not self.person.value():
            self.person.set_complaint(self.tr("Ghi tên người khai."))
            return
        self.hide()
        self.agreed.emit(self.person.value())

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5))
        row.setSpacing(theme.px(8))
        for widget in (self.words, Text(self.tr("Người khai"), "caption", "text2")):
            row.addWidget(widget)
        row.addWidget(self.person, 1)
        row.addWidget(self.agree)
        row.addWidget(self.refuse)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole())
