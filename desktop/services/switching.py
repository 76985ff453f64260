"""Several packages off or on again in one go, in any order, each with its own result."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.progress import Progress, Silent
from desktop.services import merging
from desktop.services.books import Books
from desktop.services.merging import Merged

UNDOING, REDOING = "Đang hoàn tác", "Đang làm lại"


@dataclass(frozen=True)
class Switched:
    """What became of one package."""

    package_id: bytes
    merged: Merged | None
    error: UserError | None


def undo(books: Books, packages: Iterable[bytes], progress: Progress | None = None) -> list[Switched]:
    """Switch these off; one that is refused neither stops nor hides the others."""
    return _each(books, packages, False, progress or Silent())


def redo(books: Books, packages: Iterable[bytes], progress: Progress | None = None) -> list[Switched]:
    """Switch these on again."""
    return _each(books, packages, True, progress or Silent())


def _each(books: Books, packages: Iterable[bytes], on: bool, progress: Progress) -> list[Switched]:
    ids, done = list(packages), []
    for package_id in progress.over(ids, REDOING if on else UNDOING, len(ids)):
        try:
            merged = merging.redo(books, package_id) if on else merging.undo(books, package_id)
        except UserError as error:
            done.append(Switched(package_id, None, error))
        else:
            done.append(Switched(package_id, merged, None))
    return done
