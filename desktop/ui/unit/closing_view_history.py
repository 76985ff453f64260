"""What was sent: number, time, kind and code of every package."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.periods import Period
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.marks import Mark
from desktop.services.exporting import Sent
from desktop.ui.words import capital


class HistoryCard(Card):
    """The packages of this period first, earlier periods under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Đã gửi"))
        self.table = LedgerTable()
        self.rows = RowsModel(
            [
                Column(self.tr("Lần"), "sequence", 56),
                Column(self.tr("Lúc xuất"), "created", 104),
                Column(self.tr("Bản"), "complete", 120, stretch=True),
                Column(self.tr("Mã gói"), "code", 92, bold=True),
            ]
        )
        self.table.setModel(self.rows)
        self.table.set_empty(EmptyState(self.tr("Chưa xuất lần nào. Mã gói hiện ở đây sau khi xuất.")))
        self.body.addWidget(self.table, 1)

    def show_sent(self, sent: list[Sent], period: Period, names: dict[str, str]) -> None:
        """Show the history; `names` says what other periods are called."""
        here = [each for each in sent if each.period == period.key]
        lines: list[Line | Group] = [self._line(each) for each in here]
        for key in dict.fromkeys(each.period for each in sent if each.period != period.key):
            lines.append(Group(capital(names.get(key, key))))
            lines += [self._line(each) for each in sent if each.period == key]
        self.rows.set_rows(lines)

    def _line(self, sent: Sent) -> Line:
        when = datetime.fromisoformat(sent.created)
        kind = (
            Cell(self.tr("đầy đủ"), mark=Mark.DONE)
            if sent.complete
            else Cell(self.tr("chưa hoàn chỉnh"), mark=Mark.IN_HAND)
        )
        return Line([f"L{sent.sequence:02d}", f"{when:%d/%m %H:%M}", kind, sent.code], key=(sent.period, sent.sequence))
