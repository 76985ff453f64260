"""The list of periods under the period button: half-years, months, quarters, longer ones."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.block_table import Column, Group, LedgerTable, Line, RowsModel
from desktop.ui import period_words, words
from desktop.ui.context import Context
from desktop.ui.period_choice import PeriodGroup, offered

ROW = 28
NAME, DATES = 168, 176


class PeriodList(QFrame):
    """Two columns of periods; arrows and Enter or a click open one, Esc closes the list."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._context = context
        self.setFrameShape(QFrame.Shape.Box)
        self.tables = [self._table(), self._table()]
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for table in self.tables:
            column = QVBoxLayout()
            column.addWidget(table)
            column.addStretch()
            row.addLayout(column)

    def open_under(self, button: QWidget) -> None:
        """Show the periods under a button, the open one marked."""
        groups = offered(self._context.period, self._context.today(), self._context.books.me.calendar)
        self._fill(self.tables[0], [groups[0], groups[2]])
        self._fill(self.tables[1], [groups[1], groups[3]])
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, button.height() + theme.px(4))))
        self.show()
        holding = next((t for t in self.tables if t.set_current(self._context.period.key)), self.tables[0])
        holding.setFocus()

    def choose(self, key: object) -> None:
        """Open the period of a key."""
        self.hide()
        self._context.open_period(self._context.books.period(str(key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from column to column, Esc closes."""
        here = next((place for place, table in enumerate(self.tables) if table.hasFocus()), 0)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.tables[1 - here].setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _table(self) -> LedgerTable:
        table = LedgerTable(self, row_height=ROW)
        columns = [Column("", "name", NAME), Column("", "dates", DATES, token="text2", align="right")]
        table.setModel(RowsModel(columns))
        table.horizontalHeader().hide()
        table.setFixedWidth(theme.px(NAME + DATES))
        table.clicked.connect(lambda: self.choose(table.current_key()))
        table.opened.connect(self.choose)
        return table

    def _fill(self, table: LedgerTable, groups: list[PeriodGroup]) -> None:
        lines: list[Line | Group] = []
        for group in groups:
            lines.append(Group(self._length(group.length)))
            lines += [Line((words.capital(period_words.label(each)), each.dates), each.key) for each in group.periods]
        model = table.ledger()
        assert isinstance(model, RowsModel)
        model.set_rows(lines)
        table.setFixedHeight(theme.px(ROW) * len(lines) + 2)

    def _length(self, length: str) -> str:
        names = {
            "half": self.tr("6 tháng"),
            "month": self.tr("Tháng"),
            "quarter": self.tr("Quý"),
            "long": self.tr("9 tháng, năm"),
        }
        return names[length]
