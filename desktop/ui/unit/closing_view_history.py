"""What was sent: number, time, kind and code of every package."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.periods import Period
from desktop.domain.reply import Receipt
from desktop.kit.block_table import Cell, Column, Group, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.marks import Mark
from desktop.services.exporting import Sent
from desktop.ui.retold import retold
from desktop.ui.words import capital


class HistoryCard(Card):
    """The packages of this period first, earlier periods under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._receipts: Mapping[str, Receipt] = {}
        self.set_title(self.tr("Đã gửi"))
        self.table = LedgerTable()
        self.rows = RowsModel(
            [
                Column(self.tr("Lần"), "sequence", 48),
                Column(self.tr("Lúc xuất"), "created", 92),
                Column(self.tr("Bản, biên nhận"), "complete", 120, prose=True, stretch=True),
                Column(self.tr("Mã gói"), "code", 90, bold=True),
            ]
        )
        self.table.setModel(self.rows)
        self.table.set_empty(EmptyState(self.tr("Chưa xuất lần nào. Mã gói hiện ở đây sau khi xuất.")))
        self.body.addWidget(self.table, 1)

    def show_sent(
        self, sent: list[Sent], period: Period, names: dict[str, str], receipts: Mapping[str, Receipt] | None = None
    ) -> None:
        """Show the history; `names` says what other periods are called, `receipts` what came of each package."""
        self._receipts = receipts or {}
        here = [each for each in sent if each.period == period.key]
        lines: list[Line | Group] = [self._line(each) for each in here]
        for key in dict.fromkeys(each.period for each in sent if each.period != period.key):
            lines.append(Group(capital(names.get(key, key))))
            lines += [self._line(each) for each in sent if each.period == key]
        self.rows.set_rows(lines)

    def _line(self, sent: Sent) -> Line:
        when = datetime.fromisoformat(sent.created)
        receipt = self._receipts.get(sent.package)
        if receipt is not None:
            told = self.tr("Cấp trên nhận lúc {time}: {outcome}, {held} dòng giữ lại")
            time = f"{datetime.fromisoformat(receipt.received):%H:%M %d/%m}"
            tip = told.format(time=time, outcome=retold(receipt.outcome), held=receipt.held)
            kind = Cell(retold(receipt.outcome), mark=Mark.PARTLY if receipt.held else Mark.PASSED, tip=tip)
        elif sent.complete:
            kind = Cell(self.tr("đầy đủ"), mark=Mark.DONE)
        else:
            kind = Cell(self.tr("chưa hoàn chỉnh"), mark=Mark.IN_HAND)
        return Line([f"L{sent.sequence:02d}", f"{when:%d/%m %H:%M}", kind, sent.code], key=(sent.period, sent.sequence))
