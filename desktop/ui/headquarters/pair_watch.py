"""The pairs that wait for a decision."""

from PySide6.QtCore import QObject

from desktop.services import pairing
from desktop.services.pairing import Candidates
from desktop.ui.context import Context
from desktop.ui.headquarters.finding_watch import FindingWatch
from desktop.ui.words import translate

NOTHING = Candidates((), 0)


class PairWatch(FindingWatch[Candidates]):
    """What was found last for the open period."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        words = translate("PairWatch", "Đang tìm vụ trùng")
        super().__init__(context, words, lambda books, period: pairing.candidates(books, period), NOTHING, parent)

    def drop(self, key: object) -> None:
        """A pair was decided: it leaves at once."""
        shown = tuple(each for each in self.found.shown if each.key != key)
        gone = len(self.found.shown) - len(shown)
        self.found = Candidates(shown, self.found.count - gone, self.found.crowded)
        self.changed.emit()
