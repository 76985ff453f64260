"""The cards of Hôm nay: compared with last year, written today, quick add."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from desktop.domain.catalogue import Direction, Kind
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period, month_of
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.text import Text
from desktop.services import browsing, closing, counting, recalling
from desktop.services.counting import SummaryLine
from desktop.services.diligence import Diligence, diligence
from desktop.ui import period_words, words
from desktop.ui.catalogue_words import shown_indicator, shown_row, spoken
from desktop.ui.context import Context, Place
from desktop.ui.unit.checklist_desk import ChecklistDesk
from desktop.ui.unit.quick_button import QuickButton

COMPARED = ("TH.01", "TX.01", "GT.01", "VP.01", "PT.03", "PT.09.1")
"""What a chief asks first: crime, clearance, accidents, penalties, outreach, mediation."""

WRITTEN = 12


class ComparisonCard(Card):
    """Six figures against the same period of last year; Enter shows a figure's place."""

    def __init__(self, context: Context) -> None:
        super().__init__(words.translate("Today", "So với cùng kỳ"))
        self._context, self._desk = context, ChecklistDesk(context, self)
        self.table = LedgerTable()
        columns = [
            Column(self.tr("Chỉ tiêu"), "name", 190, stretch=True, prose=True),
            Column(self.tr("Kỳ này"), "now", 62, "right", bold=True),
            Column(self.tr("Cùng kỳ"), "base", 66, "right", token="text2"),
            Column(self.tr("Tăng, giảm"), "change", 86, "right"),
        ]
        self.model = RowsModel(columns)
        self.table.setModel(self.model)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_lines(len(COMPARED))
        self.table.open_words = self.tr("Mở số liệu")
        self.table.opened.connect(lambda code: context.go(Place("figures", indicator=str(code))))
        self.body.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_lines(self, count: int) -> None:
        """Show so many lines; the others are reached by the arrows."""
        self.table.setFixedHeight(theme.px(29 + 28 * count))

    def reload(self) -> None:
        """Count again."""
        books, period, today = self._context.books, self._context.period, self._context.today()
        quick = closing.is_small(books, period)
        self._desk.look(quick, lambda asked: counting.summary(books, asked).lines, self._show_compared)
        self.set_aside(self.tr("tính đến hết {day}").format(day=words.short_day(min(today, period.last))))

    def _show_compared(self, lines: Sequence[SummaryLine]) -> None:
        by_code = {line.indicator.code: line for line in lines}
        self.model.set_rows([self._line(by_code[code]) for code in COMPARED if code in by_code])

    def _line(self, line: SummaryLine) -> Line:
        cells = (shown_indicator(line.indicator).short, _shown(line.now), _shown(line.base), self._change(line))
        return Line(cells, line.indicator.code)

    def _change(self, line: SummaryLine) -> Cell:
        difference = line.comparison.difference
        if difference is None:
            return Cell("")
        if not difference:
            return Cell("0", token="text2")
        better = line.indicator.direction is (Direction.UP if difference > 0 else Direction.DOWN)
        token = "accent" if better else "text2"
        return Cell(format_number(abs(difference)), token=token, triangle="up" if difference > 0 else "down")


def _shown(figure: Figure) -> str:
    if figure.state is State.NOT_APPLICABLE:
        return "–"
    return "·" if figure.amount is None else format_number(figure.amount)


