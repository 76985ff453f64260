"""Pictures of the lock: the page of a unit, the screen in front, who forgot, and headquarters' answer."""

from collections.abc import Callable
from pathlib import Path

from picture_books import AFTERNOON, context_of
from PySide6.QtWidgets import QWidget

from desktop.services import keeping, locking, recovering, unlocking
from desktop.services.books import Books, Right, Role
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.locking.lock_view import LockView
from desktop.ui.locking.lock_window import LockWindow
from desktop.ui.unit.window import UnitWindow

Take = Callable[[str, QWidget], None]
PASSWORD = "mat khau de chup hinh"


def lock_screens(room: Path, take: Take) -> None:
    """A commune and its province, both locked."""
    unit = keeping.create(room / "khoa xa", Role.UNIT, "01495", "2020", "Đại úy Nông Văn Páo")
    above = keeping.create(room / "khoa tinh", Role.HEADQUARTERS, "04", "2020", "Phòng Tham mưu")
    for books in (unit, above):
        locking.lock(books, PASSWORD)
    locking.accept_helper(unit, recovering.make_pair(above), above.me.police_name)
    locking.add_officer(unit, "Thiếu tá Lý Văn Sáng", Right.APPROVE, PASSWORD)
    locking.new_sheet(unit)
    window = UnitWindow(context_of(unit, AFTERNOON, unit.folder))
    page = window.show_page("lock")
    assert isinstance(page, LockView)
    take("30-khoa-so", window)
    page.officers.lines[1].reset.click()
    page.recovery.make.click()
    take("30b-to-khoi-phuc", window)
    window.close()
    lock = LockWindow(unit.folder, _ring(unit))
    take("31-mo-khoa", lock)
    lock.show_forgotten()
    take("32-quen-mat-khau", lock)
    lock.finish()
    lock.close()
    lock.deleteLater()
    _answer(above, unlocking.request(_ring(unit)) or "", take)
    for books in (unit, above):
        books.close()


def _ring(books: Books) -> unlocking.Keyring:
    ring = unlocking.lock_of(books.folder)
    assert ring is not None
    return ring


def _answer(above: Books, request: str, take: Take) -> None:
    window = HeadquartersWindow(context_of(above, AFTERNOON, above.folder))
    page = window.show_page("lock")
    assert isinstance(page, LockView)
    page.helping.code.line.insert(request)
    page.helping.code.committed.emit()
    page.helping.sure.box.click()
    page.helping.answer_it()
    take("33-tra-loi-mo-khoa", window)
    window.close()
