"""The overview of one indicator: five cards, heat table, months, bars, map; a source opens over the charts."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.figures import Figure, compare
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell
from desktop.kit.cards import Card
from desktop.kit.charts import (
    Bar,
    BarChart,
    BubbleMap,
    HeatLine,
    HeatPicture,
    HeatTable,
    Legend,
    LineChart,
    Part,
    PictureButton,
    Place,
)
from desktop.kit.frame import Split
from desktop.kit.stack import Stack
from desktop.services.counting import Summary, SummaryLine
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context
from desktop.ui.headquarters.boundary_switch import BoundarySwitch
from desktop.ui.headquarters.figure_scale import Scale, scale_of
from desktop.ui.headquarters.figure_words import bar_of, change_cell, missing_said, percent_cell, value_said
from desktop.ui.headquarters.headline_cards import HeadlineCards
from desktop.ui.headquarters.overview_facts import AreaLine, BarFacts, Picture
from desktop.ui.headquarters.source_facts import Asked
from desktop.ui.headquarters.source_panel import SourcePanel
from desktop.ui.headquarters.standings import short_area
from desktop.ui.headquarters.year_legend import YearLegend
from desktop.ui.words import capital

SIDE, SIDE_LEAST = 530, 440
WHOLE = ""
TAIL_WIDTHS = (62, 62, 54, 54)
NAME_SIDES, MONTH = 32, 41
"""Beside a name: its padding, the scroll bar, the border."""
LOW, DENSE, AIRY = 600, 24, 27
CARD_HEAD = 40
ROOMY = 585
HEADLINE, MONTHS = 92 + 24 + CARD_HEAD, 142
PICTURES, SIZES = ("bang-nhiet", "theo-thang", "co-cau", "ban-do"), ((0, 0), (900, 380), (900, 380), (1100, 620))


class OverviewPart(QWidget):
    """Everything about one indicator on one page."""

    said = Signal(str)
    """Words for the status line."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._picture: Picture | None = None
        self._scale = Scale(next(iter(context.catalogue.indicators.values())))
        self.cards = HeadlineCards(context.catalogue)
        self.heat, self.line, self.bars, self.map = HeatTable(), LineChart(), BarChart(), BubbleMap()
        self.heat_card, self.line_card, self.bar_card, self.map_card = Card(), Card(), Card(), Card()
        self.source = SourcePanel(context, "")
        self.boundaries = BoundarySwitch(context.books)
        self.ways_out: list[PictureButton] = []
        self._summary: Summary | None = None
        self._from: QWidget | None = None
        self._furnish()
        self._connect()

    # What is shown

    def show_summary(self, summary: Summary) -> None:
        """Fill the cards."""
        self._summary = summary
        self.cards.show_summary(summary)

    def show_picture(self, picture: Picture) -> None:
        """Fill tables and charts."""
        self._picture = picture
        indicator = picture.indicator
        amounts = [figure.amount for area in picture.areas for figure in area.parts]
        self._scale = scale_of(indicator, amounts)
        self._show_titles(picture)
        self._show_heat(picture)
        self._show_months(picture)
        self._show_bars(picture)
        self._show_map(picture)
        self._head_pictures(picture)

    def _head_pictures(self, picture: Picture) -> None:
        """Pictures leave their cards, so they say themselves what they show."""
        line = self._line_of(picture.indicator.code)
        missing = missing_said(line) if line is not None else ""
        note = ", ".join(filter(None, (self._scale.unit, period_words.label(picture.period), missing)))
        years = picture.period.year, picture.period.year - 1
        bars, months = self._legends
        live = self._is_live(picture)
        keys = ((), months.parts(*years, live[1]), bars.parts(*years, live[0]), self._map_key())
        cards = (self.heat_card, self.line_card, self.bar_card, self.map_card)
        name = shown_indicator(picture.indicator).short
        for button, card, key in zip(self.ways_out, cards, keys, strict=True):
            what = card.title.text()
            title = name if card is self.heat_card else f"{name}: {what[:1].lower()}{what[1:]}"
            button.chart.set_heading(title, note, key)

    def _map_key(self) -> list[Part]:
        return self.map.key(lambda value: self._scale.said(Decimal(value)), self.tr("chưa có"))

    def _show_titles(self, picture: Picture) -> None:
        this, last = picture.period.year, picture.period.year - 1
        self.heat_card.set_title(shown_indicator(picture.indicator).short)
        estimated = self.tr(", ~ ước tính") if any(area.estimated for area in picture.areas) else ""
        self.heat_card.set_aside(self._scale.unit + estimated)
        self.line_card.set_title(self.tr("Theo tháng"))
        by = picture.bars_by[:1].lower() + picture.bars_by[1:]
        self.bar_card.set_title(self.tr("Theo {what}").format(what=by or self.tr("khu vực")))
        self.map_card.set_title(self.tr("Bản đồ {n} đơn vị").format(n=len(picture.units)))
        for legend, live in zip(self._legends, self._is_live(picture), strict=True):
            legend.set_years(this, last, live)

    def _is_live(self, picture: Picture) -> tuple[bool, bool]:
        """Whether bars and months compare with figures of today though signed ones were chosen: so finely none are."""
        basis = self._summary.basis if self._summary is not None else ""
        signed = bool(basis) and not basis.startswith("+")
        return signed and bool(picture.bars_by), signed

    def _show_heat(self, picture: Picture) -> None:
        lines = [self._heat_line(area.uid, _named(area), area, picture) for area in picture.areas]
        tails = (capital(period_words.length(picture.period)), self.tr("Cùng kỳ"), "+/−", "%")
        heads = list(zip(tails, TAIL_WIDTHS, strict=True))[: self._tails()]
        key = self.heat.current_key()
        title = self.tr("Đơn vị hiện nay") if picture.by_region else self.tr("Khu vực")
        self.heat.set_heat(title, picture.heads, lines, heads, self._total_line(picture))
        self._fit_heat()
        if not self.heat.set_current(key):
            self.heat.select_position(0)

    def _tails(self) -> int:
        """Narrow tables and long names leave the per cent out, never a name."""
        picture = self._picture
        if picture is not None and picture.by_region:
            names = max((theme.font_width("body", _named(area)) for area in picture.areas), default=0)
            room = self.split.main.width() - theme.px(NAME_SIDES + MONTH * len(picture.heads)) - names
            return max(2, sum(theme.px(sum(TAIL_WIDTHS[: n + 1])) <= room for n in range(len(TAIL_WIDTHS))))
        return 4 if self.split.main.width() >= theme.px(ROOMY) else 3

    def _heat_line(self, key: str, name: str, area: AreaLine, picture: Picture) -> HeatLine:
        tail = _tail(self._scale, area.now, area.base)[: self._tails()]
        return self._scaled_line(key, name, [figure.amount for figure in area.parts], tail)

    def _scaled_line(self, key: str, name: str, told: Sequence[Decimal | None], tail: Sequence[Cell | str]) -> HeatLine:
        return HeatLine(key, name, list(map(self._scale.whole, told)), tail, list(map(self._scale.exact, told)))

    def _total_line(self, picture: Picture) -> HeatLine | None:
        line = self._line_of(picture.indicator.code)
        if line is None:
            return None
        months = [each.figures[picture.indicator.code].amount for each in picture.months]
        values = months if len(months) == len(picture.heads) else [None] * len(picture.heads)
        tail = _tail(self._scale, line.now, line.base)[: self._tails()]
        return self._scaled_line(WHOLE, self.tr("Toàn tỉnh"), values, tail)

    def _show_months(self, picture: Picture) -> None:
        code = picture.indicator.code
        labels = list(map(period_words.short_month, picture.period.months))
        now = [self._scale.plotted(each.figures[code].amount) for each in picture.months]
        before = [self._scale.plotted(each.base[code].amount) for each in picture.months]
        target = picture.indicator.target
        words = self.tr("chỉ tiêu {n}%").format(n=format_number(target)) if target is not None else ""
        self.line.set_lines(labels, now, before, target, words, format_number)

    def _show_bars(self, picture: Picture) -> None:
        self.bars.set_bars([self._bar(facts) for facts in picture.bars])

    def _bar(self, facts: BarFacts) -> Bar:
        name = short_area(facts.name) if facts.name else self.tr("Còn lại")
        return bar_of(name, facts.now, facts.before, self._scale.said)

    def _show_map(self, picture: Picture) -> None:
        code = picture.indicator.code
        values = {each.key: each.figures[code].amount for each in picture.units}
        self.map.set_places(
            [Place(p.key, p.name, short_area(p.area), p.lon, p.lat, values.get(p.key)) for p in picture.places],
            area_names=not picture.by_region,
        )
        self._map_legend.set_parts(self._map_key())

    def _line_of(self, code: str) -> SummaryLine | None:
        lines = self._summary.lines if self._summary is not None else ()
        return next((line for line in lines if line.indicator.code == code), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low windows get denser rows, so that the total stays in sight."""
        super().resizeEvent(event)
        self._fit_heat()

    def _fit_heat(self) -> None:
        high = theme.px(DENSE if self.height() < theme.px(LOW) else AIRY)
        self.heat.verticalHeader().setDefaultSectionSize(high)
        tall = theme.px(29) + high * self.heat.ledger().rowCount()
        if self._picture is not None and self._picture.by_region:
            tall = min(tall, self.height() - theme.px(HEADLINE + MONTHS))  # the months keep their room
        self.heat.setMaximumHeight(max(tall, self.heat.minimumHeight()))
        self.heat_card.setMaximumHeight(self.heat.maximumHeight() + theme.px(CARD_HEAD))

    # What a person asks

    def ask_source(self) -> None:
        """F2: the source of whatever has the keyboard."""
        if card := self.cards.focused():
            self.ask_card(card)
        elif self.map.hasFocus() and self.map.current() is not None:
            self._ask_unit()
        else:
            self._ask_heat(self.heat.current_key())

    def ask_card(self, code: str) -> None:
        """The source of a headline figure."""
        line = self._line_of(code)
        expected = line.now.amount if line is not None else None
        self._open(Asked(code, self._context.period, self.tr("Toàn tỉnh"), None, expected))

    def _ask_heat(self, key: object) -> None:
        picture = self._picture
        if picture is None or key is None:
            return
        column = self.heat.currentIndex().column() - 1
        period, place, before = picture.period, -1, column == len(picture.part_keys) + 1
        if 0 <= column < len(picture.part_keys):
            period, place = self._context.books.period(picture.part_keys[column]), column
        elif before:
            period = picture.period.same_period_last_year()
        area = next((each for each in picture.areas if each.uid == key), None)
        if area is None:
            return self._open(Asked(picture.indicator.code, period, self.tr("Toàn tỉnh")))
        figure = area.base if before else area.now if place < 0 else area.parts[place]
        where = short_area(area.name)
        self._open(Asked(picture.indicator.code, period, where, area.units, figure.amount, estimated=area.estimated))

    def _on_heat_clicked(self, index: QModelIndex) -> None:
        """A figure leads to its source, a name only marks its area."""
        if index.column() > 0:
            self._ask_heat(self.heat.current_key())

    def _ask_unit(self) -> None:
        place, picture = self.map.current(), self._picture
        if place is None or picture is None:
            return
        amount = Decimal(place.value) if place.value is not None else None
        area = next((each for each in picture.areas if each.uid == place.key), None)
        units, estimated = (area.units, area.estimated) if area is not None else ((str(place.key),), False)
        code = picture.indicator.code
        self._open(Asked(code, picture.period, place.name, units, amount, estimated=estimated))

    def _open(self, asked: Asked) -> None:
        self._from = self.focusWidget()
        self._right.setCurrentIndex(1)
        if self.split.side.isHidden():
            self.split.toggle_side()
        self.source.ask(asked)

    def _close(self) -> None:
        self._right.setCurrentIndex(0)
        (self._from or self.heat).setFocus()

    def _on_area(self, key: object) -> None:
        area = next((each for each in self._picture.areas if each.uid == key), None) if self._picture else None
        self.map.set_area(short_area(area.name) if area is not None else "")

    def _on_map_area(self, name: str) -> None:
        areas = self._picture.areas if self._picture is not None else ()
        area = next((each for each in areas if short_area(each.name) == name), None)
        if area is not None:
            self.heat.set_current(area.uid)

    def _on_map_place(self, key: object) -> None:
        place, picture = self.map.current(), self._picture
        if place is None or picture is None:
            return
        found = next((each for each in picture.units if each.key == key), None)
        if found is not None:
            code = picture.indicator.code
            told = self.tr("{unit}: {now} {measure}, cùng kỳ {base}")
            now, base = (value_said(picture.indicator, each) for each in (found.figures[code], found.base[code]))
            measure = "" if picture.indicator.per_cent else shown_indicator(picture.indicator).unit
            self.said.emit(told.format(unit=place.name, now=now, measure=measure, base=base).replace(" ,", ","))

    def save_pictures(self, folder: Path) -> list[Path]:
        """The four charts as PNG and SVG, named by the indicator."""
        paths: list[Path] = []
        for button, name in zip(self.ways_out, PICTURES, strict=True):
            for kind in ("png", "svg"):
                paths.append(folder / f"{self._stem(name)}.{kind}")
                button.write(paths[-1])
        return paths

    def _stem(self, name: str) -> str:
        code = self._picture.indicator.code if self._picture is not None else "so-lieu"
        return f"{code}_{self._context.period.key}_{name}"

    # What it is made of

    def _furnish(self) -> None:
        self.heat.setMinimumHeight(theme.px(29 + DENSE * 6))
        self.line_card.setMinimumHeight(theme.px(106))
        self.bar_card.setMinimumHeight(theme.px(CARD_HEAD + 16 + 19 * 6))
        self.heat_card.add_action(self.boundaries)
        self._legends, self._map_legend = [YearLegend("fill"), YearLegend("line")], Legend()
        for drawn in (self.line, self.bars, self.map):
            drawn.set_nothing(self.tr("Chưa có số liệu của kỳ này."))
        self.bar_card.add_action(self._legends[0])
        self.line_card.add_action(self._legends[1])
        self.map_card.add_action(self._map_legend)
        frames = (self.heat_card, self.line_card, self.bar_card, self.map_card)
        for frame, inner in zip(frames, (self.heat, self.line, self.bars, self.map), strict=True):
            frame.body.addWidget(inner)
        charts = (HeatPicture(self.heat), self.line, self.bars, self.map)
        for frame, chart, name, size in zip(
            (self.heat_card, self.line_card, self.bar_card, self.map_card), charts, PICTURES, SIZES, strict=True
        ):
            button = frame.add_action(PictureButton(chart, partial(self._stem, name), size))
            self.ways_out.append(button)
        left = _column((self.heat_card, 12), (self.line_card, 1))
        right = _column((self.bar_card, 2), (self.map_card, 3))
        self._right = Stack()
        self._right.addWidget(right)
        self._right.addWidget(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.cards)
        self.split = Split(left, self._right, SIDE, SIDE_LEAST)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.cards.asked.connect(self.ask_card)
        self.heat.chosen.connect(self._on_area)
        self.heat.open_words = self.tr("Xem nguồn số liệu")
        self.heat.opened.connect(self._ask_heat)
        self.heat.clicked.connect(self._on_heat_clicked)
        self.map.area_chosen.connect(self._on_map_area)
        self.map.place_chosen.connect(self._on_map_place)
        self.source.closed.connect(self._close)


def _named(area: AreaLine) -> str:
    """An estimated line bears a mark."""
    return f"{short_area(area.name)} ~" if area.estimated else short_area(area.name)


def _column(*parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(12))
    for widget, stretch in parts:
        column.addWidget(widget, stretch)
    return holder


def _tail(scale: Scale, now: Figure, base: Figure) -> list[Cell | str]:
    found = compare(now, base, rate=scale.indicator.per_cent)
    moved = scale.said(abs(found.difference)) if found.difference is not None else ""
    change = change_cell(scale.indicator, found.difference, moved)
    return [
        Cell(scale.shown(now), bold=True, copied=scale.exact(now.amount)),
        Cell(scale.shown(base), token="text2", copied=scale.exact(base.amount)),
        replace(change, copied=scale.exact(found.difference)),
        percent_cell(found.percent),
    ]
