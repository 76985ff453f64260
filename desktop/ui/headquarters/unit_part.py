"""Theo đơn vị: the indicators of one section across all units; Enter shows the source of a cell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.text import fold
from desktop.kit import jobs, theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card
from desktop.kit.inputs import Choice, ChoicePicker
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services import counting, regrouping
from desktop.services.counting import Slice
from desktop.services.noting import note_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context
from desktop.ui.headquarters.boundary_switch import BoundarySwitch
from desktop.ui.headquarters.figure_words import value_cell, value_said
from desktop.ui.headquarters.source_facts import Asked
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.headquarters.standings import short_area
from desktop.ui.headquarters.summary_facts import UnitNotes, unit_notes
from desktop.ui.retold import retold

SIDE, MOST = 400, 12
NAME, NUMBER = 172, 72


class UnitPart(QWidget):
    """One section at a time; the status line says the whole name of a column."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._slices: list[Slice] = []
        self._notes: UnitNotes = {}
        self._wanted = ""
        self._unit = ""
        self.table = LedgerTable(cells=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.model = RowsModel([Column(self.tr("Đơn vị"), "unit", NAME, prose=True)])
        self.table.wrap_titles()
        self.table.setModel(self.model)
        self.picker = ChoicePicker(fold)
        self.picker.set_names(self.tr("Mục"), "")
        self.picker.setFixedWidth(theme.px(320))
        sections = context.catalogue.sections.values()
        self.picker.set_choices([Choice(section.code, section.name, section.code) for section in sections])
        self.picker.set_value("TX" if "TX" in context.catalogue.sections else None)
        self.source = SourcePanel(context, "")
        self.card = Card(self.tr("Từng đơn vị"))
        self.boundaries = self.card.add_action(BoundarySwitch(context.books))
        self.card.add_action(self.picker)
        self.card.body.addWidget(self.table)
        self.told = self.card.add_padded(Text("", "caption", "text2"))
        self.source.setFixedWidth(theme.px(SIDE))
        self.source.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.card, 1)
        row.addWidget(self.source)
        self.picker.committed.connect(self.reload)
        self.table.open_words = self.tr("Xem nguồn số liệu")
        self.table.opened.connect(lambda _: self.ask_source())
        self.table.clicked.connect(lambda _: self.ask_source())
        self.source.closed.connect(self._on_closed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())

    def indicators(self) -> list[Indicator]:
        """The columns: indicators of the section with figures."""
        section = self.picker.value() or ""
        plain = (IndicatorKind.COUNTED, IndicatorKind.TYPED, IndicatorKind.RATIO, IndicatorKind.FORMULA)
        found = [each for each in self._context.catalogue.of_section(section) if each.kind in plain]
        core = [each for each in found if each.core]
        return (core + [each for each in found if not each.core])[:MOST] if len(found) > MOST else found

    def reload(self) -> None:
        """Count again, off the window's thread."""
        books, period = self._context.books, self._context.period
        codes = [each.code for each in self.indicators()]
        by_region = self.boundaries.by_region()
        self._wanted = wanted = f"{period.key} {codes} {by_region}"

        def work(_: Progress) -> tuple[list[Slice], UnitNotes]:
            sliced = regrouping.by_region if by_region else counting.by_unit
            return sliced(books, period, codes), unit_notes(books, period)

        def then(found: tuple[list[Slice], UnitNotes]) -> None:
            if self._wanted == wanted:
                self._notes = found[1]
                self._show(found[0])

        jobs.run(self, self.tr("Đang tính"), work, then, writes=False)

    def go_to(self, unit_uid: str) -> None:
        """Stand on a unit."""
        self._unit = unit_uid
        self.table.set_current(unit_uid)

    def ask_source(self) -> None:
        """The source of the cell that the keyboard stands on."""
        key, column = self.table.current_key(), self.table.currentIndex().column()
        shown = self.indicators()
        found = next((each for each in self._slices if each.key == key), None)
        if found is None or not 1 <= column <= len(shown):
            return
        indicator = shown[column - 1]
        self.source.show()
        amount = found.figures[indicator.code].amount
        units, estimated = found.unit_uids or (found.key,), found.estimated
        asked = Asked(indicator.code, self._context.period, found.name, units, amount, estimated=estimated)
        self.source.ask(asked)

    def _show(self, found: list[Slice]) -> None:
        self._slices = found
        shown, key = self.indicators(), self._unit or self.table.current_key()
        self._unit = ""
        wide = max(NUMBER, (self.width() - theme.px(NAME + 24)) * 100 // theme.px(100) // max(1, len(shown)))
        self.model.set_columns(
            [Column(self.tr("Đơn vị"), "unit", NAME, prose=True)]
            + [Column(shown_indicator(each).short, each.code, wide, "right") for each in shown]
        )
        rows: list[Line | Group] = []
        units = {unit.uid: unit for unit in self._context.books.units.values()}
        last = None
        for each in found:
            area = units[each.key].parent_uid if each.key in units else None
            if area != last and area in units:
                rows.append(Group(short_area(units[area].name)))
                last = area
            rows.append(self._line(each, shown))
        self.model.set_rows(rows)
        if not self.table.set_current(key):
            self.table.select_position(0)
        if self.table.currentIndex().column() < 1:
            self.table.setCurrentIndex(self.model.index(self.table.currentIndex().row(), 1))
        self._tell()

    def _tell(self) -> None:
        column, shown = self.table.currentIndex().column(), self.indicators()
        if not 1 <= column <= len(shown):
            return
        indicator = shown[column - 1]
        found = next((each for each in self._slices if each.key == self.table.current_key()), None)
        if found is None:
            return
        told = self.tr("{unit}, {name}: {now}, cùng kỳ {base}")
        now, base = (value_said(indicator, figures[indicator.code]) for figures in (found.figures, found.base))
        name = shown_indicator(indicator).short
        words = told.format(unit=found.name, name=name, now=now, base=base)
        if note := self._note(found, indicator):
            words = f"{found.name}, {name}: {note}"
        self.told.setText(words)
        self.said.emit(words)

    def _on_closed(self) -> None:
        self.source.hide()
        self.table.setFocus()

    def _line(self, each: Slice, shown: list[Indicator]) -> Line:
        cells: list[Cell | str] = [f"{each.name} ~" if each.estimated else each.name]
        for indicator in shown:
            figure, note = each.figures[indicator.code], self._note(each, indicator)
            token = "text2" if not figure.amount else ""
            mark = Mark.CORRECTED if note else None
            cells.append(value_cell(indicator, figure, mark=mark, token=token, tip=note))
        return Line(cells, each.key)

    def _note(self, each: Slice, indicator: Indicator) -> str:
        """What the unit itself says of a corrected figure."""
        found = self._notes.get((each.key, indicator.code))
        return retold(note_words(each.figures[indicator.code].amount, *found)) if found is not None else ""
