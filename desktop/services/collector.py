"""Collects what some indicators read, every period once: several views of one figure share the work."""

from collections.abc import Iterable

from desktop.domain.periods import Period
from desktop.services.books import Books
from desktop.services.collected import Collected
from desktop.services.collecting import collect


class Collector:
    """Collects what some indicators read, every period once."""

    def __init__(self, books: Books, codes: Iterable[str]) -> None:
        self._books, self._codes = books, tuple(codes)
        self._known: dict[tuple[str, str], Collected] = {}

    def of(self, period: Period, within: Period | None = None) -> Collected:
        """The stored figures of a period."""
        key = (period.key, (within or period).key)
        if key not in self._known:
            self._known[key] = collect(self._books, period, within=within, codes=self._codes)
        return self._known[key]
