"""What all sheets of one file have in common while they are compared."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from desktop.domain.arrival import CellEdit, CellProblem
from desktop.workbook.arrived import CopiedRow, LostRow
from desktop.workbook.layout import SheetPlan
from desktop.workbook.lists import FileLists, as_written
from desktop.workbook.sealed import Sealed

MOST_FAULTS = 5_000
"""Cells that cannot be understood; a file of more is no report."""
MOST_BY_HAND = 20_000
"""Rows that must be read word by word."""
_HEX = frozenset("0123456789abcdef")


@dataclass
class Findings:
    """Sealed rows going in, edits and problems coming out."""

    sealed: dict[str, Sealed]
    owner: str
    """The unit: rows that two units wrote by hand are never the same row."""
    lists: FileLists
    unsealed: bool = False
    """Nothing was sealed: prepared rows that nobody filled say nothing."""
    blank: bool = False
    """A blank form: rows are copied there to be changed."""
    older: bool = False
    """Perhaps written with another catalogue: labels are those of the file."""
    copies: list[CopiedRow] = field(default_factory=list)
    edits: list[CellEdit] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    seen: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    """Row number and content by uid, for each kind of sheet."""
    disputed: set[str] = field(default_factory=set)
    """Uids under which different rows stand."""
    added: Counter[str] = field(default_factory=Counter)
    """How often a row written by hand occurred."""

    def plan(self, plan: SheetPlan) -> SheetPlan:
        """A plan of ours, with the labels of the file where it was written with another catalogue."""
        return as_written(plan, self.lists) if self.older else plan

    def sealed_elsewhere(self, uid: str) -> bool:
        """Whether a row of another sheet has this uid."""
        return any(uid in sealed.index for sealed in self.sealed.values())

    def lost(self, kinds: Collection[str]) -> list[LostRow]:
        """Sealed rows of these sheets that stand nowhere any more."""
        return [
            LostRow(sealed.kinds[place], bytes.fromhex(uid), sealed.contents[place])
            for kind, sealed in self.sealed.items()
            if kind in kinds
            for uid, place in sealed.index.items()
            if uid not in self.seen.get(kind, {})
        ]


def is_uid(text: str) -> bool:
    """Whether a text is a uid in hex."""
    return len(text) == 32 and set(text) <= _HEX
