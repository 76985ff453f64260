"""A section of the narrative → sentences from its figures, those that moved most first."""

from decimal import Decimal

from desktop.domain.catalogue import Indicator
from desktop.domain.periods import Period
from desktop.services.books import Books
from desktop.services.counting import SummaryLine, summary
from desktop.wording.comparison import Comparison, Measure
from desktop.wording.suggestions import BY_PART

MOST = 9
"""As many as there are digits to take them by."""


def sentences(books: Books, period: Period, section: str, part: str) -> list[str]:
    """Ready sentences for one part of a section; figures without a base or without a value tell nothing."""
    told = BY_PART.get(part)
    if told is None:
        return []
    moved = [
        (line.indicator, found)
        for line in summary(books, period).lines
        if line.indicator.section == section and line.indicator.core and (found := _compared(line)) is not None
    ]
    moved.sort(key=lambda each: _weight(each[1]), reverse=True)
    return [sentence for indicator, found in moved if (sentence := told(indicator.name, found))][:MOST]


def _compared(line: SummaryLine) -> Comparison | None:
    now, base = line.now.amount, line.base.amount
    if now is None or base is None or not (now or base):
        return None
    return Comparison(now, base, line.indicator.unit, line.indicator.direction, _measure(line.indicator))


def _measure(indicator: Indicator) -> Measure:
    if indicator.per_cent:
        return Measure.RATE
    return Measure.MONEY if indicator.unit == "đồng" else Measure.COUNT


def _weight(found: Comparison) -> tuple[bool, Decimal]:
    """Events before amounts of money and people."""
    return found.kind is not Measure.MONEY, abs(Decimal(found.difference)) / max(Decimal(1), Decimal(found.base))
