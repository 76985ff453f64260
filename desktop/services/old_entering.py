"""A previewed file enters in one transaction and as one step to undo; later the whole batch can be withdrawn."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.counting import scaled
from desktop.domain.old_cells import CellVerdict
from desktop.domain.old_maps import map_facts
from desktop.domain.records import RecordDraft, RowState, Values, new_uid
from desktop.services import old_looking, undoing
from desktop.services.books import Books
from desktop.services.numbering import next_number
from desktop.services.old_comparing import FigureFate
from desktop.services.old_previewing import Fate, Key, OldCounts, Preview, PreviewRow, fate_of
from desktop.services.recording import Touched
from desktop.services.writing import Line, current, write
from desktop.wording import old_words

ENTERING, WITHDRAWING = "Đang nhập", "Đang rút lại"
_NOTE = "note"


@dataclass(frozen=True)
class Brought:
    """A file that was entered: the batch, its rows by fate, how many figures, what it touched."""

    batch: int
    counts: OldCounts
    figures: int
    touched: tuple[Touched, ...]


@dataclass(frozen=True)
class BatchRow:
    """A file that was entered earlier."""

    id: int
    file_name: str
    at: str
    author: str
    counts: OldCounts
    living: int
    """Its records and figures that still stand."""
    figures: int

    @property
    def withdrawn(self) -> bool:
        """Whether nothing of it stands any more."""
        return not self.living and bool(self.counts.final + self.counts.draft)


def enter(
    books: Books, previewed: Preview, decided: Mapping[Key, Fate] | None = None, progress: Progress | None = None
) -> Brought:
    """All rows by their fates, all or none; raise UserError where nothing would enter."""
    progress, choices = progress or Silent(), decided or {}
    counts = previewed.counts(choices)
    if not counts.final and not counts.draft:
        raise UserError(Trouble.NOTHING_TO_ENTER, name=previewed.look.name)
    step = new_uid().hex()
    figures = 0
    with books.db.begin() as connection:
        batch = _new_batch(connection, books, previewed, counts, step)
        for row in progress.over(previewed.rows, ENTERING, len(previewed.rows)):
            fate = fate_of(row, choices)
            entered = _Entered(connection, books, step, batch)
            figures += entered.figures(row) if fate is Fate.FINAL and row.figures else 0
            uid = entered.record(row, fate) if fate in (Fate.FINAL, Fate.DRAFT) and not row.figures else None
            entered.note(row, fate, uid)
    old_looking.remember(books, previewed.look)
    touched = (Touched.RECORDS, Touched.FIGURES) if figures else (Touched.RECORDS,)
    return Brought(batch, counts, figures, touched)


def _new_batch(connection: Connection, books: Books, previewed: Preview, counts: OldCounts, step: str) -> int:
    maps = {each.title: map_facts(each.made) for each in previewed.look.sheets if each.made.kind}
    facts = (
        previewed.look.name,
        previewed.look.file_hash,
        books.clock(),
        books.me.officer,
        step,
        json.dumps(asdict(counts)),
        json.dumps(maps, ensure_ascii=False),
    )
    return int(
        connection.exec_driver_sql(
            "INSERT INTO old_batch(file_name, file_hash, at, author, step, counts, maps)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            facts,
        ).scalar_one()
    )


@dataclass(frozen=True)
class _Entered:
    """One row on its way into the books."""

    connection: Connection
    books: Books
    step: str
    batch: int

    def record(self, row: PreviewRow, fate: Fate) -> bytes:
        """Store the record, final or as a draft with what could not be read."""
        before = current(self.connection, row.uid)
        final = fate is Fate.FINAL
        values: Values = row.values if final else _with_unread(self.books, row)
        draft = RecordDraft(row.kind, values)
        day = values.get(self.books.catalogue.kind(row.kind).date_field or "", "")
        number = before.number if before is not None else ""
        if not number and (final or day):
            number = next_number(self.connection, self.books, draft)
        state = (RowState.FINAL if final else RowState.DRAFT).value
        action = "recorded" if before is None else "restored"
        line = Line(row.uid, row.kind, values | {"_number": number, "_state": state}, action, step=self.step)
        write(self.connection, self.books, line)
        return row.uid

    def figures(self, row: PreviewRow) -> int:
        """Store the figures of a row; those that are only compared with stand beside the books."""
        for each in row.figures:
            if each.uid:
                write(self.connection, self.books, Line(each.uid, "figure", each.values, "written", step=self.step))
            self._note_figure(row, each)
        return len(row.figures)

    def note(self, row: PreviewRow, fate: Fate, uid: bytes | None) -> None:
        """Remember the row, whatever became of it."""
        why, content = " ".join(row.why), json.dumps(row.raw, ensure_ascii=False)
        self.connection.exec_driver_sql(
            "INSERT INTO old_row(batch_id, sheet, row_no, fate, record_uid, why, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.batch, row.sheet, row.number, fate.value, uid, why, content),
        )

    def _note_figure(self, row: PreviewRow, each: FigureFate) -> None:
        amount = 0 if each.value is None else scaled(each.value)
        self.connection.exec_driver_sql(
            "INSERT INTO old_figure(batch_id, period, indicator, state, amount, record_uid, sheet, row_no)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (self.batch, each.period, each.indicator, each.state, amount, each.uid or None, row.sheet, row.number),
        )


def _with_unread(books: Books, row: PreviewRow) -> Values:
    """A draft's values; what could not be read stands in its note, so that it is in sight while it is put right."""
    kind = books.catalogue.kind(row.kind)
    note = kind.by_name.get(_NOTE)
    unread = [cell for cell in row.cells if cell.verdict is CellVerdict.CANNOT and cell.before]
    if note is None or not unread:
        return row.values
    told = old_words.NOTE_HEAD + "; ".join(f"{cell.header} “{cell.before}”" for cell in unread)
    whole = " ".join(part for part in (str(row.values.get(_NOTE, "")), told) if part)
    longest = int(note.maximum) if isinstance(note.maximum, int) else len(whole)
    return row.values | ({_NOTE: whole} if len(whole) <= longest else {})


