"""Second question: which unit, found by typing without accents; for headquarters, which province."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.deadlines import deadline_of
from desktop.domain.text import fold
from desktop.domain.units import OfficialUnits, Unit, police_name, succession
from desktop.kit import theme
from desktop.kit.block_table import Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Block, Card, EmptyState
from desktop.kit.inputs import Choice, ChoicePicker, FieldBox, PlainPicker, SearchInput
from desktop.ui import period_choice, period_words, words
from desktop.ui.first_run_role import UNIT

ROW = 32
SHOWN = 60
ASKED = 400
PAUSE = 80
COMMUNE = "commune"


class UnitPage(QWidget):
    """Province, name or code, scheme; the list under them follows the typing."""

    changed = Signal()
    entered = Signal()

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now, self._role = now, UNIT
        self.province = ChoicePicker(fold, self.tr("Cả nước"))
        self.search = SearchInput(self.tr("Gõ tên, không dấu cũng được"), "", small=False)
        schemes = [("2025", self.tr("Từ 01/07/2025")), ("2020", self.tr("Năm 2020"))]
        self.scheme = PlainPicker(schemes if now.year > 2025 or (now.year, now.month) >= (2025, 7) else schemes[::-1])
        self.model = RowsModel([])
        self.table = LedgerTable(row_height=ROW)
        self.about = Block("accent", icon="info")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._arrange()
        self._connect()
        self._show_provinces()

    def ask(self, role: str) -> None:
        """Ask for a unit, or for the province of a headquarters."""
        self._role = role
        self._province_box.setVisible(role == UNIT)
        self._grid.setColumnStretch(0, 3 if role == UNIT else 0)
        self._show_found()

    def arrive(self) -> None:
        """Put the keyboard into the search field."""
        self.search.line.setFocus()

    def unit(self) -> Unit | None:
        """The chosen unit."""
        key = self.table.current_key()
        return self._official().by_uid.get(str(key)) if key is not None else None

    def answer(self) -> str:
        """The chosen unit in words."""
        unit = self.unit()
        return police_name(unit) if unit else ""

    def _official(self) -> OfficialUnits:
        return OfficialUnits.load(self.scheme.value())

    def _arrange(self) -> None:
        self._province_box = FieldBox(self.tr("Tỉnh, thành phố"), self.province)
        self._search_box = FieldBox(self.tr("Tên hoặc mã đơn vị"), self.search)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        boxes = (self._province_box, self._search_box, FieldBox(self.tr("Danh mục đơn vị"), self.scheme))
        for place, (box, stretch) in enumerate(zip(boxes, (3, 5, 2), strict=True)):
            self._grid.addWidget(box, 0, place)
            self._grid.setColumnStretch(place, stretch)
        self.table.setModel(self.model)
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(self._grid)
        column.addWidget(card, 1)
        column.addWidget(self.about)

    def _connect(self) -> None:
        self.search.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._show_found)
        self.search.entered.connect(self._on_entered)
        self.search.line.arrow_pressed.connect(self._on_arrow)
        self.province.committed.connect(self._show_found)
        self.scheme.committed.connect(self._on_scheme)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _: self.entered.emit())

    def _on_scheme(self) -> None:
        self._show_provinces()
        self._show_found()

    def _on_entered(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._show_found()
        if self.unit() is not None:
            self.entered.emit()

    def _on_arrow(self, step: int) -> None:
        here = self.table.currentIndex().row()
        self.table.select_position(max(0, min(here + step, self.model.rowCount() - 1)))

    def _show_provinces(self) -> None:
        chosen = self.province.value()
        provinces = sorted(self._official().provinces(), key=lambda unit: fold(unit.name))
        self.province.set_choices([Choice(unit.code, unit.name, unit.code) for unit in provinces])
        self.province.set_value(chosen)

    def _found(self) -> list[Unit]:
        official, typed = self._official(), self.search.value()
        if self._role != UNIT:
            found = official.search(typed, limit=ASKED) if typed else official.provinces()
            return [unit for unit in found if unit.parent_uid is None]
        province = self.province.value()
        if not typed and province is None:
            return []
        found = official.search(typed, province, limit=ASKED, elsewhere=province is None)
        return [unit for unit in found if unit.level == COMMUNE]

    def _show_found(self) -> None:
        units = self._found()
        self.model.set_columns(self._columns())
        self.model.set_rows([self._line(unit) for unit in units[:SHOWN]])
        self.table.set_empty(None if units else EmptyState(self._nothing_words()))
        self._search_box.set_aside(self._count_words(len(units)))
        if units and (self.search.value() or self._role == UNIT):
            self.table.select_position(0)
        self._show_chosen()

    def _count_words(self, count: int) -> str:
        if not count:
            return ""
        if count > SHOWN:
            return self.tr("{n} đơn vị, hiện {shown}").format(n=count, shown=SHOWN)
        return self.tr("{n} đơn vị").format(n=count)

    def _nothing_words(self) -> str:
        if not self.search.value():
            return self.tr("Gõ tên xã, phường ở trên, hoặc chọn tỉnh để xem tất cả đơn vị của tỉnh.")
        province = self.province.raw().strip()
        if province:
            told = self.tr("Không có đơn vị nào tên này trong {province}. Đổi tỉnh, hoặc đổi danh mục đơn vị.")
            return told.format(province=province)
        return self.tr("Không có đơn vị nào tên này. Gõ từ khác, hoặc đổi danh mục đơn vị.")

    def _columns(self) -> list[Column]:
        code = Column(self.tr("Mã"), "code", 74, token="text2")
        if self._role != UNIT:
            return [Column(self.tr("Công an tỉnh, thành phố"), "name", 400, stretch=True), code]
        name = Column(self.tr("Đơn vị"), "name", 320, stretch=True, least=170)
        if self.scheme.value() == "2020":
            area = Column(self.tr("Huyện"), "area", 164, prose=True, token="text2")
            return [name, area, code, Column(self.tr("Từ 01/07/2025 thuộc"), "to", 152, prose=True, token="text2")]
        return [name, Column(self.tr("Tỉnh, thành phố"), "area", 220, prose=True, token="text2"), code]

    def _line(self, unit: Unit) -> Line:
        if self._role != UNIT:
            return Line((police_name(unit), unit.code), unit.uid)
        if self.scheme.value() == "2020":
            return Line((police_name(unit), unit.area, unit.code, self._later(unit)), unit.uid)
        return Line((police_name(unit), self._official().province_of(unit).name, unit.code), unit.uid)

    def _later(self, unit: Unit) -> str:
        to = succession(unit.uid)
        return OfficialUnits.load("2025").by_uid[to[0].to_uid].name if to else ""

    def _show_chosen(self) -> None:
        unit = self.unit()
        self.about.setVisible(unit is not None)
        if unit is not None:
            self.about.set(self._full_name(unit), self._about_words(unit))
        self.changed.emit()

    def _full_name(self, unit: Unit) -> str:
        province = self._official().province_of(unit)
        above = [unit.area] if unit.area else []
        above += [province.name] if province.uid != unit.uid else []
        return ", ".join([police_name(unit), *(f"{name[0].lower()}{name[1:]}" for name in above)])

    def _about_words(self, unit: Unit) -> str:
        timetable = Catalogue.load().timetable
        period = period_choice.usual(self._now, "nd09", timetable)
        due = deadline_of(period, timetable)
        coming = self.tr("Kỳ sắp tới: {period}, hạn {time} ngày {day}.")
        told = coming.format(period=period_words.label(period), time=f"{due:%H:%M}", day=words.day(due))
        if self._role != UNIT:
            count = len(self._official().communes_of(unit))
            return self.tr("Nhận báo cáo của {n} đơn vị cấp xã.").format(n=count) + " " + told
        above = police_name(self._official().province_of(unit))
        return self.tr("Cấp trên nhận báo cáo: {name}.").format(name=above) + " " + told
