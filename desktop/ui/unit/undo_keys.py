"""Ctrl+Z and Ctrl+Y of a page: takes saved changes back, says what moved, and leads there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut

from desktop.base.errors import UserError
from desktop.domain.periods import month_of_key
from desktop.domain.records import Values
from desktop.kit.frame import Page
from desktop.services import undoing
from desktop.services.undoing import Moved
from desktop.ui import words
from desktop.ui.context import Context, Place
from desktop.ui.troubles import sentence
from desktop.ui.unit.undo_words import moved_words


def place_of(moved: Moved) -> Place:
    """Where a row that moved is seen."""
    shown: Values = moved.before if moved.gone else moved.after
    match moved.kind:
        case "figure":
            return Place("figures", indicator=str(shown["indicator"]), month=month_of_key(str(shown["month"])))
        case "declaration":
            return Place("figures", section=str(shown["section"]))
        case "narrative" | "explanation":
            return Place("closing")
        case "task":
            return Place("tasks", record=moved.uid)
    return Place("records") if moved.gone else Place("records", record=moved.uid)


class UndoKeys(QObject):
    """The two keys on one page; `follow` shows what moved when this page can, and says whether it could."""

    def __init__(self, page: Page, context: Context, follow: Callable[[Moved], bool]) -> None:
        super().__init__(page)
        self._page, self._context, self._follow = page, context, follow
        for key, act in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(key, page, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def undo(self) -> None:
        """Take the last saved change back."""
        self._move(undoing.undo, self.tr("Không còn thay đổi nào để hoàn tác."), False)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._move(undoing.redo, self.tr("Không có thay đổi nào để làm lại."), True)

    def _move(self, move: Callable[..., Moved | None], nothing: str, again: bool) -> None:
        try:
            moved = move(self._context.books)
        except UserError as error:
            return self._page.notice.tell(sentence(error), kind="warn")
        if moved is None:
            return self._page.notice.tell(nothing)
        self._context.announce(moved.touched)
        seen = self._follow(moved)
        told = moved_words(self._context.catalogue, moved, again)
        self._page.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(self._context.now())))])
        if not seen:
            self._page.notice.tell(told, self.tr("Xem"), lambda: self._go(moved))
        elif again:
            self._page.notice.tell(told, self.tr("Hoàn tác"), self.undo)
        else:
            self._page.notice.tell(told, self.tr("Làm lại"), self.redo)

    def _go(self, moved: Moved) -> None:
        self._context.go(place_of(moved))
