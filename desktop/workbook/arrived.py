"""What a file brought, ready to be staged: rows as tuples, and all that was found on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from desktop.domain.arrival import CellEdit, CellProblem, RowMark, SealState, SignatureState, UnknownValue
from desktop.domain.package import Manifest
from desktop.domain.records import Values
from desktop.workbook.markup import letters
from desktop.workbook.sealed import Sealed

RowTuple = tuple[str, int, str, bytes, str, bytes, RowMark]
"""sheet, row number, kind, uid, content, hash of the content, mark."""


@dataclass(frozen=True)
class UnknownColumn:
    """A column that the catalogue does not know, with the number of its values."""

    sheet: str
    letter: str
    header: str
    values: int


@dataclass(frozen=True)
class LostRow:
    """A sealed row that no sheet shows any more."""

    kind: str
    uid: bytes
    content: str


@dataclass(frozen=True)
class CopiedRow:
    """A row that says word for word what another row of the same uid says; it counts once."""

    sheet: str
    row: int
    kind: str
    other_row: int


@dataclass
class ArrivedSheet:
    """The rows of one visible sheet."""

    title: str
    kind: str
    columns: dict[str, int] = field(default_factory=dict)
    """Column, counted from 0, by field."""
    rows: list[RowTuple] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    """Values of the rows, in the same order."""
    doubled: int = 0
    """Rows left out because the same row stands elsewhere in the file."""
    unknown: list[UnknownColumn] = field(default_factory=list)
    aside: list[UnknownValue] = field(default_factory=list)
    """The values of those columns."""
    missing: list[str] = field(default_factory=list)
    """Fields that have no column; they blank nothing."""

    def take_intact(self, sealed: Sealed, places: Sequence[int], numbers: Iterable[int]) -> None:
        """Take the sealed rows at these places, which the sheet shows unchanged in rows of these numbers."""
        values = sealed.values
        self.values = [values[place] for place in places]
        self.rows = list(
            zip(
                repeat(self.title),
                numbers,
                map(sealed.kinds.__getitem__, places),
                [bytes.fromhex(str(each["_uid"])) for each in self.values],
                map(sealed.contents.__getitem__, places),
                map(sealed.hashes.__getitem__, places),
                repeat(RowMark.INTACT),
                strict=False,
            )
        )

    @property
    def rows_read(self) -> int:
        """All rows that a person sees on the sheet."""
        return len(self.rows) + self.doubled


@dataclass
class Arrived:
    """A file that came in."""

    path: Path
    file_hash: str
    manifest: Manifest | None
    package_id: bytes | None
    content_id: bytes
    """Names what the sheets really say: equal to the package id while nobody edited them."""
    seal: SealState
    signature: SignatureState
    sheets: list[ArrivedSheet]
    edits: list[CellEdit]
    problems: list[CellProblem]
    lost: list[LostRow]
    missing_sheets: list[str]
    """Kinds that were sealed but whose sheet is gone."""
    unknown_sheets: list[str]
    copies: list[CopiedRow] = field(default_factory=list)

    @property
    def blank_form(self) -> bool:
        """Whether somebody filled a blank form by hand."""
        return self.manifest is not None and self.manifest.blank

    def cell_of(self, sheet: str, row: int, field: str) -> str:
        """The address of a field, such as F12; of the row's first cell when it has no column."""
        for each in self.sheets:
            if each.title == sheet:
                return f"{letters(each.columns.get(field, 0))}{row}"
        return f"A{row}"

    @property
    def rows_read(self) -> int:
        """All rows of all sheets."""
        return sum(sheet.rows_read for sheet in self.sheets)
