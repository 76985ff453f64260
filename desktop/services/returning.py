"""A package that must be mended goes back as a workbook: its own bytes, red cells, and the reasons in a last column."""

from collections.abc import Iterable
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import CellEdit
from desktop.domain.catalogue import Catalogue, Level
from desktop.services import vault
from desktop.services.arrivals import Remark
from desktop.services.books import Books
from desktop.wording.cells import edit_words
from desktop.workbook.returning import Complaint

EDITED = "Ô này sửa tay sau khi niêm phong: {words}. Sửa trong chương trình rồi xuất lại, hoặc báo lý do cho cấp trên."
_TOLD = (Level.K.value, Level.E.value)


def complaints_of(remarks: Iterable[Remark], edits: Iterable[CellEdit], catalogue: Catalogue) -> list[Complaint]:
    """What must be mended: every error at its cell, every hand edit with what it changed."""
    wrong = [Complaint(each.sheet, each.row_no, each.cell, each.sentence) for each in remarks if each.level in _TOLD]
    return wrong + [
        Complaint(each.sheet, each.row, each.address, EDITED.format(words=_before_and_after(each, catalogue)))
        for each in edits
    ]


def write_returned(books: Books, file_hash: bytes, name: str, complaints: Iterable[Complaint], folder: Path) -> Path:
    """Write the kept file of that hash with its complaints into `folder`, never over another; else UserError."""
    from desktop.workbook.returning import write_returned as write

    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    data = vault.content(books, file_hash, name)
    return write(folder / name, _free_path(folder, name), complaints, books.catalogue, data)


def _before_and_after(edit: CellEdit, catalogue: Catalogue) -> str:
    return edit_words(edit, catalogue).partition(": ")[2]


def _free_path(folder: Path, name: str) -> Path:
    """`TL_BC_04_01273_2026-H1_L02.xlsx`; a name that is taken is left alone."""
    stem = f"TL_{Path(name).stem.removeprefix('TL_')}"
    path, again = folder / f"{stem}.xlsx", 2
    while path.exists():
        path, again = folder / f"{stem}_{again}.xlsx", again + 1
    return path
