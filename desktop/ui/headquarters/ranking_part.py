"""Xếp hạng: one indicator across all units, each among its like; rates only where the population is known."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.progress import Progress
from desktop.domain.catalogue import Indicator
from desktop.domain.numbers import format_number
from desktop.domain.peers import per_people
from desktop.kit import jobs
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.cards import Card
from desktop.kit.charts import Bar, BarChart, PictureButton
from desktop.kit.frame import Split
from desktop.kit.stack import Stack
from desktop.kit.text import Text
from desktop.services import populating, ranking
from desktop.services.ranking import Ranked
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context
from desktop.ui.headquarters.boundary_switch import BoundarySwitch
from desktop.ui.headquarters.figure_words import amount_said, bar_of, change_cell, percent_cell, value_cell
from desktop.ui.headquarters.source_facts import Asked
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.headquarters.standings import short_unit
from desktop.ui.headquarters.year_legend import YearLegend
from desktop.ui.retold import retold
from desktop.ui.words import translate

SIDE, MOST_BARS = 380, 14
PEOPLE = (6, 7, 8)
"""The columns that say nothing while no population is known."""


class RankingPart(QWidget):
    """The table at the left, the first ones as bars at the right; a source opens over the bars."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._code, self._wanted = context, "", ""
        self.by_region = False
        self.ranked: list[Ranked] = []
        self.card, self.bar_card, self.table = Card(self.tr("Xếp hạng")), Card(), LedgerTable()
        self.model = RowsModel(self._columns())
        self.table.setModel(self.model)
        self.boundaries = self.card.add_action(BoundarySwitch(context.books))
        by_amount, by_rate = ("amount", self.tr("Số liệu")), ("rate", self.tr("1 vạn dân"))
        self.order = self.card.add_action(SegmentSwitch([by_amount, by_rate]))
        self.paste = self.card.add_action(KeyButton(self.tr("Dán dân số"), small=True, icon="users"))
        self.known = Text("", "caption", "text2", wrap=True)
        self.bars, self.legend = BarChart(), YearLegend("fill")
        self.picture = PictureButton(self.bars, lambda: f"{self._code}_{self._context.period.key}_xep-hang", (900, 560))
        self.source = SourcePanel(context, "")
        self._furnish()

    def show_ranking(self, code: str, by_region: bool) -> None:
        """Rank by another indicator, or by other boundaries; counted off the window's thread."""
        books, period = self._context.books, self._context.period
        self._code, self.by_region = code, by_region
        self._wanted = wanted = f"{period.key} {code} {by_region}"

        def work(_: Progress) -> list[Ranked]:
            return ranking.rank(books, period, code, by_region)

        def then(found: list[Ranked]) -> None:
            if self._wanted == wanted:
                self.ranked = found
                self._show()

        jobs.run(self, self.tr("Đang xếp hạng"), work, then, writes=False)

    def ask_source(self) -> None:
        """The source of the unit's figure."""
        found, column = self._current(), self.table.currentIndex().column()
        if found is None:
            return
        base = self.model.columns[column].key == "base" if column >= 0 else False
        period, figure = self._context.period, found.base if base else found.now
        if base:
            period = period.same_period_last_year()
        self._right.setCurrentIndex(1)
        asked = Asked(self._code, period, found.name, found.unit_uids, figure.amount, estimated=found.estimated)
        self.source.ask(asked)

    def paste_population(self) -> None:
        """Two columns copied from Excel: code or name of the unit, people."""
        books, text = self._context.books, QGuiApplication.clipboard().text()

        def work(_: Progress) -> populating.Told:
            return populating.take(books, text)

        def then(told: populating.Told) -> None:
            self.said.emit(_told_words(told))
            self.show_ranking(self._code, self.by_region)

        jobs.run(self, self.tr("Đang ghi dân số"), work, then)

    def _indicator(self) -> Indicator:
        return self._context.catalogue.indicators[self._code]

    def _current(self) -> Ranked | None:
        key = self.table.current_key()
        return next((each for each in self.ranked if each.uid == key), None)

    def _is_by_rate(self) -> bool:
        return self.order.current() == "rate"

    def _ordered(self) -> list[Ranked]:
        """Inside each group the first first; those without a figure last, by name."""

        def place(each: Ranked) -> tuple[int, int]:
            rank = each.rate_rank if self._is_by_rate() else each.rank
            return (rank is None, rank[0] if rank is not None else 0)

        return sorted(self.ranked, key=place)

    def _show(self) -> None:
        indicator, key, ordered = self._indicator(), self.table.current_key(), self._ordered()
        self.card.set_title(indicator.short)
        known = sum(each.population is not None for each in self.ranked)
        marks = self.tr(", ~ ước tính") if any(each.estimated for each in self.ranked) else ""
        self.card.set_aside(indicator.unit + marks)
        self._show_known(known)
        rows: list[Line | Group] = []
        for group in dict.fromkeys(each.group for each in self.ranked):
            members = [each for each in ordered if each.group == group]
            rows.append(Group(retold(group), self.tr("{n} đơn vị").format(n=len(members))))
            rows += [self._line(each) for each in members]
        for place in PEOPLE:
            self.table.setColumnHidden(place, not known and not self._is_by_rate())
        self.model.set_rows(rows)
        if not self.table.set_current(key):
            self.table.select_position(0)
        self._show_bars(ordered)

    def _show_known(self, known: int) -> None:
        """Of how many the population is known, and how the rest comes here."""
        told = self.tr("Biết dân số của {n}/{all} đơn vị.").format(n=known, all=len(self.ranked))
        how = self.tr("Để xếp theo 1 vạn dân: chép hai cột tên đơn vị, số dân từ Excel rồi bấm Dán dân số.")
        self.known.setText(f"{told} {how}" if known < len(self.ranked) else told)

    def _line(self, each: Ranked) -> Line:
        indicator, change = self._indicator(), each.comparison
        name = f"{each.name} ~" if each.estimated else each.name
        rate = format_number(each.rate) if each.rate is not None else "·"
        return Line(
            (
                str(each.rank[0]) if each.rank is not None else "",
                Cell(name, tip=self.tr("ước tính theo tỷ phần") if each.estimated else each.name),
                value_cell(indicator, each.now),
                value_cell(indicator, each.base),
                change_cell(indicator, change.difference),
                percent_cell(change.percent),
                Cell(format_number(each.population), token="text2") if each.population is not None else "·",
                Cell(rate, bold=each.rate is not None, token="" if each.rate is not None else "text2"),
                str(each.rate_rank[0]) if each.rate_rank is not None else "",
            ),
            each.uid,
        )

    def _show_bars(self, ordered: list[Ranked]) -> None:
        """The largest ones, whatever their group."""
        indicator = self._indicator()
        told = [each for each in ordered if each.now.amount is not None]
        self.bar_card.set_title(self.tr("{n} đơn vị đầu").format(n=min(MOST_BARS, len(told))))
        years = self._context.period.year, self._context.period.year - 1
        self.legend.set_years(*years)
        self._head_picture(years)
        if self._is_by_rate():
            rated = sorted((each for each in ordered if each.rate is not None), key=lambda each: -(each.rate or 0))
            return self.bars.set_bars([_rate_bar(each) for each in rated[:MOST_BARS]])
        first = sorted(told, key=lambda each: -(each.now.amount or Decimal(0)))[:MOST_BARS]
        self.bars.set_bars([_bar(indicator, each) for each in first])

    def _head_picture(self, years: tuple[int, int]) -> None:
        """The picture leaves its card, so it says itself what it shows."""
        indicator, what = shown_indicator(self._indicator()), self.bar_card.title.text()
        unit = self.tr("trên 1 vạn dân") if self._is_by_rate() else indicator.unit
        note = f"{unit}, {period_words.label(self._context.period)}"
        self.bars.set_heading(f"{indicator.short}: {what}", note, self.legend.parts(*years))

    def _on_closed(self) -> None:
        self._right.setCurrentIndex(0)
        self.table.setFocus()

    def _furnish(self) -> None:
        self.paste.setToolTip(self.tr("Chép hai cột từ Excel: mã hoặc tên đơn vị, số dân; rồi bấm nút này."))
        self.card.body.addWidget(self.table)
        self.card.add_padded(self.known)
        self.table.open_words = self.tr("Xem nguồn số liệu")
        self.bars.set_nothing(self.tr("Chưa có số liệu của kỳ này."))
        self.bar_card.add_action(self.legend)
        self.bar_card.add_action(self.picture)
        self.bar_card.body.addWidget(self.bars)
        self._right = Stack()
        self._right.addWidget(self.bar_card)
        self._right.addWidget(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.split = Split(self.card, self._right, SIDE, 340)
        column.addWidget(self.split)
        self.order.chosen.connect(lambda _: self._show() if self.ranked else None)
        self.paste.clicked.connect(self.paste_population)
        self.table.opened.connect(lambda _: self.ask_source())
        self.source.closed.connect(self._on_closed)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Hạng"), "rank", 46, "right", token="text2"),
            Column(self.tr("Đơn vị"), "name", 170, stretch=True, prose=True),
            Column(self.tr("Kỳ này"), "now", 78, "right", bold=True),
            Column(self.tr("Cùng kỳ"), "base", 78, "right", token="text2"),
            Column(self.tr("Tăng, giảm"), "change", 82, "right"),
            Column("%", "percent", 62, "right"),
            Column(self.tr("Dân số"), "people", 72, "right", token="text2"),
            Column(self.tr("Trên 1 vạn"), "rate", 78, "right"),
            Column(self.tr("Hạng"), "rate_rank", 52, "right", token="text2"),
        ]


def _bar(indicator: Indicator, each: Ranked) -> Bar:
    return bar_of(short_unit(each.name), each.now.amount, each.base.amount, partial(amount_said, indicator))


def _rate_bar(each: Ranked) -> Bar:
    return bar_of(short_unit(each.name), each.rate, per_people(each.base.amount, each.population), format_number)


def _told_words(told: populating.Told) -> str:
    if not told.taken:
        return translate("Ranking", "Chưa ghi được dòng nào. Chép hai cột từ Excel: mã hoặc tên đơn vị, số dân.")
    words = translate("Ranking", "Đã ghi dân số của {n} đơn vị.").format(n=told.taken)
    if not told.refused:
        return words
    shown = "; ".join(told.refused[:3])
    more = translate("Ranking", "{n} dòng không dùng được: {names}. Sửa tên hoặc số rồi chép lại.")
    return f"{words} {more.format(n=len(told.refused), names=shown)}"
