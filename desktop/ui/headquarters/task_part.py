"""Theo dõi nhiệm vụ: tasks × states over all units, and behind each number the units."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.domain.tasks import TaskState
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.services import conferring, following
from desktop.services.books import UnitRow
from desktop.services.following import SILENT, Followed
from desktop.ui.context import Context
from desktop.ui.headquarters import audiences
from desktop.ui.headquarters.standings import short_area, short_unit
from desktop.ui.headquarters.task_units import TaskUnits
from desktop.ui.words import day

SIDE, SIDE_LEAST = 410, 380
COLUMNS = (TaskState.DONE.value, TaskState.DOING.value, TaskState.TODO.value, TaskState.BLOCKED.value, SILENT)


class TaskPart(QWidget):
    """The matrix at the left, the units of the chosen task at the right."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self._found: list[Followed] = []
        self._names = audiences.names_of(context.books)
        self.table, self.model = LedgerTable(letters=True), RowsModel(self._columns())
        self.units = TaskUnits(context)
        self._furnish()
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.open_words = self.tr("Xem đơn vị thực hiện")
        self.table.opened.connect(lambda _: self._go_to_units())
        self.units.told.connect(self._notice.tell)

    # What the page asks

    def count(self) -> int:
        """Tasks at units that are late."""
        return sum(len(each.late) for each in self._found)

    def state(self) -> str:
        """How many tasks, how many reports, how many are late."""
        if not self._found:
            return self.tr("chưa giao nhiệm vụ nào")
        units = sum(len(each.units) for each in self._found)
        done, late = sum(each.done for each in self._found), len(following.late_units(self._found))
        told = self.tr("{tasks} nhiệm vụ, {done}/{units} lượt đã xong, {late} đơn vị chậm")
        facts = {"tasks": len(self._found), "done": done, "units": units, "late": late}
        return told.format(**{name: format_number(value) for name, value in facts.items()})

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [("Enter", self.tr("Xem đơn vị")), ("F6", self.tr("Khung"))]

    def panes(self) -> list[QWidget]:
        """Matrix and units."""
        return [self.table, self.units.table]

    def side(self) -> QWidget:
        """What becomes a drawer in a narrow window."""
        return self.units

    def arrived(self) -> None:
        """Look again; the keyboard goes to the matrix."""
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read what the newest packages say."""
        self._found = following.follow(self._context.books, self._context.period, self._context.today())
        late = following.late_units(self._found)
        rows: list[Line | Group] = [self._line(each) for each in self._found]
        if late:
            rows.append(Group(self.tr("Đơn vị chậm"), self.tr("{n} đơn vị").format(n=format_number(len(late)))))
            rows += [self._late_line(unit, count) for unit, count in late]
        key = self.table.current_key()
        self.model.set_rows(rows)
        if not self.table.set_current(key):
            self.table.select_position(0)
        self._show_chosen()
        self.told.emit()

    def _go_to_units(self) -> None:
        """In a narrow window they are a drawer."""
        if self.units.isHidden():
            self._split.toggle_side()
        self.units.table.setFocus()

    # What is shown

    def _show_chosen(self) -> None:
        key = self.table.current_key()
        if isinstance(key, str):
            return self.units.show_task(self._of_unit(key))
        self.units.show_task(next((each for each in self._found if each.given.uid == key), None))

    def _of_unit(self, uid: str) -> Followed | None:
        """The late tasks of one unit, shown at that unit."""
        late = next((each for each in self._found if any(one.unit.uid == uid for one in each.late)), None)
        return Followed(late.given, tuple(one for one in late.units if one.unit.uid == uid)) if late else None

    def _line(self, each: Followed) -> Line:
        late = len(each.late)
        counts = (_count(each.count(state)) for state in COLUMNS)
        due = Cell(day(each.given.due) if each.given.due else "", token="err" if late else "")
        who = conferring.audience_words(self._context.books, each.given.order.audience)
        return Line(
            (
                Cell(each.given.order.title, tip=each.given.order.title),
                Cell(self._short(who, each), tip=who),
                due,
                *counts,
                _count(late, "err"),
            ),
            each.given.uid,
        )

    def _short(self, who: str, each: Followed) -> str:
        """Whom it is for, where there is little room."""
        return short_area(short_unit(who.partition(",")[0])) if each.given.order.audience else self.tr("Tất cả")

    def _late_line(self, unit: UnitRow, count: int) -> Line:
        name = Cell(self._names[unit.uid], tip=unit.phone)
        nothing = ("" for _ in range(len(COLUMNS) + 1))
        return Line((name, unit.phone, *nothing, _count(count, "err")), unit.uid)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Nhiệm vụ"), "title", 150, prose=True, stretch=True),
            Column(self.tr("Giao cho"), "who", 64, prose=True, token="text2"),
            Column(self.tr("Thời hạn"), "due", 82),
            Column(self.tr("Xong"), "done", 46, "right"),
            Column(self.tr("Đang"), "doing", 48, "right"),
            Column(self.tr("Chưa"), "todo", 48, "right"),
            Column(self.tr("Không được"), "blocked", 58, "right"),
            Column(self.tr("Vắng"), "silent", 48, "right"),
            Column(self.tr("Chậm"), "late", 56, "right"),
        ]

    def _furnish(self) -> None:
        self.table.wrap_titles()
        self.table.setModel(self.model)
        nothing = self.tr("Chưa giao nhiệm vụ nào cho kỳ này. Ghi kết luận ở tab Hội nghị.")
        self.table.set_empty(EmptyState(nothing))
        card = Card()
        card.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._split = Split(card, self.units, SIDE, SIDE_LEAST)
        column.addWidget(self._split, 1)


def _count(count: int, token: str = "") -> Cell:
    """Nothing is a quiet 0: a dot would say that nobody told."""
    return Cell(format_number(count), token=token if count else "ghost", bold=bool(count and token))
