"""A package of many rows is written by a child: the window's own process never holds its cells."""

from contextlib import suppress
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import part_of
from desktop.base.progress import Base, Progress
from desktop.domain.package import Cover, Package
from desktop.services.books import Books
from desktop.services.readers import Readers

MANY, SOME, LONG = 4_000, 1_000, 50_000
"""A child takes most of a second to start: worth it for so many rows, or for some beside so long a book in memory."""
TIMEOUT_S, MEMORY_MB = 900, 2000
FUNCTION = "desktop.workbook.apart:work"

_NO_CHILD = (Trouble.READER_FAILED, Trouble.READER_TIMEOUT)


def is_worth(books: Books, package: Package) -> bool:
    """Whether the window had better not hold the cells itself."""
    return len(package) >= MANY or (len(package) >= SOME and _records(books) >= LONG)


def _records(books: Books) -> int:
    with books.db.read() as connection:
        return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM record").scalar_one())


def write(books: Books, path: Path, package: Package, cover: Cover, progress: Progress) -> bool:
    """Write and prove a package in a child; False where none lived to its end, UserError for all else."""
    try:
        _write(books, path, package, cover, progress)
    except BaseException as error:
        for left in (part_of(path), path):  # by a child that was ended
            with suppress(OSError):
                left.unlink(missing_ok=True)
        if isinstance(error, UserError) and error.code in _NO_CHILD:
            return False
        raise
    return True


def _write(books: Books, path: Path, package: Package, cover: Cover, progress: Progress) -> None:
    from desktop.workbook import apart, writer

    waiting = _Waiting(progress, writer.STEPS)
    brought = apart.parcel(package, cover, books.me.private_key)
    jobs = [(str(path), books.catalogue_text, brought), (str(path), books.catalogue_text)]
    with Readers(1, FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        answers = readers.run(jobs, waiting)

        def told() -> writer.Told | None:
            _, said = next(answers)
            if isinstance(said, UserError):
                raise said
            answer: writer.Told | None = said
            return answer

        told()
        writer.prove(path, package.id, told, waiting)


class _Waiting(Base):
    """Tells the step in hand once more whenever the readers ask, so that a person can stop the child's work."""

    def __init__(self, progress: Progress, steps: tuple[str, ...]) -> None:
        self._progress, self._steps, self._now = progress, steps, (steps[0], 0, len(steps))

    def step(self, label: str, done: int, total: int) -> None:
        """The readers' own words are not for whoever exports."""
        if label in self._steps:
            self._now = label, done, total
        self._progress.step(*self._now)
