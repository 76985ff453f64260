"""What the units say of the figures of all of them together, where headquarters corrected some (điều chỉnh)."""

from collections import defaultdict
from decimal import Decimal

from desktop.services import tracing
from desktop.services.books import Books
from desktop.services.counting import Summary
from desktop.services.noting import Noted, note_words


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
