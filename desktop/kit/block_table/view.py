"""The ledger: a table without boxes, made for the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QMimeData, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from desktop.kit import theme
from desktop.kit.block_table import copied
from desktop.kit.block_table.cells import Column
from desktop.kit.block_table.delegate import LedgerDelegate
from desktop.kit.block_table.header import LedgerHeader
from desktop.kit.block_table.kept import KeepingTable
from desktop.kit.block_table.menu import TableMenu
from desktop.kit.block_table.models import BlockTableModel, LedgerModel, RowsModel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_COPIED = 20_000
AT_THE_END = 260
MOST_FITTED, FITTED_AT_ONCE = 400, 100
"""So many rows given whole are made as high as their words need; longer tables keep rows of one height."""


class LedgerTable(KeepingTable):
    """Rows with rules; moving chooses, Enter opens, Space previews, letters are commands when asked for."""

    chosen = Signal(object)
    opened = Signal(object)
    previewed = Signal(object)
    lettered = Signal(object, str)
    sort_asked = Signal(str, bool)
    fits_blocks = False
    """Whether rows fetched in blocks are made as high as their words need too, while one block holds them all."""
    open_words = ""
    """What Enter does, as the menu of the right click says it; nothing said, nothing offered."""

    def __init__(
        self, parent: QWidget | None = None, row_height: int = 28, letters: bool = False, cells: bool = False
    ) -> None:
        super().__init__(parent)
        self._letters, self._cells = letters, cells
        self._empty: QWidget | None = None
        self._widths: list[int] = []
        self._keeps = ""
        self._fitted: dict[int, tuple[object, int]] = {}
        self._fitted_to: dict[int, int] = {}
        self._fit_at = 0
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_more)
        self.setItemDelegate(LedgerDelegate(self, ring=cells))
        self.setHorizontalHeader(LedgerHeader(self))
        self._dress(row_height)
        self.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.doubleClicked.connect(lambda: self._tell(self.opened))

    def _dress(self, row_height: int) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if self._cells else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(row_height))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, with the widths its columns ask for."""
        super().setModel(model)
        if not isinstance(model, LedgerModel):
            return
        self._widths = [theme.px(column.width) for column in model.columns]
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._fit_rows)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._on_reset()

    def ledger(self) -> LedgerModel:
        """The model, known to be a ledger's."""
        model = self.model()
        assert isinstance(model, LedgerModel)
        return model

    def is_heading(self, row: int) -> bool:
        """Whether a row is one heading over all columns."""
        return self.ledger().group_at(row) is not None

    def keep_column(self, key: str) -> None:
        """Let this column stay in sight when the table scrolls sideways, not the first that has a title."""
        self._keeps = key
        self._choose_kept()

    def _choose_kept(self) -> None:
        columns = list(enumerate(self.ledger().columns))
        named = [place for place, column in columns if column.key == self._keeps]
        self.kept = next(iter(named or [place for place, column in columns if column.title]), 0)

    def current_key(self) -> object:
        """The key of the current row."""
        index = self.currentIndex()
        return self.ledger().key_at(index.row()) if index.isValid() else None

    def set_current(self, key: object) -> bool:
        """Go to the row of a key; says whether there is one."""
        place = self.ledger().position(key)
        if place is not None:
            self.select_position(place)
        return place is not None

    def select_position(self, place: int) -> None:
        """Go to a row by its place; headings give way to the row after them."""
        rows = self.ledger().rowCount()
        while place < rows and self.ledger().group_at(place) is not None:
            place += 1
        if 0 <= place < rows:
            column = max(0, self.currentIndex().column())
            self.stand_on(self.ledger().index(place, column))
            self.scrollTo(self.currentIndex())

    def stand_on(self, index: QModelIndex) -> None:
        """Make a cell current and the only one chosen, whatever keys are held down just now."""
        flag = QItemSelectionModel.SelectionFlag
        rows = flag.NoUpdate if self._cells else flag.Rows
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | rows)

    def set_empty(self, widget: QWidget | None) -> None:
        """What to show while there are no rows."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = widget
        if widget is not None:
            widget.setParent(self.viewport())
        self._place_empty()

    def show_sort(self, key: str, descending: bool = False) -> None:
        """Draw the sort mark at a column."""
        places = [i for i, column in enumerate(self.ledger().columns) if column.key == key]
        self._header().show_sort(places[0] if places else -1, descending)

    def widths(self) -> list[int]:
        """The widths as a person left them."""
        return list(self._widths)

    def set_widths(self, widths: list[int]) -> None:
        """Take widths kept from before; others than for these columns are ignored."""
        if len(widths) == len(self.ledger().columns):
            self._widths = list(widths)
            self._place_columns()

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.copied())

    def copy_whole(self) -> None:
        """Put all cells in sight and out of it on the clipboard."""
        columns = [place for place in range(len(self.ledger().columns)) if not self.isColumnHidden(place)]
        rows = [row for row in range(self.ledger().rowCount()) if self.ledger().group_at(row) is None]
        QGuiApplication.clipboard().setMimeData(self.copied(dict.fromkeys(rows, columns)))

    def offers(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """What else the menu of the right click holds: words with their key, and what they do."""
        return ()

    def open_current(self) -> None:
        """What Enter does."""
        self._tell(self.opened)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The keys as a menu, at the mouse or at the row that the keyboard stands on."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if row.isValid() and not self.is_heading(row.row()):
            place = event.pos() if by_mouse else self.visualRect(row).bottomLeft()
            TableMenu(self).popup(self.viewport().mapToGlobal(place))

    def copied(self, chosen: dict[int, list[int]] | None = None) -> QMimeData:
        """The chosen cells as Excel and Word take them; a single row goes without titles."""
        columns, chosen = self.ledger().columns, chosen or self._chosen_cells()
        most = max(1, MOST_COPIED // len(columns))
        rows = [[(columns[each], self.ledger().cell_at(row, each)) for each in chosen[row]] for row in [*chosen][:most]]
        titles = [column.title for column, _ in rows[0]] if len(rows) > 1 else ()
        left_out = self.tr("Chỉ chép {n} dòng đầu trong {all} dòng đã chọn.").format(n=most, all=len(chosen))
        return copied.copied(titles, rows, left_out if len(chosen) > most else "")

    def _chosen_cells(self) -> dict[int, list[int]]:
        chosen: dict[int, list[int]] = {}
        for index in self.selectedIndexes():
            chosen.setdefault(index.row(), []).append(index.column())
        return {row: sorted(chosen[row]) for row in sorted(chosen)}

    def minimumSizeHint(self) -> QSize:
        """Head and two rows; what is higher scrolls inside."""
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar()
        foot = bar.sizeHint().height() if bar.maximum() else 0
        return QSize(0, head + 2 * self.verticalHeader().defaultSectionSize() + foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space, Ctrl+C and letters; the rest moves."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_current()
        elif event.key() == Qt.Key.Key_Space:
            self._tell(self.previewed)
        elif self._letters and event.text().isalpha() and not event.modifiers():
            self.lettered.emit(self.current_key(), event.text().upper())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters that are commands do not search."""
        if not self._letters:
            super().keyboardSearch(search)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over headings."""
        index, here = super().moveCursor(action, modifiers), self.currentIndex()
        step = -1 if index.row() < here.row() else 1
        row, rows = index.row(), self.ledger().rowCount()
        while index.isValid() and 0 <= row < rows and self.ledger().group_at(row) is not None:
            row += step
        return self.ledger().index(row, index.column()) if 0 <= row < rows else here

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the spare room to the column that takes it."""
        super().resizeEvent(event)
        self._place_columns()
        self._place_empty()

    def focusInEvent(self, event: object) -> None:
        """Arriving by keyboard means standing on a row."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.selectionModel().hasSelection():  # Qt makes a row current and chooses none
            self.select_position(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """The bar of the keyboard goes."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def wrap_titles(self) -> None:
        """Let long titles of columns go on in further lines."""
        self._header().wraps = True

    def _header(self) -> LedgerHeader:
        header = self.horizontalHeader()
        assert isinstance(header, LedgerHeader)
        return header

    def _tell(self, signal: object) -> None:
        if self.currentIndex().isValid():
            signal.emit(self.current_key())  # type: ignore[attr-defined]

    def _on_current(self, now: QModelIndex, _: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.ledger().key_at(now.row()))

    def _on_reset(self) -> None:
        model = self.ledger()
        if len(self._widths) != len(model.columns):
            self._widths = [theme.px(column.width) for column in model.columns]
        self._choose_kept()
        self.clearSpans()
        if len(model.columns) > 1 and model.rowCount() <= MOST_COPIED:
            for row in range(model.rowCount()):
                if model.group_at(row) is not None:
                    self.setSpan(row, 0, 1, len(model.columns))
        self._place_columns()
        self._place_empty()

    def _on_head_clicked(self, section: int) -> None:
        column, header = self.ledger().columns[section], self._header()
        if column.sortable:
            descending = header.sorted_by == section and not header.descending
            header.show_sort(section, descending)
            self.sort_asked.emit(column.key, descending)

    def _on_resized(self, section: int, _: int, now: int) -> None:
        if section < len(self._widths) and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._widths[section] = now
            QTimer.singleShot(0, self._place_columns)

    def _place_columns(self) -> None:
        if not isinstance(self.model(), LedgerModel):
            return
        header, columns = self._header(), self.ledger().columns
        self._leave_out()
        shown = [width for place, width in enumerate(self._widths) if not header.isSectionHidden(place)]
        spare = self.viewport().width() - sum(shown)
        for place, (column, width) in enumerate(zip(columns, self._widths, strict=True)):
            least = theme.px(self._least(column, place, spare))
            header.resizeSection(place, max(least, width + spare) if column.stretch else width)
        if header.wraps:
            header.count_lines()
        self._fit_rows()

    def _leave_out(self) -> None:
        """A narrow table does without the columns that yield."""
        columns = self.ledger().columns
        if not any(column.yields for column in columns):
            return
        widths = zip(columns, self._widths, strict=True)
        needed = sum(min(width, theme.px(column.least)) if column.stretch else width for column, width in widths)
        for place, column in enumerate(columns):
            if column.yields:
                self.setColumnHidden(place, needed > self.viewport().width())

    def _least(self, column: Column, place: int, spare: int) -> int:
        """Where a table scrolls sideways all the same, the prose at its end need not go on in many lines."""
        least = min(column.width, column.least)
        last = place == len(self._widths) - 1
        scrolls = theme.px(column.width) + spare < theme.px(least)
        return AT_THE_END if column.prose and last and scrolls else least

    def _fit_rows(self) -> None:
        """Make the rows of a short table as high as their words need: the first ones now, the rest some at a time."""
        self._fit_at = 0
        if not self.fits_rows(self.model()):
            return self._fitting.stop()
        widths = {place: self.columnWidth(place) for place in self.prose() if not self.isColumnHidden(place)}
        if widths != self._fitted_to or len(self._fitted) > 2 * MOST_FITTED:
            self._fitted, self._fitted_to = {}, widths
        self._fit_more()

    def _fit_more(self) -> None:
        model, heads, begun = self.model(), self.verticalHeader(), self._fit_at
        if not self.fits_rows(model):
            return
        self._fit_at = min(begun + FITTED_AT_ONCE, model.rowCount())
        for row in range(begun, self._fit_at):
            high = heads.defaultSectionSize()
            if self._fitted_to and self.ledger().group_at(row) is None:
                high = max(high, self._needed(row))
            if heads.sectionSize(row) != high:
                heads.resizeSection(row, high)
        if self._fit_at < model.rowCount():
            self._fitting.start()

    def _needed(self, row: int) -> int:
        """How high the words of a row are; a line that was measured before is not measured again."""
        model = self.ledger()
        if not isinstance(model, RowsModel):
            return self._painter().high(self._fitted_to, row, model)
        line = model.row_at(row)
        held = self._fitted.get(id(line))
        if held is None or held[0] is not line:
            held = self._fitted[id(line)] = line, self._painter().high(self._fitted_to, row, model)
        return held[1]

    def fits_rows(self, model: QAbstractItemModel) -> bool:
        """Whether rows may differ in height: rows fetched in blocks and long tables never do."""
        if isinstance(model, BlockTableModel):
            return self.fits_blocks and model.rowCount() <= model.block_size
        return isinstance(model, RowsModel) and model.rowCount() <= MOST_FITTED

    def prose(self) -> list[int]:
        """The columns whose words may go on in another line."""
        return [place for place, column in enumerate(self.ledger().columns) if column.prose]

    def _painter(self) -> LedgerDelegate:
        painter = self.itemDelegate()
        assert isinstance(painter, LedgerDelegate)
        return painter

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self.model() is not None and self.model().rowCount() == 0)
