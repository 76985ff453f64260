"""Chốt số liệu: the summary in place that asks once; afterwards what is no longer as it was signed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.numbers import format_number
from desktop.domain.periods import Period
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.services.counting import Summary
from desktop.services.freezing import Changed
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.headquarters.figure_words import rate_said, value_said
from desktop.ui.headquarters.receiving_words import effect_words

SHOWN = ("TH.01", "TX.03", "GT.01", "XD.01")


class FreezeBar(Block):
    """Asks before it freezes; tells what changed since."""

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent", parent=parent)
        self.yes = KeyButton(self.tr("Chốt"), "Ctrl+Enter", kind="primary", bind=False)
        self.no = KeyButton(self.tr("Thôi"), "Esc", kind="quiet", bind=False)
        self.again = KeyButton(self.tr("Chốt lại"), small=True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self.yes, self.no, self.again):
            row.addWidget(button)
        self._row.addLayout(row)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, period: Period, summary: Summary, conflicts: int) -> None:
        """Say what would be frozen, and what is missing in it."""
        self.set_kind("accent")
        left = summary.expected - summary.received
        told = [self.tr("{come}/{all} đơn vị").format(come=summary.received, all=summary.expected)]
        told += [self._figure(summary, code) for code in SHOWN]
        told += [self.tr("tỷ lệ làm rõ {rate}").format(rate=rate) for rate in [self._rate(summary)] if rate]
        odd = [self.tr("thiếu {n} đơn vị").format(n=format_number(left))] if left else []
        odd += [self.tr("{n} xung đột chưa quyết định").format(n=format_number(conflicts))] if conflicts else []
        after = self.tr("Chốt rồi, gói đã dùng không hoàn tác được, gói đến sau là bổ sung.")
        missing = self.tr("Còn {odd}.").format(odd=", ".join(odd)) + " " if odd else ""
        self.set(
            self.tr("Chốt số liệu {period}?").format(period=period_words.label(period)),
            f"{', '.join(filter(None, told))}. {missing}{after}",
        )
        self._show_buttons(asking=True)
        self.show()
        self.yes.setFocus()

    def is_asking(self) -> bool:
        """Whether it waits for a yes."""
        return self.isVisible() and not self.yes.isHidden()

    def show_changes(self, at: str, changed: Sequence[Changed]) -> None:
        """What differs from the signed figures; nothing where all is as it was."""
        if not changed:
            self.hide()
            return
        self.set_kind("warn")
        moved = sum(each.moved for each in changed)
        title = self.tr("{n} số liệu của tỉnh khác với bản chốt {at}").format(n=format_number(moved), at=at)
        if not moved:
            title = self.tr("Số liệu như bản chốt {at}, thêm đơn vị đã báo cáo").format(at=at)
        self.set(title, effect_words(tuple(changed)).replace("\n", "; "))
        self._show_buttons(asking=False)
        self.show()

    def _show_buttons(self, asking: bool) -> None:
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
        self.again.setVisible(not asking)

    def _figure(self, summary: Summary, code: str) -> str:
        line = next((each for each in summary.lines if each.indicator.code == code), None)
        if line is None or line.now.amount is None:
            return ""
        name = shown_indicator(line.indicator).short
        return f"{value_said(line.indicator, line.now)} {name[:1].lower()}{name[1:]}"

    def _rate(self, summary: Summary) -> str:
        line = next((each for each in summary.lines if each.indicator.code == "TX.04"), None)
        return rate_said(line.now.amount) if line is not None and line.now.amount is not None else ""
