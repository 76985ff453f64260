"""The summary with what stands beside it: corrected figures, the last freeze, what changed since."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.periods import Period
from desktop.services import counting, freezing, noting, tracing
from desktop.services.books import Books
from desktop.services.counting import Summary
from desktop.services.freezing import Changed, Snapshot
from desktop.services.noting import Noted, note_words


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


def province_notes(books: Books, summary: Summary, found: list[Noted]) -> dict[str, str]:
    """Corrected figures of all units together; a rate says which of its terms was corrected."""
    differences: dict[str, Decimal] = defaultdict(Decimal)
    reasons: dict[str, list[str]] = defaultdict(list)
    for each in found:
        differences[each.indicator] += each.difference
        reasons[each.indicator] += [why for why in each.reasons if why not in reasons[each.indicator]]
    now = {line.indicator.code: line.now.amount for line in summary.lines}
    notes = {
        code: note_words(now.get(code), difference, reasons[code]) for code, difference in differences.items()
    }
    if not notes:
        return {}
    for line in summary.lines:
        if not line.indicator.stored:
            terms = {each.code: each.short for each in tracing.terms_of(books, line.indicator.code)}
            corrected = [short for code, short in terms.items() if code in notes]
            if corrected:
                notes[line.indicator.code] = f"có điều chỉnh ở {', '.join(corrected)}"
    return notes


UnitNotes = dict[tuple[str, str], tuple[Decimal, tuple[str, ...]]]
"""By unit and indicator: what headquarters added, and why."""


def unit_notes(books: Books, period: Period) -> UnitNotes:
    """By unit and indicator: what headquarters added, and why."""
    found = noting.noted(books, period)
    return {(books.units[each.unit_id].uid, each.indicator): (each.difference, each.reasons) for each in found}
