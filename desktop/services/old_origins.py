"""Where records and figures came from, if an old table told them: file, sheet and row, with the cells as they were."""

import json
from dataclasses import dataclass

from desktop.domain.old_fonts import readable
from desktop.domain.periods import Period, period_of_month
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
        return f"Từ tệp {self.file_name}, trang “{readable(self.sheet)}”, dòng {self.row_no}."


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


_FIGURES = """
    SELECT period, file_name, sheet, row_no FROM old_figure JOIN old_batch ON old_batch.id = batch_id
    LEFT JOIN record ON record.uid = record_uid
    WHERE indicator = ? AND period IN (SELECT value FROM json_each(?))
    AND CASE WHEN record_uid IS NULL THEN withdrawn = '' ELSE record.state <> 'deleted' END
    ORDER BY batch_id DESC
"""


def figure_origins(books: Books, period: Period, month: int, code: str) -> list[str]:
    """Where an indicator's figures of a month, and those it is compared with, came from, in sentences."""
    base = period.same_period_last_year()
    asked = [period_of_month(each, period.calendar) for each in (month, month - 100)] + [base]
    keys = json.dumps([each.key for each in asked])
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_FIGURES, (code, keys)).all()
    told = {key: (name, sheet, row_no) for key, name, sheet, row_no in reversed(found)}
    sentences = []
    for each in {each.key: each for each in asked}.values():
        if each.key in told:
            name, sheet, row_no = told[each.key]
            sentences.append(f"Số {each.label}: từ tệp {name}, trang “{readable(sheet)}”, dòng {row_no}.")
    return sentences
