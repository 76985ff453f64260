"""What an arriving file is, as the clerk sees it before anything is merged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.base.errors import UserError
from desktop.domain.arrival import CellEdit, Glance, SealState, UnknownValue
from desktop.domain.package import Manifest, short_code


class Verdict(StrEnum):
    """The outcome of a file (design §3.6 and §5), worst first as the list shows them."""

    MOVED_UNIT = "moved_unit"
    UNIDENTIFIED = "unidentified"
    NEW_KEY = "new_key"
    HAND_EDITED = "hand_edited"
    UNSEALED = "unsealed"
    UNSIGNED = "unsigned"
    SUPPLEMENT = "supplement"
    PARTLY = "partly"
    NEWER = "newer"
    RETURNED = "returned"
    OLD = "old"
    SAME = "same"
    SKIPPED = "skipped"
    FORKED = "forked"
    WARNED = "warned"
    CLEAN = "clean"


MANIFEST, CONTENTS = "manifest", "contents"
"""Among the facts of a refusal: whose file it says it is, so that they can be told; what stands in it."""



@dataclass(frozen=True, repr=False)
class Contents:
    """What stands in a file that can only be read; said in short, wherever facts are written out."""

    sheets: tuple[Glance, ...]

    def __str__(self) -> str:
        return ", ".join(f"{each.title} ({each.rows})" for each in self.sheets)


UNMERGEABLE = frozenset({Verdict.RETURNED, Verdict.SKIPPED, Verdict.UNIDENTIFIED, Verdict.MOVED_UNIT, Verdict.NEWER})
"""Returned, no report at all, or waiting: for a person to say whose they are, for the catalogue that they follow."""
MERGEABLE = frozenset(Verdict) - UNMERGEABLE
GOOD = frozenset({Verdict.CLEAN, Verdict.WARNED, Verdict.FORKED, Verdict.OLD, Verdict.SAME})
"""Taken without asking; all others wait for a person's yes."""
ACCEPT = {"clean": GOOD, "marked": MERGEABLE, "all": MERGEABLE}
"""Which files a command takes: good ones; marked ones too, their odd rows held and their keys enrolled; all, with hand
edits applied and merged units put to their main successor."""


@dataclass(frozen=True)
class Counts:
    """Where the rows of a file go; `read` is the sum of all others."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    older: int = 0
    conflict: int = 0
    """Changed on two machines that knew nothing of each other: joined, or kept for a person to decide."""
    held: int = 0
    read: int = 0

    @property
    def adds_up(self) -> bool:
        """The oracle of every import: no row read is unaccounted for."""
        kept = self.new + self.changed + self.unchanged + self.deleted
        return self.read == kept + self.older + self.conflict + self.held


@dataclass(frozen=True)
class Remark:
    """A fault or warning found in a file, at its cell."""

    sheet: str
    row_no: int
    cell: str
    rule: str
    level: str
    facts: dict[str, Any]
    sentence: str


@dataclass(frozen=True)
class Reading:
    """What a child brings back from one file; the rows themselves are in the stage."""

    manifest: Manifest
    manifest_json: str
    package_id: bytes
    """Names what the sheets really say: the sealed id while nobody edited them."""
    file_hash: bytes
    seal: str
    signature: str
    rows_read: int
    rows_held: int
    edits: tuple[CellEdit, ...]
    remarks: tuple[Remark, ...]
    columns: str = "{}"
    """Column letter by sheet and field as JSON, so that a figure can be traced to its cell."""
    unknown_columns: tuple[tuple[str, str, int], ...] = ()
    """Sheet, header and number of values of columns that nobody asked for."""
    catalogue_age: int | None = 0
    """How old its catalogue is: 0 is ours, 1 and 2 those before; None is any other."""
    blank_form: bool = False
    """Whether somebody filled a blank form by hand: never sealed, all its rows are added ones."""
    unknown_values: tuple[UnknownValue, ...] = ()
    """What stands in those columns, beside which row: kept aside, never counted."""
    missing_columns: tuple[tuple[str, str], ...] = ()
    """Sheet and field of columns that are not there; they blank nothing."""
    unknown_sheets: tuple[str, ...] = ()
    """Sheets with content that are none of ours."""
    copied_rows: int = 0
    """Rows that repeat another row of the same uid word for word; they count once and are not among `rows_read`."""


@dataclass
class StagedFile:
    """One file: what it is called, what it is, what to do with it."""

    path: Path
    name: str
    verdict: Verdict
    note: str
    file_hash: bytes = b""
    package_id: bytes = b""
    stage: Path | None = None
    manifest: Manifest | None = None
    manifest_json: str = ""
    seal: str = ""
    signature: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    rows_read: int = 0
    counts: Counts = field(default_factory=Counts)
    edits: tuple[CellEdit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    columns: str = "{}"
    unknown_columns: tuple[tuple[str, str, int], ...] = ()
    lost: tuple[bytes, ...] = ()
    """Records that the books have and the file has not, without a deletion; they stay."""
    error: UserError | None = None
    reading: Reading | None = None
    fingerprint: str = ""
    """Of the key that signed it, to be compared over the phone."""
    first_key: bool = False
    """Whether merging it enrols the unit's first key."""
    contents: tuple[Glance, ...] = ()
    """What stands in a file that can only be read, sheet by sheet."""
    foretold: tuple[str, ...] = ()
    """What taking it would do to signed figures, in words."""
    successors: tuple[str, ...] = ()
    """Units that could answer for a merged one, the main one first."""

    @property
    def unsealed(self) -> bool:
        """Whether nobody sealed it: all its rows are by hand, and count once it is taken."""
        return self.seal == SealState.NONE

    @property
    def code(self) -> str:
        """Six characters of the package, for the telephone; empty where there is no package."""
        return short_code(self.package_id) if self.package_id else ""


@dataclass(frozen=True)
class Batch:
    """Files looked at together, worst first."""

    files: tuple[StagedFile, ...]
    folder: Path
    """Private folder of the staging files; removed when the batch is done with."""

    def of(self, verdict: Verdict) -> list[StagedFile]:
        """Files of one verdict."""
        return [file for file in self.files if file.verdict is verdict]

    @property
    def counts(self) -> Counts:
        """Sum over the files."""
        return counts_of(self.files)


def counts_of(files: Iterable[StagedFile]) -> Counts:
    """Where the rows of these files go, all together."""
    each = [tuple(vars(file.counts).values()) for file in files]
    return Counts(*map(sum, zip(*each, strict=True))) if each else Counts()
