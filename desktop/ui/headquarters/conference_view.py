"""Hội nghị và nhiệm vụ: the record and its conclusions, what became of them, and the news of it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import jobs, messages
from desktop.kit.buttons import KeyButton
from desktop.kit.frame import Page
from desktop.kit.stack import Stack
from desktop.kit.tabs import SectionTabs, Tab
from desktop.services import conferring, following
from desktop.services.recording import Touched
from desktop.ui.context import Context, Place
from desktop.ui.headquarters.conference_part import ConferencePart
from desktop.ui.headquarters.news_part import NewsPart
from desktop.ui.headquarters.places import Spot
from desktop.ui.headquarters.task_part import TaskPart
from desktop.ui.troubles import sentence

Part = ConferencePart | TaskPart | NewsPart
Widget = TypeVar("Widget", ConferencePart, TaskPart, NewsPart)
WORD = "Word (*.docx)"


class ConferenceView(Page):
    """Three tabs over one conference."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Hội nghị và nhiệm vụ"))
        self._context = context
        self.tabs, self.stack = SectionTabs(), Stack()
        self._late = 0
        self._titles = {
            "record": self.tr("Hội nghị"),
            "tasks": self.tr("Theo dõi nhiệm vụ"),
            "news": self.tr("Tin hội nghị"),
        }
        self.begin = self.header.add_action(KeyButton(self.tr("Thêm hội nghị"), "Ctrl+N", icon="plus"))
        self.export = self.header.add_action(KeyButton("", "Ctrl+E", icon="file-text", kind="primary"))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.body.addLayout(column, 1)
        self._show_tabs()
        self.tabs.chosen.connect(self._on_tab)
        self.begin.clicked.connect(self._on_begin)
        self.export.clicked.connect(self.ask_export)
        context.announcements.touched.connect(self._on_touched)

    @cached_property
    def record(self) -> ConferencePart:
        """The conference itself."""
        return self._taken_in(ConferencePart(self._context, self.notice))

    @cached_property
    def tasks(self) -> TaskPart:
        """What became of the conclusions; made when somebody first asks for it."""
        return self._taken_in(TaskPart(self._context, self.notice))

    @cached_property
    def news(self) -> NewsPart:
        """The short public text; made when somebody first asks for it."""
        return self._taken_in(NewsPart(self._context, self.notice))

    def first(self) -> Iterator[QWidget]:
        """The part that is chosen."""
        yield self._made(self.tabs.current())

    def ahead(self) -> Iterator[QWidget]:
        """One part a step."""
        for key in self._titles:
            yield self._made(key)

    def part(self) -> Part:
        """What is chosen."""
        return self._made(self.tabs.current())

    def arrived(self) -> None:
        """Look again; the keyboard goes to what is chosen."""
        self._look()
        self.part().arrived()

    def seek(self, place: Place) -> None:
        """Open a tab."""
        if isinstance(place, Spot) and place.filter in self._titles:
            self.open_tab(place.filter)

    def open_tab(self, key: str) -> None:
        """Choose a tab."""
        self.tabs.set_current(key)
        self._on_tab(key)

    def ask_export(self) -> None:
        """Ask where to, then write the minutes, or the news where they are shown."""
        news = self.tabs.current() == "news"
        name = f"{'tin' if news else 'bien-ban'}-hoi-nghi-{self._context.period.key}.docx"
        path = messages.ask_save(self, self.export.text(), name, WORD)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write what the chosen tab is about."""
        books, period = self._context.books, self._context.period
        make = conferring.write_news if self.tabs.current() == "news" else conferring.write_minutes

        def work(_: Progress) -> Path:
            make(books, conferring.the_one(books, period), path)
            return path

        jobs.run(self, self.export.text(), work, self._on_written, failed=self._on_failed)

    def _on_written(self, path: Path) -> None:
        told = self.tr("Đã ghi {name} vào {folder}.").format(name=path.name, folder=path.parent)
        self.notice.tell(told, self.tr("Mở tệp"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.tell(sentence(error), kind="err")
        else:
            jobs.tell_failure(self, self.export.text(), error)

    def _on_begin(self) -> None:
        self.open_tab("record")
        self.record.begin()

    def _on_tab(self, key: str) -> None:
        self.stack.setCurrentWidget(self.part())
        self.arrived()
        self._show()

    def _on_touched(self, touched: object) -> None:
        if self.isVisible() and touched in (Touched.PACKAGES, Touched.TASKS):
            self._look()
            self._show()

    def _made(self, key: str) -> Part:
        part: Part = getattr(self, key)
        return part

    def _taken_in(self, part: Widget) -> Widget:
        self.stack.addWidget(part)
        part.told.connect(self._show)
        return part

    def _look(self) -> None:
        """How many tasks are late stands on a tab, also before its part is made."""
        if "tasks" in self.__dict__:
            return self.tasks.reload()
        found = following.follow(self._context.books, self._context.period, self._context.today())
        self._late = sum(len(each.late) for each in found)

    def _show_tabs(self) -> None:
        late = self.tasks.count() if "tasks" in self.__dict__ else self._late
        self.tabs.set_tabs(
            [
                Tab(key, words, count=late if key == "tasks" and late else None)
                for key, words in self._titles.items()
            ]
        )

    def _show(self) -> None:
        self._show_tabs()
        held = self.record.held is not None
        self.begin.setVisible(not held)
        news = self.tabs.current() == "news"
        self.export.setText(self.tr("Xuất tin") if news else self.tr("Xuất biên bản"))
        self.export.updateGeometry()
        if held:
            self.export.enable()
        else:
            self.export.disable(self.tr("Chưa có hội nghị của kỳ này."))
        self.header.set_state(self.part().state())
        self.set_keys(self.part().keys())
        self.panes = self.part().panes()
        self.side_panel = self.part().side()
