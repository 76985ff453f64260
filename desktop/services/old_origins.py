"""Where a record came from, if an old table told it: file, sheet and row, with the cells as they were."""

import json
from dataclasses import dataclass

from desktop.services.books import Books


@dataclass(frozen=True)
class Origin:
    """The row of an old file that became a record."""

    file_name: str
    sheet: str
    row_no: int
    at: str
    cells: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The place in a sentence."""
        return f"Từ tệp {self.file_name}, trang “{self.sheet}”, dòng {self.row_no}."


_ORIGIN = """
    SELECT file_name, sheet, row_no, at, content FROM old_row JOIN old_batch ON old_batch.id = batch_id
    WHERE record_uid = ? ORDER BY batch_id DESC LIMIT 1
"""


def origin(books: Books, uid: bytes) -> Origin | None:
    """The row that a record came from; None for one that was written here."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_ORIGIN, (uid,)).one_or_none()
    if found is None:
        return None
    name, sheet, row_no, at, content = found
    return Origin(name, sheet, row_no, at, tuple((header, text) for header, text in json.loads(content)))
