"""The right side of the report: where a figure comes from, what units wrote, the sentence bank, the finished paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.cards import Card, FactList
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.ui.context import Context
from desktop.ui.headquarters.report_bank_part import ReportBank
from desktop.ui.headquarters.report_finish import ReportFinish
from desktop.ui.headquarters.report_notes import ReportNotes
from desktop.ui.headquarters.source_panel import SourcePanel

SOURCE, NOTES, BANK, FINISH = "source", "notes", "bank", "finish"


class ReportSide(QWidget):
    """Four parts behind tabs; each looks again when it is chosen."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = SectionTabs()
        self.facts_card, self.fact_list = Card(self.tr("Số liệu của báo cáo")), FactList(120)
        hint = self.tr("Bấm một số trong văn bản, hoặc nhấn F2: số đến từ đơn vị nào, tệp nào, ô nào.")
        self.source = SourcePanel(context, hint)
        self.notes, self.bank, self.finish = ReportNotes(context), ReportBank(context), ReportFinish(context)
        self._stack = Stack()
        self._furnish()
        self.tabs.chosen.connect(self.show_part)

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.set_current(key)
        self._stack.setCurrentIndex((SOURCE, NOTES, BANK, FINISH).index(key))
        self.refresh()
        self.chosen.emit(key)

    def refresh(self) -> None:
        """The part in front looks again."""
        if self.tabs.current() == NOTES:
            self.notes.reload()
        elif self.tabs.current() == BANK:
            self.bank.reload()

    def _furnish(self) -> None:
        self.tabs.set_tabs(
            [
                Tab(SOURCE, self.tr("Nguồn số")),
                Tab(NOTES, self.tr("Đơn vị nêu")),
                Tab(BANK, self.tr("Câu mẫu")),
                Tab(FINISH, self.tr("Hoàn thiện")),
            ]
        )
        self.facts_card.add_padded(self.fact_list)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.facts_card)
        column.addWidget(self.source, 1)
        self._stack.addWidget(first)
        for part in (self.notes, self.bank, self.finish):
            card = Card()
            card.body.addWidget(part)
            self._stack.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self._stack, 1)
