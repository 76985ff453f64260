"""The version that waits: what it changes, whom its rules would warn, from when it shall hold."""

import re
from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue_changes import Change, What
from desktop.domain.catalogue_columns import BY_PART
from desktop.domain.catalogue_rehearsal import DeadlineTrial, FigureTrial, Rehearsal, RuleTrial
from desktop.domain.catalogue_words import REPORTS, STEPS
from desktop.domain.deadlines import REGULAR, UNIT_TO_PROVINCE
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period, parse_period
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card
from desktop.kit.inputs import PlainPicker
from desktop.kit.marks import Mark
from desktop.kit.text import Text
from desktop.services.drafting import Waiting
from desktop.ui import period_words
from desktop.ui.catalogue_words import spoken
from desktop.ui.headquarters.workbook_words import shown_header, shown_values

MARKS = {What.ADDED: Mark.ADDED, What.CHANGED: Mark.CHANGED, What.MOVED: Mark.MOVED}
GONE = (What.RETIRED, What.REMOVED)
LEAST_ROWS = 3
_FACT = re.compile(r"\{\w+[^}]*\}")


class WaitingPanel(Card):
    """What waits, its rehearsal, and what may be done with it."""

    rehearse_asked = Signal()
    drop_asked = Signal()
    soften_asked = Signal(str)
    """Code of a rule that is to be left on trial."""
    opened = Signal(str, str)
    """Part and key of a changed row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.block, self.table = Block("plain"), LedgerTable()
        self.model = RowsModel(self._columns())
        self.detail = Text("", "caption", "text2", wrap=True)
        self.since = PlainPicker([("", "")])
        self.try_out = KeyButton(self.tr("Chạy thử"), "F5", icon="refresh-cw", small=True)
        self.soften = KeyButton(self.tr("Để ở mức thử"), small=True)
        self.drop = KeyButton(self.tr("Bỏ bản chờ"), kind="quiet", small=True)
        self._tried_on = ""
        self._furnish()
        self.table.chosen.connect(lambda _: self._show_detail())
        self.table.opened.connect(lambda _: self._open())
        self.try_out.clicked.connect(self.rehearse_asked)
        self.soften.clicked.connect(self._on_soften)
        self.drop.clicked.connect(self.drop_asked)

    def show_waiting(self, waiting: Waiting, periods: list[Period], tried: str) -> None:
        """Show a version, from which periods on it may hold, and how the period is called that it was tried on."""
        self.set_title(self.tr("Bản {version}, chờ ban hành").format(version=waiting.version))
        self.set_aside(self.tr("{n} thay đổi").format(n=format_number(len(waiting.changes))))
        self._tried_on = tried
        self._show_block(waiting)
        self.model.set_rows(list(self._rows(waiting)))
        self.table.select_position(0)
        self._show_detail()
        chosen = self.since.value()
        self._offer(periods)
        self.since.set_value(chosen)

    def _offer(self, periods: list[Period]) -> None:
        options = [(each.key, f"{period_words.label(each)}, {each.first:%d/%m/%Y}") for each in periods]
        self.since.set_options(options)

    def _show_block(self, waiting: Waiting) -> None:
        found = waiting.rehearsal
        if found is None:
            told = self.tr("Chưa chạy thử") if waiting.needs_rehearsal else self.tr("Không cần chạy thử")
            why = (
                self.tr("Chạy thử trên kỳ đang mở để biết đơn vị nào sẽ bị cảnh báo, số nào sẽ đổi.")
                if waiting.needs_rehearsal
                else self.tr("Các thay đổi này không đụng tới số liệu đang có.")
            )
            self.block.set_kind("plain")
            self.block.set_mark(Mark.NEXT if waiting.needs_rehearsal else Mark.DONE)
            return self.block.set(told, why)
        warned = len({unit.uid for rule in found.rules for unit in rule.units})
        odd = bool(warned or found.moves_the_past)
        self.block.set_kind("warn" if odd else "accent")
        self.block.set_mark(Mark.WARNING if odd else Mark.DONE)
        told = self.tr("{n}/{all} đơn vị sẽ bị cảnh báo").format(n=warned, all=found.units)
        if found.deadlines and not warned:
            return self.block.set(self._moved(found), self._tried(found))
        more = f" {self._moved(found)}." if found.deadlines else ""
        self.block.set(told, self._tried(found) + more)

    def _tried(self, found: Rehearsal) -> str:
        seconds = format_number(max(1, round(found.seconds)))
        told = self.tr("Thử trên số liệu {period}, {n} giây.").format(period=self._tried_on, n=seconds)
        moved = sum(each.before != each.after for each in found.figures if each.before)
        return told + (self.tr(" {n} chỉ tiêu đổi số.").format(n=moved) if moved else "")

    def _moved(self, found: Rehearsal) -> str:
        past = found.moves_the_past
        words = self.tr("{n} hạn gửi đổi, {m} hạn đã qua") if past else self.tr("{n} hạn gửi đổi")
        return words.format(n=len(found.deadlines), m=past)

    def _rows(self, waiting: Waiting) -> Iterator[Line | Group]:
        found = waiting.rehearsal
        for rule in found.rules if found else ():
            yield from self._rule_rows(rule, found.units if found else 0)
        if found and found.figures:
            yield Group(self.tr("Số liệu đếm lại"))
            yield from (self._figure_row(each) for each in found.figures)
        if found and found.deadlines:
            yield Group(self.tr("Hạn gửi đổi"))
            yield from (self._deadline_row(each, found.at) for each in found.deadlines)
        yield Group(self.tr("Thay đổi"))
        for change in waiting.changes:
            name = change.name if change.what is not What.MOVED else self.tr("Xếp lại thứ tự")
            part = spoken(BY_PART[change.part].title)
            gone = change.what in GONE
            mark = Cell("", icon="circle-minus") if gone else Cell("", mark=MARKS[change.what])
            yield Line([mark, Cell(name, tip=name, strike=gone), part], change)

    def _rule_rows(self, rule: RuleTrial, units: int) -> Iterator[Line | Group]:
        told = self.tr("{code}: {n}/{all} đơn vị")
        yield Group(told.format(code=rule.code, n=len(rule.units), all=units))
        for unit in rule.units:
            times = self.tr("{n} chỗ").format(n=format_number(unit.times))
            yield Line([Cell("", mark=Mark.WARNING), Cell(unit.name, tip=unit.name), times], (rule, unit.uid))

    def _figure_row(self, each: FigureTrial) -> Line:
        before = each.before or self.tr("chưa đếm")
        told = self.tr("{before} thành {after}").format(before=before, after=each.after)
        mark = Mark.SAME if each.before == each.after else Mark.CHANGED
        return Line([Cell("", mark=mark), Cell(f"{each.code} {each.name}", tip=each.name), told], each)

    def _deadline_row(self, each: DeadlineTrial, now: str) -> Line:
        """One that has passed already stands out: who came late would be told otherwise."""
        name = period_words.label(parse_period(each.period, each.calendar))
        name = name if _is_units_own(each) else f"{name}, {spoken(REPORTS[each.report])}, {spoken(STEPS[each.step])}"
        mark = Mark.WARNING if each.before < now else Mark.MOVED
        after = f"{datetime.fromisoformat(each.after):%d/%m %H:%M}"
        return Line([Cell("", mark=mark), Cell(name, tip=name), after], each)

    def _deadline_detail(self, each: DeadlineTrial) -> str:
        before, after = (f"{datetime.fromisoformat(told):%d/%m/%Y %H:%M}" for told in (each.before, each.after))
        last = parse_period(each.period, each.calendar).last
        told = self.tr("Hạn {before} thành {after}. Kỳ nào kết thúc ngày {day} cũng theo hạn này.")
        return told.format(before=before, after=after, day=f"{last:%d/%m/%Y}")

    def _show_detail(self) -> None:
        told = self.tr("Ban hành kèm phản hồi. Tệp của hai bản trước vẫn nhận được.")
        key = self.table.current_key()
        self.detail.setText(self._detail(key) or told)
        self.soften.setVisible(_rule_of(key) is not None)

    def _detail(self, key: object) -> str:
        if isinstance(key, Change):
            whole = key.what is What.REMOVED
            told = ((shown_header(cell), *shown_values(key.part, cell)) for cell in key.cells)
            cells = (f"{header}: {before if whole else self._pair(before, after)}" for header, before, after in told)
            return f"{key.code or key.name}. {'; '.join(cells)}" if key.cells else ""
        if isinstance(key, FigureTrial):
            return self.tr("{n} đơn vị có số khác đi.").format(n=format_number(key.units))
        if isinstance(key, DeadlineTrial):
            return self._deadline_detail(key)
        rule = _rule_of(key)
        return _FACT.sub("…", rule.message) if rule is not None else ""

    def _pair(self, before: str, after: str) -> str:
        if not before:
            return after
        blank = self.tr("trống")
        return self.tr("{before} thành {after}").format(before=before, after=after or blank)

    def _on_soften(self) -> None:
        if (rule := _rule_of(self.table.current_key())) is not None:
            self.soften_asked.emit(rule.code)

    def _open(self) -> None:
        key = self.table.current_key()
        if isinstance(key, Change):
            self.opened.emit(key.part, key.key)

    def _columns(self) -> list[Column]:
        return [
            Column("", "mark", 34),
            Column(self.tr("Thay đổi, chạy thử"), "name", 170, prose=True, stretch=True, least=90),
            Column(self.tr("Ở đâu"), "where", 92, token="text2"),
        ]

    def _furnish(self) -> None:
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.px(28 * (LEAST_ROWS + 1)))
        self.table.setAccessibleName(self.tr("Thay đổi của bản chờ"))
        self.add_padded(self.block)
        self.body.addWidget(self.table, 1)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
        column.setSpacing(theme.px(6))
        column.addWidget(self.detail)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Text(self.tr("Áp dụng từ"), "body", "text2"))
        row.addWidget(self.since, 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.try_out)
        buttons.addWidget(self.soften)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.body.addWidget(foot)


def _is_units_own(each: DeadlineTrial) -> bool:
    return (each.report, each.step) == (REGULAR, UNIT_TO_PROVINCE)


def _rule_of(key: object) -> RuleTrial | None:
    """The rule that warns the chosen unit."""
    return key[0] if isinstance(key, tuple) and isinstance(key[0], RuleTrial) else None
