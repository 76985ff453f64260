"""One list of the catalogue: rows in groups, found without accents; one row with all that is said of it."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, Divider, EmptyState, FactList, Scroll
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.inputs import SearchInput
from desktop.ui.catalogue_words import spoken
from desktop.ui.context import Context
from desktop.ui.headquarters.target_form import TargetForm
from desktop.wording.catalogue_lists import Listing, ListRow, listings

SIDE, SIDE_LEAST, ROOM = 364, 320, 22
ROW_LEAST = 146
"""So much is seen of a row above what waits."""
PROSE = 180
"""A column of so much width holds prose that may be cut short."""
AMOUNT = re.compile(r"[\d.,]+(%| \D+)?")


class ListPart(QWidget):
    """The list at the left; at the right the row, and for an indicator its target."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._listing = context, listing
        self._searched = {row.key: _searched(row) for row in listing.rows}
        self.card, self.panel, self.table = Card(listing.name), Card(), LedgerTable()
        self.search = SearchInput(self.tr("Tìm không cần dấu"), small=True)
        self.model = RowsModel(_columns(listing))
        self.facts = FactList(104)
        self.right, self._holds = QWidget(), False
        self._right_column = QVBoxLayout(self.right)
        self.target: TargetForm | None = None
        if listing.key == "indicators":
            self.target = TargetForm(context)
            self.target.done.connect(notice.tell)
            self.target.changed.connect(self._on_changed)
        self._furnish()
        self.search.edited.connect(self._show_rows)
        self.search.line.arrow_pressed.connect(self._on_arrow)
        self.table.chosen.connect(lambda _: self._show_row())
        self._filled = False

    def fill(self) -> None:
        """Show the rows for the first time: a step of its own."""
        if not self._filled:
            self._filled = True
            self._show_rows()

    def name(self) -> str:
        """What the tab says."""
        return self._listing.name

    def count(self) -> int:
        """How long the list is."""
        return len(self._listing.rows)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table] if self.target is None else [self.table, self.target.value]

    def side(self) -> QWidget:
        """What F9 hides."""
        return self.right

    def hold(self, below: QWidget | None) -> None:
        """Show something else below the row, or nothing; a target is set in the one place or in the other."""
        if below is not None and below.parentWidget() is not self.right:
            self._right_column.addWidget(below, 2)
            below.show()  # another parent had hidden it
        if self._holds != (below is not None):
            self._holds = below is not None
            self.panel.setMinimumHeight(theme.px(ROW_LEAST) if self._holds else 0)
            self._show_row()

    def arrived(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus()

    def show_listing(self, listing: Listing) -> None:
        """The same list as it is now."""
        if listing != self._listing:
            self._listing = listing
            self._searched = {row.key: _searched(row) for row in listing.rows}
            self._show_rows()

    def go_to(self, key: str) -> None:
        """Stand on a row."""
        self.search.set_value("")
        self._show_rows()
        self.table.set_current(key)

    def _show_rows(self) -> None:
        wanted, key = fold(self.search.value()).split(), self.table.current_key()
        shown = [row for row in self._listing.rows if all(word in self._searched[row.key] for word in wanted)]
        rows: list[Line | Group] = []
        group = ""
        for row in shown:
            if row.group != group:
                group = row.group
                rows.append(Group(group))
            rows.append(Line([Cell(words, tip=words) for words in row.cells], row.key))
        self.model.set_rows(rows)
        told = self.tr("{n}/{all} dòng") if wanted else self.tr("{n} dòng")
        self.card.set_aside(told.format(n=len(shown), all=len(self._listing.rows)))
        before = self.table.blockSignals(True)
        if not self.table.set_current(key):
            self.table.select_position(0)
        self.table.blockSignals(before)
        self._show_row()

    def _show_row(self) -> None:
        key = self.table.current_key()
        row = next((row for row in self._listing.rows if row.key == key), None)
        self.panel.set_title(_title(self._listing, row) if row else "")
        heads = (name for name, _ in self._listing.heads)
        own = [(name, words) for name, words in zip(heads, row.cells, strict=False) if words] if row else []
        more = [fact for fact in row.facts if fact not in own] if row else []
        self.facts.set_facts([*more, *own] if self.target is None else [*own[:1], *more, *own[2:]])
        if self.target is not None:
            self.target.show_indicator(row.key if row and not self._holds else "")

    def _on_changed(self) -> None:
        made = listings(self._context.catalogue, spoken)
        self.show_listing(next(each for each in made if each.key == self._listing.key))
        self.told.emit()

    def _on_arrow(self, step: int) -> None:
        self.table.select_position(max(0, self.table.currentIndex().row() + step))
        self.table.setFocus()

    def _furnish(self) -> None:
        self.table.setModel(self.model)
        self.table.set_empty(EmptyState(self.tr("Không có dòng nào như vậy. Xóa bớt chữ ở ô tìm.")))
        self.search.setFixedWidth(self.search.fontMetrics().averageCharWidth() * 36)
        self.card.add_action(self.search)
        self.card.body.addWidget(self.table)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.addWidget(self.facts)
        column.addStretch()
        self.panel.body.addWidget(Scroll(holder, by_width=True), 1)
        if self.target is not None:
            self.panel.body.addWidget(Divider())
            self.panel.body.addWidget(self.target)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._right_column.setSpacing(theme.px(12))
        self.right.setAutoFillBackground(True)  # as a drawer it lies over the list
        self._right_column.addWidget(self.panel, 1)
        row.addWidget(Split(self.card, self.right, SIDE, SIDE_LEAST))


def _columns(listing: Listing) -> list[Column]:
    widest = max(width for _, width in listing.heads)
    return [
        Column(
            name,
            str(place),
            width if width >= PROSE else max(width, _needed(listing, place)),
            "right" if _is_number(listing, place) else "left",
            prose=width >= PROSE,
            stretch=width == widest,
        )
        for place, (name, width) in enumerate(listing.heads)
    ]


def _is_number(listing: Listing, place: int) -> bool:
    """Whether a column holds amounts; the first one holds codes."""
    told = [row.cells[place] for row in listing.rows if row.cells[place : place + 1] and row.cells[place]]
    return place > 0 and bool(told) and all(AMOUNT.fullmatch(words) for words in told)


def _needed(listing: Listing, place: int) -> int:
    """What is no prose must not be cut: as wide as the widest of it."""
    wide = max((theme.font_width("body", row.cells[place]) for row in listing.rows if row.cells[place:]), default=0)
    return wide * 100 // theme.px(100) + ROOM


def _title(listing: Listing, row: ListRow) -> str:
    """The name, or what comes nearest to one."""
    return row.group if listing.key in ("rules", "calendars") else row.cells[1]


def _searched(row: ListRow) -> str:
    return fold(" ".join((row.group, *row.cells, *(words for _, words in row.facts))))
