"""Sao lưu, thiết lập: parts at the left, the chosen one at the right; changes act at once and say so."""

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.block_table import Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card
from desktop.kit.frame import Page
from desktop.kit.stack import Stack
from desktop.ui.context import Context, Place
from desktop.ui.keeping.parts import PARTS, Part
from desktop.ui.words import translate

LIST, SHORT_LIST, NARROW = 212, 160, 720


class KeepingView(Page):
    """One part at a time."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        self._context = context
        self._made: dict[str, QWidget] = {}
        self._parts = PARTS
        self.list, self._stack = LedgerTable(row_height=36), Stack()
        self._furnish()
        self.list.chosen.connect(self._on_chosen)

    def arrived(self) -> None:
        """Look again at the part that is shown."""
        if self._made:
            self._arrive()
        self.list.select_position(max(0, self.list.currentIndex().row()))  # focus alone stands on a row unseen
        self.list.setFocus()

    def choose(self, key: str) -> None:
        """Show a part as a person does."""
        self.list.set_current(key)

    def first(self) -> Iterator[QWidget]:
        """The part that stands first."""
        yield from self._steps(self._parts[0].key)

    def ahead(self) -> Iterator[QWidget]:
        """The parts, each in two steps."""
        for each in self._parts:
            yield from self._steps(each.key)

    def part(self, key: str) -> QWidget:
        """The widget of a part, made at the first asking."""
        list(self._steps(key))
        return self._made[key]

    def _steps(self, key: str) -> Iterator[QWidget]:
        """A part: made, then dressed in its place."""
        if key not in self._made:
            part = next(each for each in self._parts if each.key == key)
            self._made[key] = part.make(self._context)
            yield self._made[key]
        if self._stack.indexOf(self._made[key]) < 0:
            self._stack.addWidget(self._made[key])
        yield self._made[key]

    def seek(self, place: Place) -> None:
        """Another screen asks for a part by its key."""
        if place.section:
            self.choose(place.section)

    def _on_chosen(self, key: object) -> None:
        self._stack.setCurrentWidget(self.part(str(key)))
        self.header.set_state(next(_title(each) for each in self._parts if each.key == key))
        self._arrive()

    def _arrive(self) -> None:
        arrived = getattr(self._stack.currentWidget(), "arrived", None)
        if arrived is not None:
            arrived()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The part comes before the list of parts."""
        super().resizeEvent(event)
        self._card.setFixedWidth(theme.px(LIST if self.width() >= theme.px(NARROW) else SHORT_LIST))

    def _furnish(self) -> None:
        model = RowsModel([Column("", "title", SHORT_LIST, stretch=True, prose=True)])
        self.list.setModel(model)
        self.list.horizontalHeader().hide()
        model.set_rows([self._line(part) for part in self._parts])
        self.list.setAccessibleName(self.tr("Các phần thiết lập"))
        self._card = card = Card()
        card.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(card)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)
        self.panes = [self.list, self._stack]
        self.set_keys([("F6", self.tr("Chuyển khung")), ("Enter", self.tr("Xem bản sao"))])

    @staticmethod
    def _line(part: Part) -> Line:
        return Line((_title(part),), part.key)


def _title(part: Part) -> str:
    return translate("Keeping", part.title)
