"""The summary with what stands beside it: corrected figures, the last freeze, what changed since."""

from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.periods import Period
from desktop.services import counting, freezing, noting
from desktop.services.books import Books
from desktop.services.counting import Summary
from desktop.services.freezing import Changed, Snapshot
from desktop.services.province_notes import province_notes


@dataclass(frozen=True)
class SummaryFacts:
    """Everything that Tổng hợp says about a period."""

    summary: Summary
    notes: dict[str, str] = field(default_factory=dict)
    """What the units say of the province's corrected figures, by indicator."""
    frozen: Snapshot | None = None
    changed: tuple[Changed, ...] = ()
    """Province figures that are not what was signed any more."""


def gather_summary(books: Books, period: Period) -> SummaryFacts:
    """Count, and look beside."""
    summary = counting.summary(books, period)
    snapshots = freezing.snapshots(books, period)
    changed = freezing.changes(books, period, province_only=True) if snapshots else []
    notes = province_notes(books, summary, noting.noted(books, period))
    return SummaryFacts(summary, notes, snapshots[-1] if snapshots else None, tuple(changed))


UnitNotes = dict[tuple[str, str], tuple[Decimal, tuple[str, ...]]]
"""By unit and indicator: what headquarters added, and why."""


def unit_notes(books: Books, period: Period) -> UnitNotes:
    """By unit and indicator: what headquarters added, and why."""
    found = noting.noted(books, period)
    return {(books.units[each.unit_id].uid, each.indicator): (each.difference, each.reasons) for each in found}
