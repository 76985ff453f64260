"""Các kỳ: units down, periods across, one mark each: on time, late, after the freeze, reported by another, missing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from desktop.domain.calendars import shifted
from desktop.domain.deadlines import REGULAR
from desktop.domain.periods import Period, PeriodKind, period_of_month
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.marks import Mark
from desktop.services.books import Books
from desktop.services.completing import Slot, Timing
from desktop.ui import period_words, words
from desktop.ui.headquarters.standings import short_area
from desktop.ui.words import translate

MARKS = {
    Timing.ON_TIME: Mark.PASSED,
    Timing.LATE: Mark.WARNING,
    Timing.AFTER_FREEZE: Mark.SUPPLEMENT,
    Timing.COVERED: Mark.SAME,
    Timing.MISSING: Mark.MISSING,
    Timing.NOT_DUE: Mark.NEXT,
}
MONTHS = 12
"""So many months are shown, besides the quarters, half-years and the open period that end in them."""
FEW, WIDE = 2, 260
"""So few periods say in words how each report stands."""
Slots = Mapping[tuple[int, str, str], Slot]


def periods_shown(books: Books, open_period: Period, today: datetime) -> list[Period]:
    """The months of the year up to the open period's last one, with what they add up to, in the order of deadlines."""
    last = open_period.months[-1] if open_period.months else int(f"{today:%Y%m}")
    months = [shifted(last, -step) for step in range(MONTHS)]
    keys = [f"{last // 100}-{kind}" for kind in ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "9T", "Y")]
    larger = [books.period(key) for key in keys]
    found = [period_of_month(month, books.me.calendar) for month in months if month // 100 == last // 100]
    found += [each for each in larger if each.months[-1] <= last]
    found += [open_period] if open_period.key not in {each.key for each in found} else []
    return sorted(found, key=lambda each: (each.last, len(each.months)))


def short_title(period: Period) -> str:
    """`T5`, `Q1`, `6T`, `9T`, `Năm`: as narrow as a column."""
    tail = period.key.partition("-")[2]
    match period.kind:
        case PeriodKind.MONTH:
            return period_words.short_month(int(tail[1:]))
        case PeriodKind.HALF:
            return "6T" if tail == "H1" else "6T cuối"
        case PeriodKind.YEAR:
            return translate("Progress", "Năm")
    return tail


class ProgressMatrix(LedgerTable):
    """Enter opens the unit in the period of the cell."""

    def __init__(self, books: Books, parent: QWidget | None = None) -> None:
        super().__init__(parent, cells=True)
        self._books = books
        self._shown: list[tuple[Period, str]] = []
        self._rows = RowsModel([Column("", "unit", 170, stretch=True)])
        self.setModel(self._rows)

    def show_slots(self, periods: Sequence[Period], slots: Slots) -> None:
        """One column for every period and report type that anybody sent."""
        types = dict.fromkeys((REGULAR, *(kind for _, _, kind in slots)))
        self._shown = [(period, kind) for kind in types for period in periods]
        titles = {f"{period.key} {kind}": self._title(period, kind) for period, kind in self._shown}
        if self._in_words():
            columns = [Column(title, key, WIDE, stretch=key == list(titles)[-1]) for key, title in titles.items()]
        else:
            columns = [Column(title, key, 46, "center") for key, title in titles.items()]
        late = Column(translate("Progress", "Muộn"), "late", 52, "right")
        unit = Column(translate("Progress", "Đơn vị"), "unit", 170, prose=True, stretch=not self._in_words())
        self._rows.set_columns([unit, late, *columns])
        self._rows.set_rows(self._lines(slots))

    def _in_words(self) -> bool:
        return 0 < len(self._shown) <= FEW

    def words_of(self, slots: Slots) -> str:
        """What the status line says of the cell that the keyboard stands on."""
        uid, column = self.current_key(), self.currentIndex().column() - 2
        if not isinstance(uid, str) or not 0 <= column < len(self._shown):
            return ""
        period, kind = self._shown[column]
        unit = self._books.units[self._books.unit_ids[uid]]
        return f"{unit.name}, {period.label}: {slot_words(slots[unit.id, period.key, kind])}"

    def _title(self, period: Period, kind: str) -> str:
        return short_title(period) if kind == REGULAR else f"{short_title(period)} {kind}"

    def _lines(self, slots: Slots) -> list[Line | Group]:
        areas = {unit.uid: short_area(unit.name) for unit in self._books.units.values()}
        rows: list[Line | Group] = []
        last: str | None = None
        for unit in self._books.reporting_units():
            if unit.parent_uid != last and unit.parent_uid in areas:
                rows.append(Group(areas[unit.parent_uid]))
                last = unit.parent_uid
            mine = [slots[unit.id, period.key, kind] for period, kind in self._shown]
            late = sum(each.timing in (Timing.LATE, Timing.AFTER_FREEZE) for each in mine)
            told = [slot_words(each) for each in mine]
            marks = [
                Cell(said if self._in_words() else "", mark=MARKS[each.timing], tip=said)
                for each, said in zip(mine, told, strict=True)
            ]
            head = [Cell(unit.name, tip=unit.name), Cell(str(late) if late else "", token="warn")]
            rows.append(Line([*head, *marks], unit.uid))
        return rows


def slot_words(slot: Slot) -> str:
    """How one report stands, by both clocks."""
    match slot.timing:
        case Timing.ON_TIME:
            return translate("Progress", "đúng hạn, nhận {time}").format(time=_moment(slot.received))
        case Timing.LATE:
            return lateness_words(slot.late, slot.unit_late)
        case Timing.AFTER_FREEZE:
            return translate("Progress", "nhận sau khi chốt, {time}").format(time=_moment(slot.received))
        case Timing.COVERED:
            return translate("Progress", "{unit} báo cáo thay").format(unit=slot.covered_by)
        case Timing.MISSING:
            return translate("Progress", "quá hạn, chưa gửi")
        case Timing.NOT_DUE:
            return translate("Progress", "chưa tới hạn")


def lateness_words(late: timedelta, unit_late: timedelta) -> str:
    """Brought late is another thing than written late."""
    told = translate("Progress", "muộn {time}").format(time=words.duration(late))
    return told if unit_late else told + translate("Progress", ", xuất đúng hạn")


def _moment(iso: str) -> str:
    return f"{iso[11:16]} {iso[8:10]}/{iso[5:7]}" if iso else ""
