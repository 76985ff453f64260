"""Backups as the screens see them: made from here, carried to the second place, and how they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.base.settings import Settings
from desktop.kit import jobs
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import generations, safeguarding
from desktop.services.books import Books
from desktop.services.generations import Generation, Reason
from desktop.services.safeguarding import Outcome
from desktop.ui.context import Context
from desktop.ui.troubles import sentence
from desktop.ui.words import translate

SECOND, SECOND_AT = "backup_second", "backup_second_at"
SECOND_TROUBLE, TROUBLE = "backup_second_trouble", "backup_trouble"
AWAY = "away"
"""Instead of a sentence: the second place is only not there, and is made up for when it is."""

OLD_DAYS = 7
STEPS = {
    safeguarding.COPYING: "Đang sao lưu",
    safeguarding.READING_BACK: "Đang đọc lại bản sao",
    safeguarding.SECOND: "Đang chép sang nơi thứ hai",
    safeguarding.FILES: "Đang chép tệp đã nhận",
}


@dataclass(frozen=True)
class Standing:
    """How the backups of these books stand."""

    newest: Generation | None
    second: Path | None
    second_at: str
    second_trouble: str
    trouble: str

    @property
    def away(self) -> bool:
        """Whether the second place waits to be made up for."""
        return self.second_trouble == AWAY

    def oldest_need(self) -> str:
        """The moment that counts: of the copy outside this machine where one is wanted."""
        return self.second_at if self.second is not None else self.newest.info.made if self.newest else ""

    def mark(self, today: date) -> Mark:
        """Green, amber, or not begun."""
        made = self.oldest_need() or (self.newest.info.made if self.newest else "")
        if not made:
            return Mark.WARNING if self.trouble else Mark.NEXT
        failing = bool(self.trouble) or (bool(self.second_trouble) and not self.away)
        return Mark.WARNING if failing or days_since(made, today) > OLD_DAYS else Mark.DONE


def days_since(moment: str, today: date) -> int:
    """Whole days; a clock that ran ahead counts as today."""
    return max(0, (today - datetime.fromisoformat(moment).date()).days)


def when(moment: str, today: date) -> str:
    """`hôm nay 14:32`, `10/06, 5 ngày trước`."""
    at, days = datetime.fromisoformat(moment), days_since(moment, today)
    if not days:
        return translate("Backups", "hôm nay {time}").format(time=f"{at:%H:%M}")
    shown = f"{at:%d/%m}" if at.year == today.year else f"{at:%d/%m/%Y}"
    return translate("Backups", "{day}, {n} ngày trước").format(day=shown, n=days)


def standing(context: Context) -> Standing:
    """Look at the place inside the data folder; the second one is told from memory: it may be a slow stick."""
    found = generations.listed(generations.home_of(context.books.folder))
    settings = context.settings
    second = settings.get(SECOND, "")
    return Standing(
        found[0] if found else None,
        Path(second) if second else None,
        settings.get(SECOND_AT, ""),
        settings.get(SECOND_TROUBLE, ""),
        settings.get(TROUBLE, ""),
    )


def second_of(settings: Settings) -> Path | None:
    """The second place, if one was chosen."""
    return Path(chosen) if (chosen := settings.get(SECOND, "")) else None


def await_second(settings: Settings) -> None:
    """The books got another lock: a second place that is not at hand follows when it is back."""
    second = second_of(settings)
    if second is not None and not second.is_dir():
        settings.put(SECOND_TROUBLE, AWAY)


def remember(settings: Settings, outcome: Outcome) -> None:
    """Keep what became of a backup for whoever looks next."""
    settings.put(TROUBLE, sentence(outcome.home_trouble) if outcome.home_trouble else "")
    if outcome.second is not None:
        settings.put(SECOND_AT, outcome.second.info.made)
        settings.put(SECOND_TROUBLE, "")
    elif outcome.second_trouble is not None:
        settings.put(SECOND_TROUBLE, AWAY if outcome.second_away else sentence(outcome.second_trouble))


def remember_failure(settings: Settings, error: Exception) -> None:
    """A backup that is whole nowhere."""
    if isinstance(error, UserError):
        settings.put(TROUBLE, sentence(error))


def back_up(books: Books, settings: Settings, reason: Reason, progress: Progress | None = None) -> Outcome:
    """Make a backup and remember what became of it; raise UserError when it is whole nowhere."""
    try:
        outcome = safeguarding.back_up(books.db, reason, second_of(settings), progress, books.clock)
    except UserError as error:
        remember_failure(settings, error)
        raise
    remember(settings, outcome)
    return outcome


class BackupDesk(QObject):
    """Makes backups in jobs of their own and tells everybody."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False

    def busy(self) -> bool:
        """Whether one is being made from here."""
        return self._busy

    def make(
        self,
        then: Callable[[Outcome], object],
        failed: Callable[[Exception], object],
        strip: ProgressStrip | None = None,
    ) -> None:
        """Make one now, because a person asks."""
        if self._busy:
            return
        books, settings = self._context.books, self._context.settings

        def work(progress: Progress) -> Outcome:
            return back_up(books, settings, Reason.ASKED, progress)

        def done(outcome: Outcome) -> None:
            self._end()
            then(outcome)

        def broken(error: Exception) -> None:
            self._end()
            failed(error)

        self._busy = True
        words = translate("Backups", "Đang sao lưu")
        jobs.run(self, words, work, done, failed=broken, stopped=self._end, strip=strip)

    def catch_up(self) -> None:
        """Carry the newest backup to a second place that was away; says nothing while it still is."""
        second = second_of(self._context.settings)
        if self._busy or second is None or not self._context.settings.get(SECOND_TROUBLE, ""):
            return
        database = self._context.books.db

        def work(progress: Progress) -> Generation | None:
            return safeguarding.catch_up(database, second, progress)

        def then(carried: Generation | None) -> None:
            if carried is not None:
                self._context.settings.put(SECOND_AT, carried.info.made)
                self._context.settings.put(SECOND_TROUBLE, "")
            self._end()

        self._busy = True
        words = translate("Backups", "Đang chép sang nơi thứ hai")
        jobs.run(self, words, work, then, failed=self._on_still_away, stopped=self._end)

    def _on_still_away(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.code not in safeguarding.MISSING:
            self._context.settings.put(SECOND_TROUBLE, sentence(error))
        self._end()

    def _end(self) -> None:
        self._busy = False
        self._context.announcements.backed_up.emit()
