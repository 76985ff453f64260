"""What is worth asking units about."""

from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.services import querying
from desktop.services.asking import Standing, Thread
from desktop.services.querying import Queried
from desktop.ui.context import Context
from desktop.ui.headquarters.finding_watch import FindingWatch
from desktop.ui.words import translate


class QualityWatch(FindingWatch[list[Queried]]):
    """What was found last for the open period."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        words = translate("QualityWatch", "Đang so các số liệu")
        super().__init__(context, words, lambda books, period: querying.queries(books, period), [], parent)

    @property
    def open(self) -> list[Queried]:
        """What nobody has asked about yet."""
        return [each for each in self.found if each.thread is None]

    @property
    def asked(self) -> list[Queried]:
        """What was asked and is not closed, the answered ones first."""
        found = [each for each in self.found if each.thread is not None and each.thread.standing is not Standing.CLOSED]
        return sorted(found, key=lambda each: each.thread is not None and each.thread.standing is Standing.OPEN)

    def drop(self, key: str) -> None:
        """Somebody let it pass: it leaves at once."""
        self.found = [each for each in self.found if each.query.key != key]
        self.changed.emit()

    def put(self, key: str, thread: Thread) -> None:
        """A question was put, or closed."""
        self.found = [replace(each, thread=thread) if each.query.key == key else each for each in self.found]
        self.changed.emit()
