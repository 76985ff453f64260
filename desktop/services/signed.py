"""Frozen figures (số liệu đã chốt) as they are kept in the books."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from desktop.domain.figures import BLANK, Figure, State
from desktop.domain.periods import Period
from desktop.services.books import Books

PROVINCE = "*"
UNITS = "@units"
"""How many units the figures of a scope stand for, beside its indicators."""


@dataclass(frozen=True)
class Snapshot:
    """Frozen figures (số liệu đã chốt): by scope (a unit's uid, or `*` for all of them) and indicator."""

    uid: bytes
    period: str
    author: str
    at: str
    digest: str
    packages: tuple[str, ...]
    told: str
    """The figures as they are kept; read when one of them is asked for."""

    def figure(self, code: str, scope: str = PROVINCE) -> Figure:
        """One figure as it was signed; blank where nothing was told."""
        kept = self._figures.get(scope, {}).get(code)
        return BLANK if kept is None else _figure(*kept)

    def of(self, scope: str) -> dict[str, Figure]:
        """All figures of a unit, or of all of them together."""
        return {code: _figure(*kept) for code, kept in self._figures.get(scope, {}).items()}

    @cached_property
    def _figures(self) -> dict[str, dict[str, tuple[str, str | None, int]]]:
        found: dict[str, dict[str, tuple[str, str | None, int]]] = json.loads(self.told)
        return found


def _figure(letter: str, amount: str | None, missing: int) -> Figure:
    return Figure(State(letter), None if amount is None else Decimal(amount), missing)


_STORED = (
    "SELECT uid, period, author, at, digest, packages, figures FROM snapshot"
    " WHERE period = ? AND calendar = ? ORDER BY id"
)


def snapshots(books: Books, period: Period) -> list[Snapshot]:
    """All that were frozen of a period, the last one last."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_STORED, (period.key, period.calendar)).all()
    return [_snapshot(*row) for row in rows]


def _snapshot(uid: bytes, period: str, author: str, at: str, state: str, packages: str, figures: str) -> Snapshot:
    return Snapshot(uid, period, author, at, state, tuple(json.loads(packages)), figures)
