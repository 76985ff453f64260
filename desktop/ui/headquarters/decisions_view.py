"""Cần quyết định: everything in the books that only a person can settle, one sort a tab."""

from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit.frame import Page
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.ui.conflict_part import ConflictPart
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.correction_part import CorrectionPart
from desktop.ui.headquarters.pair_part import PairPart
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.quality_part import QualityPart
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.headquarters.question_part import QuestionPart


class Part(Protocol):
    """What stands under a tab; it calls `told` when its count, its sentence or its facts are other ones."""

    def count(self) -> int:
        """How many things wait."""

    def state(self) -> str:
        """One line for the header."""

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter."""

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""

    def arrived(self) -> None:
        """Look again and take the keyboard."""


class DecisionsView(Page):
    """Tabs, and under them the part that is chosen."""

    def __init__(self, context: Context, watch: PairWatch, quality: QualityWatch | None = None) -> None:
        super().__init__(self.tr("Cần quyết định"))
        self.tabs, self.stack = SectionTabs(), Stack()
        self._parts: dict[str, tuple[str, Part]] = {}
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.body.addLayout(column, 1)
        self.tabs.chosen.connect(self._on_tab)
        self.pairs = PairPart(context, watch, self.notice)
        self.pairs.told.connect(self._show)
        self.add_part("pairs", self.tr("Vụ trùng"), self.pairs, self.pairs)
        self.conflicts = ConflictPart(context, self.notice)
        self.conflicts.told.connect(self._show)
        self.add_part("conflicts", self.tr("Xung đột"), self.conflicts, self.conflicts)
        self.corrections = CorrectionPart(context, self.notice)
        self.corrections.told.connect(self._show)
        self.add_part("corrections", self.tr("Điều chỉnh"), self.corrections, self.corrections)
        self.questions = QuestionPart(context, self.notice)
        self.questions.told.connect(self._show)
        self.add_part("questions", self.tr("Đã hỏi đơn vị"), self.questions, self.questions)
        if quality is not None:
            self.quality = QualityPart(context, quality, self.notice)
            self.quality.told.connect(self._show)
            self.add_part("quality", self.tr("Nên hỏi"), self.quality, self.quality)

    def add_part(self, key: str, words: str, part: Part, widget: QWidget) -> None:
        """Put a sort of decisions under a tab of its own."""
        self._parts[key] = words, part
        self.stack.addWidget(widget)
        self._show()

    def part(self) -> Part:
        """What is chosen."""
        return self._parts[self.tabs.current()][1]

    def arrived(self) -> None:
        """The keyboard goes to the first thing to decide."""
        self.part().arrived()
        self._show()

    def seek(self, place: Place) -> None:
        """Open a tab."""
        if isinstance(place, Spot) and place.filter in self._parts:
            self.tabs.set_current(place.filter)
            self._on_tab(place.filter)

    def _on_tab(self, key: str) -> None:
        self.stack.setCurrentIndex(list(self._parts).index(key))
        self.arrived()

    def _show(self) -> None:
        self.tabs.set_tabs(
            [
                Tab(key, words, count=part.count() or None, state="" if part.count() else "done")
                for key, (words, part) in self._parts.items()
            ]
        )
        self.header.set_state(self.part().state())
        self.set_keys(self.part().keys())
        self.panes = self.part().panes()
