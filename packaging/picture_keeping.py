"""Books with backups of some days, and damaged ones, for the pictures of the guide."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from picture_books import AFTERNOON, MONTH, context_of, stopped_at, unit_at_work
from PySide6.QtWidgets import QWidget

from desktop.base.errors import Trouble, UserError
from desktop.domain.records import RecordDraft
from desktop.kit import messages
from desktop.services import keeping, recording, safeguarding
from desktop.services.generations import Reason
from desktop.ui.context import Context
from desktop.ui.keeping import backups
from desktop.ui.keeping.backup_part import BackupPart
from desktop.ui.keeping.keeping_view import KeepingView
from desktop.ui.keeping.restore_window import RestoreWindow
from desktop.ui.unit.window import UnitWindow
from desktop.wording.messages import sentence

Take = Callable[[str, QWidget], None]

LATER = (
    ("patrol", {"held_on": "2020-06-15", "patrol_kind": "chung", "route": "Bản Giốc – Bản Gun"}),
    ("mediation", {"held_on": "2020-06-15", "field": "dat_dai", "result": "thanh", "hamlet": "Nà Đeng"}),
)


def unit_with_backups(sample: Path, folder: Path) -> Context:
    """Two evenings and a noon backed up, the stick pulled before the noon; then something more was written."""
    books = unit_at_work(sample, folder)
    context = context_of(books, AFTERNOON, folder)
    stick = folder.parent / "USB"
    stick.mkdir()
    context.settings.put(backups.SECOND, str(safeguarding.choose_second(books.db, stick)))
    for moment, reason in ((datetime(2020, 6, 12, 17, 40), Reason.EXIT), (datetime(2020, 6, 14, 18, 5), Reason.EXIT)):
        books.clock = stopped_at(moment.isoformat())
        recording.type_figures(books, [(MONTH, "PT.06", moment.day)])
        backups.back_up(books, context.settings, reason)
    stick.rename(folder.parent / "USB da rut")
    books.clock = stopped_at(datetime(2020, 6, 15, 12, 0).isoformat())
    recording.type_figures(books, [(MONTH, "PT.06", 15)])
    backups.back_up(books, context.settings, Reason.ASKED)
    books.clock = stopped_at(AFTERNOON.isoformat())
    for kind, values in LATER:
        recording.record(books, RecordDraft(kind, values))
    context.settings.put(backups.SECOND, str(Path("E:/") / Path(context.settings.get(backups.SECOND, "")).name))
    return context


def screens(room: Path, sample: Path, take: Take) -> None:
    """A unit looks at what restoring would lose; then its books are damaged."""
    context = unit_with_backups(sample, room / "keeping")
    window = UnitWindow(context)
    page = window.show_page("keeping")
    assert isinstance(page, KeepingView)
    take("18-sao-luu", window)
    part = page.part("backup")
    assert isinstance(part, BackupPart)
    part.table.select_position(1)
    part.look.click()
    take("18b-khoi-phuc", window)
    for name, key in (("18c-nguoi-nhap", "officer"), ("18d-hien-thi", "looks")):
        page.choose(key)
        take(name, window)
    window.close()
    damaged = damage(context)
    take("18e-du-lieu-hong", damaged)
    damaged.close()


def damage(context: Context) -> RestoreWindow:
    """The way out of books that cannot be read."""
    messages.speak_with(sentence)
    folder = context.books.folder
    context.books.close()
    (folder / keeping.FILE_NAME).write_bytes(b"x" * 4096)
    error = UserError(Trouble.DAMAGED_DATABASE, path="D:\\GiaoBan\\giaoban.db")
    return RestoreWindow(folder, context.settings, error)