class WrittenCard(Card):
    """What was written today, the newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(words.translate("Today", "Vừa ghi hôm nay"))
        self._context, self._desk = context, ChecklistDesk(context, self)
        self.table = LedgerTable()
        columns = [
            Column("", "time", 62, token="text2"),
            Column("", "kind", 118),
            Column("", "content", 120, prose=True, token="text2", stretch=True, most=1),
        ]
        self.model = RowsModel(columns)
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._on_opened)
        self.table.set_empty(EmptyState(self.tr("Hôm nay chưa ghi gì. Bấm Thêm bản ghi, hoặc chọn ở Ghi nhanh.")))
        self.body.addWidget(self.table, 1)
        self.aside.by_clause = True
        self.book = self.add_action(KeyButton(self.tr("Mở sổ"), kind="quiet", small=True))
        self.book.clicked.connect(lambda: context.go(Place("records")))
        self.setMinimumHeight(theme.px(36 + 2 * 28 + 2))

    def reload(self) -> None:
        """Look again."""
        books = self._context.books
        written = recalling.written_on(books, self._context.today().isoformat(), WRITTEN)
        rows = [shown_row(row, books.catalogue) for row in written]
        self.model.set_rows([Line((row.at[11:16], spoken(row.kind_name), row.content), row.uid) for row in rows])
        today, quick = self._context.today(), closing.is_small(books, self._context.period)
        self._desk.look(quick, lambda period: diligence(books, period, today), self._show_diligence)

    def _show_diligence(self, kept: Diligence) -> None:
        told = self.tr("trong kỳ đã ghi {days} ngày").format(days=kept.days)
        if kept.streak > 1:
            told += self.tr(", {n} ngày liền").format(n=kept.streak)
        self.set_aside(told if kept.days else "")

    def _on_opened(self, uid: object) -> None:
        if isinstance(uid, bytes):
            self._context.go(Place("records", record=uid))


class QuickCard(Card):
    """One button for each kind that is written every day."""

    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._desk = context, ChecklistDesk(context, self)
        self._aside = Text("", "body", "text2")
        self.buttons: dict[str, QuickButton] = {}
        head, self._grid, self._columns = QHBoxLayout(), QGridLayout(), 0
        head.setSpacing(theme.px(8))
        head.addWidget(Text(self.tr("Ghi nhanh"), "card"))
        head.addWidget(self._aside, 1)
        self.task = KeyButton(self.tr("Thêm nhiệm vụ"), "Alt+7", kind="quiet", small=True, bind=False)
        self.task.clicked.connect(lambda: context.go(Place("tasks", new_kind="task")))
        head.addWidget(self.task)
        self._grid.setSpacing(theme.px(6))
        for place, code in enumerate(words.QUICK_KINDS, start=1):
            self._button(context.catalogue.kind(code), f"Alt+{place}")
        self._place(len(self.buttons))
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(11))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addLayout(self._grid)
        self.body.addLayout(column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows put the buttons in two rows."""
        super().resizeEvent(event)
        needed = sum(button.minimumSizeHint().width() + theme.px(6) for button in self.buttons.values())
        self._place(len(self.buttons) if self.width() >= needed + theme.px(24) else 3)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        self._share_room()

    def _share_room(self) -> None:
        """A long name gets more of it, so that no button has to leave its picture out."""
        buttons = list(self.buttons.values())
        for column in range(len(buttons)):
            below = buttons[column :: self._columns] if column < self._columns else []
            self._grid.setColumnStretch(column, max((button.sizeHint().width() for button in below), default=0))

    def reload(self) -> None:
        """Count again."""
        books, period, today = self._context.books, self._context.period, self._context.today()

        def count(asked: Period) -> dict[str, int]:
            return browsing.kind_counts(books, asked.first.isoformat(), asked.last.isoformat())

        self._desk.look(closing.is_small(books, period), count, self._show_counts)
        month = period_words.month(month_of(today, period.calendar))
        told = self.tr("việc của ngày {day} tính vào {month}")
        self._aside.setText(told.format(day=words.short_day(today), month=month))

    def _show_counts(self, found: dict[str, int]) -> None:
        for code, button in self.buttons.items():
            button.set_count(self.tr("{n} trong kỳ").format(n=found.get(code, 0)))
        self._share_room()

    def _button(self, kind: Kind, key: str) -> QuickButton:
        button = self.buttons[kind.code] = QuickButton(words.kind_icon(kind), words.quick_name(kind), key)
        button.clicked.connect(lambda: self.asked.emit(kind.code))
        return button
