"""An edited catalogue comes in: through the gate, then its cells as they stand. Runs in a child process."""

from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue_columns import FRONT, SHEETS
from desktop.domain.catalogue_reading import Book as CatalogueBook
from desktop.domain.text import clean, fold
from desktop.workbook.guard import inspect
from desktop.workbook.layout import ENVELOPE_SHEET
from desktop.workbook.oddities import odd_cells
from desktop.workbook.reader import Book
from desktop.workbook.reply_reader import REPLY_SHEET

ODD = "công thức"
"""What a formula is called that had worked nothing out."""
_WANTED = frozenset(fold(title) for title in (FRONT, *(plan.title for plan in SHEETS)))


def open_file(path: str) -> CatalogueBook:
    """What a child does with one file; raise UserError for whatever is no catalogue."""
    checked = inspect(Path(path))
    book = Book(checked)
    titles = [title for title in book.titles if fold(clean(title)) in _WANTED]
    if REPLY_SHEET in book.titles:
        raise UserError(Trouble.CATALOGUE_IN_REPLY, path=path, name=Path(path).name)
    if ENVELOPE_SHEET in book.titles or not titles:
        raise UserError(Trouble.NOT_A_CATALOGUE, path=path, name=Path(path).name)
    odd = {
        title: {(row - 1, column): shown or ODD for (row, column), (_, shown) in cells.items()}
        for title, cells in odd_cells(checked).items()
    }
    return CatalogueBook({title: book.grid(title) for title in titles}, odd)
