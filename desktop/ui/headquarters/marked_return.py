"""A file goes back as its own workbook, red where it must be mended."""

from pathlib import Path

from desktop.services import returning, vault
from desktop.services.arrivals import StagedFile, Verdict
from desktop.services.books import Books


def can_mark(file: StagedFile) -> bool:
    """Whether there is anything to mark in it, and it can be read."""
    wrong = any(remark.level in "KE" and remark.cell for remark in file.remarks)
    return file.reading is not None and file.verdict is not Verdict.SAME and (wrong or bool(file.edits))


def write_marked(books: Books, file: StagedFile, folder: Path) -> Path:
    """Keep its bytes and write them with every complaint into a folder; raise UserError where that fails."""
    vault.keep(books, file.path, file.file_hash)
    complaints = returning.complaints_of(file.remarks, file.edits, books.catalogue)
    return returning.write_returned(books, file.file_hash, file.name, complaints, folder)
