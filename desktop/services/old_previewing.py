"""A looked-at file by its maps: what becomes of every row before anything enters; read = entered + skipped + held."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue import WORDY, Kind, Level
from desktop.domain.old_cells import CellVerdict, ReadCell
from desktop.domain.old_figures import FigureRow
from desktop.domain.old_maps import COUNT, FIGURES, SKIP, UNIT
from desktop.domain.old_rows import ReadRow, RowReader, unit_code
from desktop.domain.problems import Fault, Problem
from desktop.domain.records import RecordDraft, Values, canonical, derived_uid, text_in
from desktop.domain.text import fold
from desktop.services import browsing, old_comparing, recording
from desktop.services.books import Books
from desktop.services.filtering import Filter
from desktop.services.old_comparing import FigureFate
from desktop.services.old_looking import Look, LookedSheet
from desktop.services.writing import current, tidy
from desktop.wording import old_words
from desktop.wording.faults import problem_sentence

LABEL = "Đang xem từng dòng"


class Fate(StrEnum):
    """What becomes of a row."""

    FINAL = "final"
    DRAFT = "draft"
    SKIPPED = "skipped"
    HELD = "held"


class Light(StrEnum):
    """How a row looks in the list, the worst first."""

    CANNOT = "cannot"
    DOUBTFUL = "doubtful"
    HELD = "held"
    SKIPPED = "skipped"
    CONVERTED = "converted"
    GOOD = "good"


Key = tuple[str, int]
"""Sheet and row, as a person counts them."""


@dataclass(frozen=True)
class PreviewRow:
    """One row of the file: what it says, what it would be, what becomes of it, and why."""

    sheet: str
    number: int
    kind: str
    light: Light
    fate: Fate
    why: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    uid: bytes = b""
    cells: tuple[ReadCell, ...] = ()
    raw: tuple[tuple[str, str], ...] = ()
    figures: tuple[FigureFate, ...] = ()
    choices: tuple[Fate, ...] = ()
    """What a person may decide instead."""

    @property
    def key(self) -> Key:
        """Its place."""
        return self.sheet, self.number


@dataclass(frozen=True)
class OldCounts:
    """How many rows were read, and what becomes of them; the sum always holds."""

    final: int = 0
    draft: int = 0
    skipped: int = 0
    held: int = 0

    @property
    def read(self) -> int:
        """All of them."""
        return self.final + self.draft + self.skipped + self.held


@dataclass(frozen=True)
class Preview:
    """What would become of a file."""

    look: Look
    rows: tuple[PreviewRow, ...]

    def counts(self, decided: Mapping[Key, Fate] | None = None) -> OldCounts:
        """The rows by their fates."""
        fates = [fate_of(row, decided or {}) for row in self.rows]
        return OldCounts(*(fates.count(fate) for fate in Fate))


def fate_of(row: PreviewRow, decided: Mapping[Key, Fate]) -> Fate:
    """What becomes of a row, where a person may have decided otherwise."""
    wanted = decided.get(row.key, row.fate)
    return wanted if wanted in row.choices else row.fate


def preview(books: Books, looked: Look, progress: Progress | None = None) -> Preview:
    """Every row of every sheet that is taken."""
    progress = progress or Silent()
    total = sum(len(each.table.rows) for each in looked.sheets if each.made.kind != SKIP)
    rows: list[PreviewRow] = []
    seen: dict[str, int] = {}
    for each in looked.sheets:
        if each.made.kind == FIGURES:
            rows += _figure_rows(books, each)
        elif each.made.kind != SKIP:
            judge = _Judge(books, looked, each, seen)
            rows += progress.over(judge.rows(), LABEL, max(1, total))
    return Preview(looked, tuple(rows))


def _figure_rows(books: Books, sheet: LookedSheet) -> Iterator[PreviewRow]:
    taken: set[tuple[str, str]] = set()
    for row in old_comparing.rows(books, sheet):
        yield _figure_row(books, sheet.title, row, taken)


def _figure_row(books: Books, title: str, row: FigureRow, taken: set[tuple[str, str]]) -> PreviewRow:
    if row.left_out is not None:
        why = (old_words.LEFT_OUT[row.left_out],)
        return PreviewRow(title, row.number, FIGURES, Light.SKIPPED, Fate.SKIPPED, why, raw=row.raw)
    judged = old_comparing.judge(books, row, taken)
    light = {Fate.FINAL: Light.GOOD, Fate.HELD: Light.HELD, Fate.SKIPPED: Light.SKIPPED}[Fate(judged.fate)]
    if judged.doubtful:
        light = Light.DOUBTFUL
    choices = (Fate.FINAL, Fate.HELD) if judged.figures else ()
    why = (*((old_words.HIDDEN,) if row.hidden else ()), *judged.why)
    fate = Fate.HELD if row.hidden and judged.figures else Fate(judged.fate)
    return PreviewRow(
        title, row.number, FIGURES, light, fate, why, raw=row.raw, figures=judged.figures, choices=choices
    )  # fmt: skip


class _Judge:
    """Judges the rows of one sheet of records."""

    def __init__(self, books: Books, looked: Look, sheet: LookedSheet, seen: dict[str, int]) -> None:
        self._books, self._sheet, self._seen = books, sheet, seen
        self._kind = books.catalogue.kind(sheet.made.kind)
        self._reader = RowReader(books.catalogue, self._kind, sheet.table, sheet.made)
        self._read = list(self._reader.rows())
        self._problems: dict[int, list[Problem]] = {}
        uids = [self._uid(row.values) for row in self._read if row.values]
        self._held = _Held(books, self._kind, [row.values for row in self._read], uids)
        self._entered = _entered(books, looked.file_hash, sheet.title)
        me = books.me
        self._ours = {unit_code(me.unit_code), unit_code(me.unit_name), unit_code(me.police_name), ""}

    def rows(self) -> Iterator[PreviewRow]:
        """All of them."""
        for row in self._read:
            yield self._row(row)

    def _row(self, row: ReadRow) -> PreviewRow:
        if row.left_out is not None:
            return self._made(row, Light.SKIPPED, Fate.SKIPPED, (old_words.LEFT_OUT[row.left_out],))
        if row.unit not in self._ours:
            unit = next(cell.before for cell in row.cells if cell.field == UNIT)
            return self._made(row, Light.SKIPPED, Fate.SKIPPED, (old_words.OTHER_UNIT.format(unit=unit),))
        told = self._told(row)
        if not row.values:
            return self._made(row, Light.HELD, Fate.HELD, (*told, old_words.NOTHING))
        uid = self._uid(row.values)
        return self._known(row, uid) or self._judged(row, uid, told)

    def _known(self, row: ReadRow, uid: bytes) -> PreviewRow | None:
        """A row that is in the books already, or may be."""
        number = self._entered.get(row.number) or self._held.living(uid)
        if number is not None:
            return self._made(row, Light.SKIPPED, Fate.SKIPPED, (old_words.BEFORE.format(number=number),), uid)
        values, both = tidy(row.values), (Fate.FINAL, Fate.DRAFT, Fate.HELD)
        if number := self._held.same(values):
            return self._made(row, Light.SKIPPED, Fate.SKIPPED, (old_words.HELD_ALREADY.format(number=number),), uid)
        if reason := self._held.deleted(uid):
            return self._made(row, Light.HELD, Fate.HELD, (old_words.DELETED.format(reason=reason),), uid, both)
        if number := self._held.near(values):
            return self._made(row, Light.DOUBTFUL, Fate.HELD, (old_words.NEARLY.format(number=number),), uid, both)
        says = f"{self._kind.code} {canonical(values)}"
        if says in self._seen:
            why = old_words.TWICE.format(number=self._seen[says])
            again = derived_uid("old", self._books.me.unit_uid, says, str(row.number), self._sheet.title)
            if _is_living(self._books, again):
                return self._made(row, Light.SKIPPED, Fate.SKIPPED, (why,), again)
            return self._made(row, Light.DOUBTFUL, Fate.HELD, (why,), again, both)
        self._seen[says] = row.number
        return None

    def _judged(self, row: ReadRow, uid: bytes, told: tuple[str, ...]) -> PreviewRow:
        problems = self._problems_of(row)
        named = {cell.field for cell in row.of(CellVerdict.CANNOT)}
        named |= {each.parent or "" for each in self._kind.fields if each.name in named}  # it would have come along
        errors = [each for each in problems if each.level is Level.E and each.field not in named]
        why = (*told, *(problem_sentence(each, self._books.catalogue) for each in problems if each.field not in named))
        if errors or named:
            lost = self._kind.date_field is not None and self._kind.date_field not in row.values
            why = (*why, old_words.NO_DAY) if lost else why
            return self._made(row, Light.CANNOT, Fate.HELD if lost else Fate.DRAFT, why, uid, (Fate.DRAFT, Fate.HELD))
        both = (Fate.FINAL, Fate.DRAFT, Fate.HELD)
        names = any(each.rule == Fault.PERSONAL_DATA for each in problems)
        if row.hidden or names or row.of(CellVerdict.DOUBTFUL):
            why = (*((old_words.HIDDEN,) if row.hidden else ()), *why)
            return self._made(row, Light.DOUBTFUL, Fate.DRAFT, why, uid, both)
        light = Light.CONVERTED if row.of(CellVerdict.CONVERTED) else Light.GOOD
        return self._made(row, light, Fate.FINAL, why, uid, both)

    def _made(
        self,
        row: ReadRow,
        light: Light,
        fate: Fate,
        why: tuple[str, ...],
        uid: bytes = b"",
        choices: tuple[Fate, ...] = (),
    ) -> PreviewRow:
        if choices and Fate.FINAL in choices and not self._may_be_final(row):
            choices = tuple(each for each in choices if each is not Fate.FINAL)
        return PreviewRow(
            self._sheet.title, row.number, self._kind.code, light, fate, why, tidy(row.values), uid, row.cells,
            row.raw, choices=choices,
        )  # fmt: skip

    def _may_be_final(self, row: ReadRow) -> bool:
        return not row.of(CellVerdict.CANNOT) and all(each.level is not Level.E for each in self._problems_of(row))

    def _problems_of(self, row: ReadRow) -> list[Problem]:
        if row.number not in self._problems:
            draft = RecordDraft(self._kind.code, row.values)
            self._problems[row.number] = recording.check(self._books, draft)
        return self._problems[row.number]

    def _told(self, row: ReadRow) -> tuple[str, ...]:
        """What there is to say of its cells, the worst first."""
        order = (CellVerdict.CANNOT, CellVerdict.DOUBTFUL)
        fields = self._kind.by_name
        cells = [cell for verdict in order for cell in row.of(verdict)]
        return tuple(old_words.cell_words(self._books.catalogue, fields.get(cell.field), cell) for cell in cells)

    def _uid(self, values: Values) -> bytes:
        """The same row has the same uid wherever it is brought in: two laptops do not double it."""
        return derived_uid("old", self._books.me.unit_uid, f"{self._kind.code} {canonical(tidy(values))}")


_ENTERED = """
    SELECT old_row.row_no, record.number FROM old_row
    JOIN old_batch ON old_batch.id = batch_id JOIN record ON record.uid = record_uid
    WHERE file_hash = ? AND sheet = ? AND record.state <> 'deleted'
