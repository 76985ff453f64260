"""Cần quyết định: everything in the books that only a person can settle, one sort a tab."""

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kit.frame import Page
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import asking, deciding
from desktop.ui.conflict_part import ConflictPart
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.correction_part import CorrectionPart
from desktop.ui.headquarters.pair_part import PairPart
from desktop.ui.headquarters.pair_watch import PairWatch
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.quality_part import QualityPart, unread
from desktop.ui.headquarters.quality_watch import QualityWatch
from desktop.ui.headquarters.question_part import QuestionPart, answered


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


Widget = TypeVar("Widget", ConflictPart, CorrectionPart, QuestionPart, QualityPart)


class DecisionsView(Page):
    """Tabs, and under them the part that is chosen; each is made when somebody first asks for it."""

    def __init__(self, context: Context, watch: PairWatch, quality: QualityWatch | None = None) -> None:
        super().__init__(self.tr("Cần quyết định"))
        self._context, self._quality = context, quality
        self._answered = answered(asking.threads(context.books))
        self.tabs, self.stack = SectionTabs(), Stack()
        self._titles = {
            "pairs": self.tr("Vụ trùng"),
            "conflicts": self.tr("Xung đột"),
            "corrections": self.tr("Điều chỉnh"),
            "questions": self.tr("Đã hỏi đơn vị"),
        }
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.body.addLayout(column, 1)
        self.tabs.chosen.connect(self._on_tab)
        self.pairs = PairPart(context, watch, self.notice)
        self.stack.addWidget(self.pairs)
        self.pairs.told.connect(self._show)
        if quality is not None:
            self._titles["quality"] = self.tr("Nên hỏi")
            quality.changed.connect(self._show)
        self._show()

    @cached_property
    def conflicts(self) -> ConflictPart:
        """Records that two laptops tell differently."""
        return self._taken_in(ConflictPart(self._context, self.notice))

    @cached_property
    def corrections(self) -> CorrectionPart:
        """What headquarters put above the units' values."""
        return self._taken_in(CorrectionPart(self._context, self.notice))

    @cached_property
    def questions(self) -> QuestionPart:
        """What the units were asked."""
        return self._taken_in(QuestionPart(self._context, self.notice))

    @cached_property
    def quality(self) -> QualityPart:
        """What the units should be asked."""
        assert self._quality is not None
        return self._taken_in(QualityPart(self._context, self._quality, self.notice))

    def first(self) -> Iterator[QWidget]:
        """The pairs that were found."""
        self.pairs.reload()
        yield self.pairs

    def ahead(self) -> Iterator[QWidget]:
        """One part a step."""
        for key in self._titles:
            yield self._widget(key)

    def part(self) -> Part:
        """What is chosen."""
        return self._made(self.tabs.current())

    def arrived(self) -> None:
        """The keyboard goes to the first thing to decide."""
        self._answered = answered(asking.threads(self._context.books))
        self.part().arrived()
        self._show()

    def seek(self, place: Place) -> None:
        """Open a tab."""
        if isinstance(place, Spot) and place.filter in self._titles:
            self.tabs.set_current(place.filter)
            self._on_tab(place.filter)

    def _made(self, key: str) -> Part:
        part: Part = getattr(self, key)
        return part

    def _widget(self, key: str) -> QWidget:
        widget: QWidget = getattr(self, key)
        return widget

    def _taken_in(self, part: Widget) -> Widget:
        self.stack.addWidget(part)
        part.told.connect(self._show)
        return part

    def _count(self, key: str) -> int:
        """How many things wait under a tab, also before its part is made."""
        if key in self.__dict__:
            return self._made(key).count()
        match key:
            case "conflicts":
                return deciding.count(self._context.books)
            case "questions":
                return self._answered
            case "quality" if self._quality is not None:
                return unread(self._quality)
        return 0

    def _on_tab(self, key: str) -> None:
        self.stack.setCurrentWidget(self._widget(key))
        self.arrived()

    def _show(self) -> None:
        counts = {key: self._count(key) for key in self._titles}
        self.tabs.set_tabs(
            [
                Tab(key, words, count=counts[key] or None, state="" if counts[key] else "done")
                for key, words in self._titles.items()
            ]
        )
        self.header.set_state(self.part().state())
        self.set_keys(self.part().keys())
        self.panes = self.part().panes()
