"""What a list of records shows, found in one look: at once in a short book, off the window's thread in a long one."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.domain.calendars import shifted
from desktop.domain.periods import Period, month_of, period_of_month
from desktop.domain.records import RowState
from desktop.kit import jobs
from desktop.services import browsing
from desktop.services.books import Books
from desktop.services.filtering import Filter
from desktop.ui.words import translate

Counts = dict[tuple[str, RowState], int]


@dataclass(frozen=True)
class Question:
    """What is asked for, in which order, in which period."""

    wanted: Filter
    order: str
    descending: bool
    period: Period


@dataclass(frozen=True)
class Found:
    """Ids in order, records by kind and state, and how many of them the period holds."""

    ids: "array[int]"
    counts: Counts
    standing: tuple[int, int, int]


def span_of(period: Period) -> tuple[str, str]:
    """Days listed for a period: its own, and one month more, where the next report has begun."""
    after = period_of_month(shifted(month_of(period.last, period.calendar), 1), period.calendar)
    return period.first.isoformat(), after.last.isoformat()


def find(books: Books, asked: Question) -> Found:
    """Look once."""
    counts = browsing.counts(books, asked.wanted)
    ids = browsing.ids(books, asked.wanted, asked.order, asked.descending)
    return Found(ids, counts, standing(books, asked.period))


def standing(books: Books, period: Period) -> tuple[int, int, int]:
    """How many finished records and drafts the period holds, and how many of the list belong to the next one."""
    of = {RowState.FINAL: 0, RowState.DRAFT: 0}
    inside = browsing.counts(books, Filter(first=period.first.isoformat(), last=period.last.isoformat()))
    for (_, state), count in inside.items():
        of[state] = of.get(state, 0) + count
    both = browsing.kind_counts(books, *span_of(period))
    finished, drafts = of[RowState.FINAL], of[RowState.DRAFT]
    return finished, drafts, sum(both.values()) - finished - drafts


class RecordLook(QObject):
    """Looks in a job; only the newest answer is told."""

    def __init__(self, books: Books, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._turn = 0
        self._waits = False

    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self._waits

    def drop(self) -> None:
        """Want no answer any more."""
        self._turn += 1
        self._waits = False

    def ask(self, asked: Question, then: Callable[[Found], object]) -> None:
        """Look, and tell what was found."""
        self.drop()
        turn, self._waits = self._turn, True

        def told(found: Found) -> None:
            if turn == self._turn:
                self._waits = False
                then(found)

        words = translate("Records", "Đang xem sổ công tác")
        jobs.run(self, words, lambda _: find(self._books, asked), told, writes=False)