"""


def _entered(books: Books, file_hash: bytes, sheet: str) -> dict[int, str]:
    """Numbers of the records that this very file's rows became."""
    with books.db.read() as connection:
        return {row: number or "nháp" for row, number in connection.exec_driver_sql(_ENTERED, (file_hash, sheet))}


class _Held:
    """What the books hold of the days that a sheet speaks of."""

    def __init__(self, books: Books, kind: Kind, rows: Sequence[Values], uids: Sequence[bytes]) -> None:
        self._books, self._kind = books, kind
        with books.db.read() as connection:
            asked = json.dumps([uid.hex().upper() for uid in uids])
            found = connection.exec_driver_sql(_STANDING, (asked,)).all()
        self._standing = {uid: (state, number, content) for uid, state, number, content in found}
        self._exact: dict[str, str] = {}
        self._alike: dict[tuple[str, str], str] = {}
        days = sorted(day for row in rows if (day := str(row.get(kind.date_field or "", ""))))
        if days:
            wanted = Filter(kinds=(kind.code,), first=days[0], last=days[-1])
            for row in browsing.rows_in_blocks(books, wanted):
                self._exact.setdefault(_says(row.values), row.number or "nháp")
                self._alike.setdefault((row.day, _text(kind, row.values)), row.number or "nháp")

    def same(self, values: Values) -> str | None:
        """The number of a record that says exactly this."""
        return self._exact.get(_says(values))

    def near(self, values: Values) -> str | None:
        """The number of a record of the same day and the same words."""
        text = _text(self._kind, values)
        return self._alike.get((str(values.get(self._kind.date_field or "", "")), text)) if text else None

    def living(self, uid: bytes) -> str | None:
        """The number of the record of that uid, where it is not deleted."""
        state, number, _ = self._standing.get(uid, ("deleted", "", ""))
        return None if state == "deleted" else number or "nháp"

    def deleted(self, uid: bytes) -> str:
        """Why a person had deleted that record; '' where it was not, or with its whole batch."""
        state, _, content = self._standing.get(uid, ("", "", ""))
        reason = text_in(content, "_reason") if state == "deleted" else ""
        return "" if reason in (old_words.WITHDRAWN, old_words.UNDONE) else reason


_STANDING = """
    SELECT uid, state, number, content FROM record JOIN version ON version.id = version_id
    WHERE hex(uid) IN (SELECT value FROM json_each(?))
"""


def _is_living(books: Books, uid: bytes) -> bool:
    with books.db.read() as connection:
        found = current(connection, uid)
    return found is not None and found.values["_state"] != "deleted"


def _says(values: Values) -> str:
    return canonical({name: value for name, value in values.items() if not name.startswith("_") or name == COUNT})


def _text(kind: Kind, values: Values) -> str:
    """The words of a record, folded; where it was and what was added do not tell one case from another."""
    told: Iterable[str] = (each.name for each in kind.fields if each.type in WORDY)
    aside = ("note", "hamlet", "campaign", "partners")
    return fold(" ".join(str(values[name]) for name in told if name in values and name not in aside))
