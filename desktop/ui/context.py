"""What every screen is given: the open books, settings, announcements, the period that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import UserError
from desktop.base.settings import Settings
from desktop.domain.periods import Period
from desktop.ui import period_choice

if TYPE_CHECKING:
    from desktop.domain.catalogue import Catalogue
    from desktop.services.books import Books


_SAID = "said on {page}"


@dataclass(frozen=True)
class Place:
    """Where to look: a page, and there a record, a new one, words, a figure or a section."""

    page: str
    record: bytes | None = None
    new_kind: str = ""
    like_last: bool = False
    drafts: bool = False
    text: str = ""
    indicator: str = ""
    month: int = 0
    section: str = ""


NARRATIVE = "narrative"
TEXT_PLACES = {NARRATIVE: Place("closing", section=NARRATIVE), "answer": Place("replies"), "task": Place("replies")}
"""Where words that stand in no book are mended, by their kind."""


class Announcements(QObject):
    """What happened and what is asked for, told to every open screen."""

    touched = Signal(object)
    """Touched: something was stored; whoever shows it looks again."""
    period_changed = Signal(object)
    """Period: another period is open."""
    place_asked = Signal(object)
    """Place: the window leads there."""
    backed_up = Signal()
    """A backup was made, or failed: whoever shows its state looks again."""
    restore_asked = Signal(object)
    """Trial: a backup is to take the place of the books; the front door does it."""
    redressed = Signal(str)
    """Theme or letter size changed: the window is made anew on the page of that key."""


class Context:
    """Handed to every screen by its constructor."""

    def __init__(
        self,
        books: "Books",
        settings: Settings,
        announcements: Announcements,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.books = books
        self.settings = settings
        self.announcements = announcements
        self.now = now
        self._period = self._first_period()

    @property
    def catalogue(self) -> "Catalogue":
        """The catalogue of the books as screens show it; files and pasted words take `books.catalogue`."""
        from desktop.ui.catalogue_words import shown

        return shown(self.books.catalogue)

    @property
    def period(self) -> Period:
        """The period that is open."""
        return self._period

    def open_period(self, period: Period) -> None:
        """Open another period, remember it and tell everybody."""
        if period == self._period:
            return
        self._period = period
        self.settings.put("period", period.key)
        self.announcements.period_changed.emit(period)

    def today(self) -> date:
        """The present day."""
        return self.now().date()

    def dress_anew(self, page: str, words: str) -> None:
        """Have all pages made anew, of another catalogue; that page then says what happened."""
        self.books.remembered[_SAID.format(page=page)] = words
        self.announcements.redressed.emit(page)

    def said(self, page: str) -> str:
        """What a page that was made anew has to say, once; '' mostly."""
        return str(self.books.remembered.pop(_SAID.format(page=page), ""))

    def announce(self, touched: object) -> None:
        """Tell every open screen what was touched."""
        self.announcements.touched.emit(touched)

    def go(self, place: Place) -> None:
        """Ask the window to lead somewhere."""
        self.announcements.place_asked.emit(place)

    def _first_period(self) -> Period:
        """The one left open last time, else the one that is due, else the one of the newest records."""
        from desktop.services import browsing

        try:
            return self.books.period(self.settings.get("period", ""))
        except UserError:
            newest = browsing.newest_day(self.books, self.today().isoformat())
            return period_choice.usual(self.now(), self.books.me.calendar, self.books.catalogue.timetable, newest)
