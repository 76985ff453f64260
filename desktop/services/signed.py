"""Frozen figures (số liệu đã chốt) as they are kept in the books."""

import json
from dataclasses import dataclass
from decimal import Decimal

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
    figures: dict[str, dict[str, Figure]]

    def figure(self, code: str, scope: str = PROVINCE) -> Figure:
        """One figure as it was signed; blank where nothing was told."""
        return self.figures.get(scope, {}).get(code, BLANK)


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
    told = {
        scope: {
            code: Figure(State(letter), None if amount is None else Decimal(amount), missing)
            for code, (letter, amount, missing) in by_code.items()
        }
        for scope, by_code in json.loads(figures).items()
    }
    return Snapshot(uid, period, author, at, state, tuple(json.loads(packages)), told)
