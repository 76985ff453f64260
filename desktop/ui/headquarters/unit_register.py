"""Đơn vị: who reports, who answers for whom, telephone and people; found without accents, changed at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.domain.text import fold
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, Divider, EmptyState, FactList, Scroll
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.inputs import SearchInput
from desktop.kit.text import Text
from desktop.services import registering
from desktop.services.registering import Registered
from desktop.ui.context import Context
from desktop.ui.headquarters.noted_words import noted_line
from desktop.ui.headquarters.unit_form import UnitForm

SIDE, SIDE_LEAST, ALL, OFF, PHONELESS = 380, 330, "all", "off", "phoneless"


class UnitRegister(QWidget):
    """The units by area; one of them with everything the books know."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._units: list[Registered] = []
        self._searched: dict[str, str] = {}
        self.card, self.panel, self.table, self.chips = Card(), Card(), LedgerTable(), FilterChips()
        self.search = SearchInput(self.tr("Tìm không cần dấu"), small=True)
        self.model = RowsModel(self._columns())
        self.facts, self.history = FactList(104), Text("", "caption", "text2", wrap=True)
        self.form = UnitForm(context)
        self._furnish()
        self.search.edited.connect(self._show_rows)
        self.search.line.arrow_pressed.connect(self._on_arrow)
        self.chips.chosen.connect(lambda _: self._show_rows())
        self.table.chosen.connect(lambda _: self._show_unit())
        self.form.done.connect(notice.tell)
        self.form.done.connect(lambda _: self._on_changed())

    def name(self) -> str:
        """What the tab says."""
        return self.tr("Đơn vị")

    def count(self) -> int:
        """How many have to report."""
        return sum(each.unit.reports for each in self._units)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.table, self.form.phone]

    def side(self) -> QWidget:
        """What F9 hides."""
        return self.panel

    def arrived(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus()

    def fill(self) -> None:
        """Show the units for the first time: a step of its own."""
        if not self._units:
            self.reload()

    def reload(self) -> None:
        """Read the units again."""
        found = registering.units(self._context.books, self._context.period)
        if found == self._units:
            return
        self._units = found
        self._searched = {each.unit.uid: _searched(each) for each in found}
        phoneless = sum(not each.unit.phone for each in found if each.unit.reports)
        chips = [Chip(ALL, self.tr("Phải báo cáo"), self.count())]
        chips.append(Chip(PHONELESS, self.tr("Chưa có số điện thoại"), phoneless))
        chips.append(Chip(OFF, self.tr("Không phải báo cáo"), len(found) - self.count()))
        chosen = self.chips.current() or ALL
        self.chips.set_chips(chips)
        self.chips.set_current(chosen)
        self.form.set_units([each.unit for each in found if each.unit.reports])
        self._show_rows()

    def go_to(self, uid: str) -> None:
        """Stand on a unit."""
        self.search.set_value("")
        self.chips.set_current(ALL)
        self._show_rows()
        self.table.set_current(uid)

    def _on_changed(self) -> None:
        self.reload()
        self._show_unit()
        self.told.emit()

    def _lets(self, each: Registered) -> bool:
        chosen = self.chips.current() or ALL
        if chosen == OFF:
            return not each.unit.reports
        return each.unit.reports and (chosen == ALL or not each.unit.phone)

    def _show_rows(self) -> None:
        wanted, key = fold(self.search.value()).split(), self.table.current_key()
        shown = [
            each
            for each in self._units
            if self._lets(each) and all(word in self._searched[each.unit.uid] for word in wanted)
        ]
        rows: list[Line | Group] = []
        area = ""
        for each in shown:
            if each.area != area:
                area = each.area
                rows.append(Group(area))
            rows.append(self._line(each))
        self.model.set_rows(rows)
        self.card.set_aside(self.tr("{n} đơn vị").format(n=len(shown)))
        before = self.table.blockSignals(True)
        if not self.table.set_current(key):
            self.table.select_position(0)
        self.table.blockSignals(before)
        self._show_unit()

    def _line(self, each: Registered) -> Line:
        unit = each.unit
        people = format_number(unit.population) if unit.population is not None else "·"
        now = ", ".join(each.went_to) or ", ".join(each.came_from)
        name = Cell(unit.name, tip=unit.name)
        return Line((unit.code, name, self._reports(each), unit.phone or "·", people, Cell(now, tip=now)), unit.uid)

    def _reports(self, each: Registered) -> Cell:
        if each.covered_by:
            return Cell(self.tr("do {unit}").format(unit=each.covered_by), tip=each.covered_by)
        return Cell(self.tr("có")) if each.unit.reports else Cell(self.tr("không"), token="text2")

    def _chosen(self) -> Registered | None:
        key = self.table.current_key()
        return next((each for each in self._units if each.unit.uid == key), None)

    def _show_unit(self) -> None:
        each = self._chosen()
        self.panel.set_title(each.unit.name if each else "")
        self.panel.set_aside(each.unit.code if each else "")
        self.facts.set_facts(self._facts(each) if each else [])
        noted = registering.noted(self._context.books, each.unit.uid) if each else []
        self.history.setText("\n".join(noted_line(self._context, one) for one in noted[:5]))
        self.history.setVisible(bool(noted))
        self.form.setVisible(each is not None)
        if each is not None:
            self.form.show_unit(each.unit)

    def _facts(self, each: Registered) -> list[tuple[str, str]]:
        unit = each.unit
        peers = self.tr("{kind}, {n} đơn vị").format(kind=unit.kind, n=each.peers)
        place = f"{unit.lat:.4f}; {unit.lon:.4f}".replace(".", ",") if unit.lat is not None else ""
        facts = [
            (self.tr("Địa bàn"), each.area),
            (self.tr("Nhóm so sánh"), peers),
            (self.tr("Từ 01/07/2025"), ", ".join(each.went_to)),
            (self.tr("Lập từ"), ", ".join(each.came_from)),
            (self.tr("Tọa độ"), place),
            (self.tr("Gói đang tính"), format_number(each.sent)),
        ]
        return [(name, words) for name, words in facts if words]

    def _on_arrow(self, step: int) -> None:
        self.table.select_position(max(0, self.table.currentIndex().row() + step))
        self.table.setFocus()

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Mã"), "code", 60),
            Column(self.tr("Đơn vị"), "name", 170, prose=True, stretch=True),
            Column(self.tr("Báo cáo"), "reports", 96, prose=True),
            Column(self.tr("Điện thoại"), "phone", 110),
            Column(self.tr("Số dân"), "people", 70, "right"),
            Column(self.tr("Địa giới kia"), "other", 190, token="text2", prose=True),
        ]

    def _furnish(self) -> None:
        self.table.setModel(self.model)
        self.table.set_empty(EmptyState(self.tr("Không có đơn vị nào như vậy. Xóa bớt chữ ở ô tìm, hoặc đổi mục lọc.")))
        self.search.setFixedWidth(self.search.fontMetrics().averageCharWidth() * 36)
        self.card.set_title(self.tr("Đơn vị"))
        self.card.add_action(self.search)
        top, holder = QWidget(), QWidget()
        row, column = QVBoxLayout(top), QVBoxLayout(holder)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.addWidget(self.chips)
        self.card.body.addWidget(top)
        self.card.body.addWidget(self.table, 1)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.facts)
        column.addWidget(self.history)
        column.addStretch()
        self.panel.body.addWidget(Scroll(holder, by_width=True), 1)
        self.panel.body.addWidget(Divider())
        self.panel.body.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Split(self.card, self.panel, SIDE, SIDE_LEAST))


def _searched(each: Registered) -> str:
    unit = each.unit
    return fold(" ".join((unit.code, unit.name, each.area, unit.phone, *each.went_to, *each.came_from)))
