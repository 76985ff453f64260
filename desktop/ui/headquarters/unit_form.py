"""What may be changed of a unit: telephone, people, whether it reports, who reports for it; with the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop.base.progress import Progress
from desktop.domain.numbers import format_number, parse_number
from desktop.domain.text import fold
from desktop.kit import jobs
from desktop.kit.inputs import CheckInput, Choice, ChoicePicker, FieldBox, FieldGrid, NumberInput, TextInput
from desktop.services import completing, registering
from desktop.services.books import UnitRow
from desktop.services.recording import Touched
from desktop.services.registering import Moved, Told
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context
from desktop.ui.headquarters.figure_words import amount_said
from desktop.ui.headquarters.noted_words import turned
from desktop.ui.headquarters.reasoned_form import ReasonedForm
from desktop.ui.words import translate

SHOWN = 3


class UnitForm(ReasonedForm):
    """Fields of one unit."""

    done = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context, translate("UnitForm", "Ghi"), translate("UnitForm", "văn bản, người báo, ngày"))
        self._unit: UnitRow | None = None
        self.phone = TextInput("0206 3852 113", registering.LONGEST_PHONE)
        self.people = NumberInput(lambda text: int(parse_number(text)), format_number, self.tr("người"))
        self.reports = CheckInput(self.tr("Phải báo cáo"))
        self.cover = ChoicePicker(fold, self.tr("kỳ này tự báo cáo"))
        fields = FieldGrid(2)
        fields.add_row(
            FieldBox(self.tr("Điện thoại"), self.phone, optional=True),
            FieldBox(self.tr("Số dân"), self.people, optional=True),
        )
        fields.add_row(
            FieldBox(self.tr("Báo cáo"), self.reports), FieldBox(self.tr("Đơn vị báo cáo thay"), self.cover)
        )
        self.furnish([fields, FieldBox(self.tr("Lý do"), self.reason)])
        self.effect.hide()
        self.reports.committed.connect(self._look)

    def set_units(self, units: Sequence[UnitRow]) -> None:
        """Which units may report for another one."""
        self.cover.set_choices([Choice(each.uid, each.name, each.code) for each in units])

    def show_unit(self, unit: UnitRow) -> None:
        """Show a unit; what was typed for another one is gone."""
        if self._unit is None or unit.uid != self._unit.uid:
            self.reason.set_value("")
            self.say("")
        self._unit = unit
        self.phone.set_value(unit.phone)
        self.people.set_value(unit.population)
        self.reports.set_value(unit.reports)
        self.cover.set_value(self._covered(unit))
        self.cover.set_read_only(not unit.reports)
        self.effect.setText("")
        self.effect.hide()

    def store(self) -> None:
        """Keep what is other than before; without a reason it says so."""
        unit = self._unit
        if unit is None or self.people.complaint() or self.cover.complaint():
            return
        people = self.people.value()
        told = Told(self.phone.value(), None if people is None else int(people), self.reports.value())
        by, reason = self.cover.value() or "", self.reason.value()
        other = by != (self._covered(unit) or "")
        books, period = self._context.books, self._context.period

        def work() -> bool:
            changed = registering.change(books, unit.uid, told, reason)
            if other and told.reports:
                registering.cover(books, period, unit.uid, by, reason)
            return changed or other

        self.keep(self.tr("Đang ghi đơn vị"), work, self._on_stored)

    def _on_stored(self, changed: bool) -> None:
        unit = self._unit
        if not changed or unit is None:
            return self.say(self.tr("Chưa đổi gì. Sửa một ô rồi ghi."))
        self.reason.set_value("")
        self._context.announce(Touched.PACKAGES)
        self.done.emit(self.tr("Đã ghi {unit}, lý do giữ trong nhật ký.").format(unit=unit.name))

    def _covered(self, unit: UnitRow) -> str | None:
        return completing.covered_units(self._context.books, self._context.period).get(unit.uid)

    def _look(self) -> None:
        """Say what expecting the unit, or not, does to the figures of now."""
        unit = self._unit
        if unit is None:
            return
        books, period, reports = self._context.books, self._context.period, self.reports.value()

        def work(_: Progress) -> list[Moved]:
            return registering.effect(books, period, unit.uid, reports)

        def then(moved: list[Moved]) -> None:
            if self._unit is unit and self.reports.value() is reports:
                self.effect.setText(self._words(unit, moved))
                self.effect.setVisible(bool(self.effect.text()))

        jobs.run(self, self.tr("Đang xem ảnh hưởng"), work, then, writes=False)

    def _words(self, unit: UnitRow, moved: list[Moved]) -> str:
        if self.reports.value() is unit.reports:
            return ""
        n = len(self._context.books.reporting_units())
        told = self.tr("Phải báo cáo {n} thành {m} đơn vị.").format(n=n, m=n + (1 if self.reports.value() else -1))
        amounts = [each for each in moved if each.before.amount != each.after.amount]
        if not amounts:
            return f"{told} {self.tr('Số tổng của kỳ này không đổi.')}"
        shown = "; ".join(map(self._turn, amounts[:SHOWN]))
        more = self.tr(" và {n} số khác").format(n=len(amounts) - SHOWN) if len(amounts) > SHOWN else ""
        return f"{told} {shown}{more}."

    def _turn(self, each: Moved) -> str:
        """`Vụ phạm tội TTXH 207, rồi 205`."""
        name = shown_indicator(each.indicator).short
        return f"{name} {turned(self._amount(each, after=False), self._amount(each, after=True))}"

    def _amount(self, each: Moved, after: bool) -> str:
        amount = (each.after if after else each.before).amount
        return self.tr("trống") if amount is None else amount_said(each.indicator, amount)