_BATCHES = """
    SELECT id, file_name, at, author, counts, withdrawn,
    (SELECT COUNT(*) FROM old_row JOIN record ON record.uid = record_uid
     WHERE batch_id = old_batch.id AND record.state <> 'deleted'),
    (SELECT COUNT(*) FROM old_figure JOIN record ON record.uid = record_uid
     WHERE batch_id = old_batch.id AND record.state <> 'deleted'),
    (SELECT COUNT(*) FROM old_figure WHERE batch_id = old_batch.id AND record_uid IS NULL),
    (SELECT COUNT(*) FROM old_figure WHERE batch_id = old_batch.id)
    FROM old_batch ORDER BY id DESC
"""


def batches(books: Books) -> list[BatchRow]:
    """Every file that was entered, the last one first."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_BATCHES).all()
    return [
        BatchRow(id_, name, at, author, OldCounts(**json.loads(counts)), own + typed + (0 if gone else beside), figures)
        for id_, name, at, author, counts, gone, own, typed, beside, figures in found
    ]


@dataclass(frozen=True)
class LeftRow:
    """A row of a file that did not become a record: why, and what it said."""

    sheet: str
    row_no: int
    fate: Fate
    why: str
    text: str


_LEFT = "SELECT sheet, row_no, fate, why, content FROM old_row WHERE batch_id = ? AND fate IN ('skipped', 'held')"


def left_rows(books: Books, batch: int) -> list[LeftRow]:
    """The rows of a batch that were held or skipped, held ones first: none is lost."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_LEFT, (batch,)).all()
    rows = [
        LeftRow(sheet, row_no, Fate(fate), why, ", ".join(text for _, text in json.loads(content)))
        for sheet, row_no, fate, why, content in found
    ]
    return sorted(rows, key=lambda row: (row.fate is not Fate.HELD, row.sheet, row.row_no))


@dataclass(frozen=True)
class Withdrawn:
    """A batch that was taken back: how many rows went, how many stay because they were changed since."""

    taken: int
    kept: int
    touched: tuple[Touched, ...] = (Touched.RECORDS, Touched.FIGURES)


def withdraw(books: Books, batch: int, progress: Progress | None = None) -> Withdrawn:
    """Take a whole batch back as one new step; what a person changed since stays. Raise UserError for none."""
    with books.db.begin() as connection:
        found = connection.exec_driver_sql("SELECT step FROM old_batch WHERE id = ?", (batch,)).scalar()
        if found is None:
            raise UserError(Trouble.BATCH_GONE)
        taken, kept = undoing.take_back(connection, books, found, old_words.WITHDRAWN, progress or Silent())
        connection.exec_driver_sql("UPDATE old_batch SET withdrawn = ? WHERE id = ?", (books.clock(), batch))
    return Withdrawn(taken, kept)
