"""What a file that arrives says cell by cell: hand edits and cells that cannot be understood."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.records import Value, Values, derived_uid


class RowMark(StrEnum):
    """How a visible row stands to the sealed one."""

    INTACT = "intact"
    EDITED = "edited"
    ADDED = "added"
    HELD = "held"


class SealState(StrEnum):
    """How the file stands to its seal (niêm phong)."""

    INTACT = "intact"
    EDITED = "edited"
    BROKEN = "broken"
    NONE = "none"


class SignatureState(StrEnum):
    """Whether the install's signature holds."""

    VALID = "valid"
    INVALID = "invalid"
    ABSENT = "absent"


class CellFault(StrEnum):
    """Why a cell or its row cannot be taken."""

    DOUBLE_ROW = "double_row"
    ERROR_CELL = "error_cell"
    FORMULA = "formula"
    NOT_CHOICE = "not_choice"
    NOT_DATE = "not_date"
    NOT_FLAG = "not_flag"
    NOT_MONTH = "not_month"
    NOT_NUMBER = "not_number"
    NOT_TEXT = "not_text"
    NOT_WHOLE = "not_whole"
    TOO_PRECISE = "too_precise"
    WITHOUT_UID = "without_uid"
    WRONG_SHEET = "wrong_sheet"


@dataclass(frozen=True)
class CellEdit:
    """One cell that says something else than the sealed row: before → after."""

    sheet: str
    address: str
    row: int
    kind: str
    uid: bytes
    field: str
    before: Value | None
    after: Value | None
    formula: bool = False
    """Whether the value is what a formula had worked out when the file was saved; nothing is ever computed here."""


@dataclass(frozen=True)
class UnknownValue:
    """One cell of a column that the catalogue does not know, kept aside beside its row."""

    sheet: str
    header: str
    address: str
    row: int
    uid: bytes
    """The row that it stands beside; empty for a line that says nothing else."""
    value: str


@dataclass(frozen=True)
class CellProblem:
    """One cell that cannot be understood; its row is held."""

    sheet: str
    address: str
    row: int
    kind: str
    uid: bytes
    field: str
    fault: CellFault
    shown: str
    other_row: int = 0
    """The row of the same uid, for a double one."""


@dataclass(frozen=True, repr=False)
class Glance:
    """One sheet of a package whose catalogue is not here: only to be read."""

    title: str
    rows: int
    new: bool
    """Whether our catalogue has no such kind at all."""
    columns: tuple[str, ...]
    """Columns that it does not know."""
    indicators: tuple[str, ...]
    """Indicators that it does not know."""
    headers: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    """The first rows as they are shown."""


KEYS = {
    "figure": ("month", "indicator", "breakdown"),
    "declaration": ("period", "section"),
    "narrative": ("period", "section", "part"),
    "explanation": ("subject", "rule"),
    "answer": ("thread",),
}
"""Fields that name a row of these kinds."""


def uid_of_added(kind: str, unit_uid: str, values: Values, content: str, again: int) -> bytes:
    """The uid of a row written by hand: every reader derives the same one.

    Rows that the books know by their key (a figure by month and indicator) get the uid that the program itself gives
    them, so that the same figure twice is one; others get one from all they say, and from how often the same words
    stand in the file already.
    """
    known = uid_of_key(kind, unit_uid, values)
    return known or derived_uid("added", unit_uid, kind, content, str(again))


def uid_of_key(kind: str, unit_uid: str, values: Values) -> bytes | None:
    """The one uid that a row known by its key may have; None for kinds without a key."""
    if kind not in KEYS:
        return None
    return derived_uid(kind, unit_uid, *(str(values.get(name, "")) for name in KEYS[kind]))
