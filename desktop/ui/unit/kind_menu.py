"""The menu that asks which kind of record to begin: digits for the usual ones, arrows for the rest."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.catalogue import Kind
from desktop.kit import icons
from desktop.ui import words
from desktop.ui.context import Context


class KindMenu(QMenu):
    """All kinds; the quick ones first, with their keys."""

    def __init__(self, context: Context, begin: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        kinds = context.books.catalogue.record_kinds
        quick = [context.books.catalogue.kind(code) for code in words.QUICK_KINDS]
        self._begin = begin
        for place, kind in enumerate(quick, start=1):
            self._add(kind, f"&{place}  {kind.name}\tAlt+{place}")
        self.addSeparator()
        for kind in kinds:
            if kind.code not in words.QUICK_KINDS:
                self._add(kind, kind.name)

    def _add(self, kind: Kind, name: str) -> None:
        action = self.addAction(icons.icon(words.kind_icon(kind), "text2", 16), name)
        action.triggered.connect(lambda: self._begin(kind.code))

    def open_under(self, button: QWidget) -> None:
        """Show it under a button, its right side in line, with the first kind marked."""
        self.popup(button.mapToGlobal(QPoint(button.width() - self.sizeHint().width(), button.height() + 4)))
        self.setActiveAction(self.actions()[0])
