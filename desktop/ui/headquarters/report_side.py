"""The right side of the report: where a figure comes from, what units wrote, the sentence bank, the finished paper."""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

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

Widget = TypeVar("Widget", ReportNotes, ReportBank, ReportFinish)
SOURCE, NOTES, BANK, FINISH = "source", "notes", "bank", "finish"


class ReportSide(QWidget):
    """Four parts behind tabs, made when they are first chosen; each looks again when it is chosen."""

    chosen = Signal(str)
    picked = Signal()
    """A unit's words were taken into the report, or left out again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = SectionTabs()
        self.facts_card, self.fact_list = Card(self.tr("Số liệu của báo cáo")), FactList(120)
        hint = self.tr("Bấm một số trong văn bản, hoặc nhấn F2: số đến từ đơn vị nào, tệp nào, ô nào.")
        self.source = SourcePanel(context, hint)
        self._context = context
        self._cards: dict[str, QWidget] = {}
        self._stack = Stack()
        self._furnish()
        self.tabs.chosen.connect(self.show_part)

    @cached_property
    def notes(self) -> ReportNotes:
        """What units wrote."""
        notes = self._carded(NOTES, ReportNotes(self._context))
        notes.picked.connect(self.picked)
        return notes

    @cached_property
    def bank(self) -> ReportBank:
        """Ready sentences."""
        return self._carded(BANK, ReportBank(self._context))

    @cached_property
    def finish(self) -> ReportFinish:
        """The finished paper."""
        return self._carded(FINISH, ReportFinish(self._context))

    def ahead(self) -> Iterator[QWidget]:
        """One part a step."""
        for key in (NOTES, BANK, FINISH):
            yield getattr(self, key)

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.set_current(key)
        getattr(self, key)
        self._stack.setCurrentWidget(self._cards[key])
        self.refresh()
        self.chosen.emit(key)

    def refresh(self) -> None:
        """The part in front looks again."""
        if self.tabs.current() == NOTES:
            self.notes.reload()
        elif self.tabs.current() == BANK:
            self.bank.reload()

    def _carded(self, key: str, part: Widget) -> Widget:
        card = self._cards[key] = Card()
        card.body.addWidget(part)
        self._stack.addWidget(card)
        return part

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
        self._cards[SOURCE] = first
        self._stack.addWidget(first)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self._stack, 1)
