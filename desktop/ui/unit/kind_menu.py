"""The menu that asks which kind of record to begin: digits for the usual ones, letters find any."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.catalogue import Kind
from desktop.domain.text import fold
from desktop.kit import icons
from desktop.kit.inputs import Choice
from desktop.kit.inputs.choice_list import matching
from desktop.ui import words
from desktop.ui.context import Context


class KindMenu(QMenu):
    """All kinds; the quick ones first, with their keys. Typing narrows them, without accents."""

    def __init__(self, context: Context, begin: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        first, last = context.period.first.isoformat(), context.period.last.isoformat()
        kinds = [each for each in context.catalogue.record_kinds if each.asked_in(first, last)]
        quick = [kind for code in words.QUICK_KINDS for kind in kinds if kind.code == code]
        self._begin, self._typed = begin, ""
        self._kinds: dict[str, QAction] = {}
        self._choices = [Choice(each.code, each.name, also=(each.short, each.number_prefix)) for each in kinds]
        for place, kind in enumerate(quick, start=1):
            self._add(kind, f"&{place}  {kind.name}\tAlt+{place}")
        self.addSeparator()
        for kind in kinds:
            if kind.code not in words.QUICK_KINDS:
                self._add(kind, kind.name)
        self.addSeparator()
        self._found = self.addAction("")
        self._found.setEnabled(False)
        self._narrow("")
        self.aboutToHide.connect(lambda: self._narrow(""))

    def open_under(self, button: QWidget) -> None:
        """Show it under a button, its right side in line, with the first kind marked."""
        self.popup(button.mapToGlobal(QPoint(button.width() - self.sizeHint().width(), button.height() + 4)))
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters narrow the list, Backspace widens it again."""
        if event.text().isalpha() or (event.text() == " " and self._typed):
            self._narrow(self._typed + event.text())
        elif event.key() == Qt.Key.Key_Backspace and self._typed:
            self._narrow(self._typed[:-1])
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        """Show only kinds that match; a letter that would leave none is not taken."""
        found = [choice.key for choice in matching(self._choices, typed, fold)]
        if not found:
            return
        self._typed = typed
        for code, action in self._kinds.items():
            action.setVisible(code in found)
        hint = self.tr("Gõ chữ để tìm loại khác") if not typed else self.tr("Đang tìm: {words}").format(words=typed)
        self._found.setText(hint)
        if typed:
            self.setActiveAction(self._kinds[found[0]])

    def _add(self, kind: Kind, name: str) -> None:
        action = self.addAction(icons.icon(words.kind_icon(kind), "text2", 16), name)
        action.triggered.connect(lambda: self._begin(kind.code))
        self._kinds[kind.code] = action
