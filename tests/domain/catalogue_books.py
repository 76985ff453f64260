"""Workbooks of the catalogue made in memory, to be edited cell by cell."""

from copy import deepcopy

from desktop.domain.catalogue_cells import shown
from desktop.domain.catalogue_columns import FRONT, SHEETS, VERSION_KEY
from desktop.domain.catalogue_reading import Book
from desktop.domain.catalogue_sheets import flatten
from desktop.domain.catalogue_source import version_of

PLANS = {plan.part: plan for plan in SHEETS}


class Edited:
    """The sheets of a catalogue as a person has them before him."""

    def __init__(self, source) -> None:
        self.grids = {FRONT: [["Danh mục", ""], [VERSION_KEY, version_of(source)]]}
        for part, rows in flatten(source).items():
            plan = PLANS[part]
            heads = [[column.key for column in plan.columns], [column.header for column in plan.columns]]
            cells = [[_seen(shown(row.get(column.key), column)) for column in plan.columns] for row in rows]
            self.grids[plan.title] = [*heads, *cells]
        self.odd: dict[str, dict[tuple[int, int], str]] = {}

    def grid(self, part):
        return self.grids[PLANS[part].title]

    def line(self, part, *key):
        """The index of a row."""
        plan = PLANS[part]
        places = [self.place(part, name) for name in plan.keys]
        return next(n for n, row in enumerate(self.grid(part)) if n > 1 and [row[p] for p in places] == list(key))

    def place(self, part, column):
        return [each.key for each in PLANS[part].columns].index(column)

    def put(self, part, key, column, value):
        """Type into a cell."""
        self.grid(part)[self.line(part, *key)][self.place(part, column)] = value

    def add(self, part, after=None, **values):
        """A new row, at the end or after another one."""
        row = [values.get(column.key.replace(".", "_"), "") for column in PLANS[part].columns]
        grid = self.grid(part)
        grid.insert(len(grid) if after is None else self.line(part, *after) + 1, row)

    def drop(self, part, *key):
        """Delete a row."""
        del self.grid(part)[self.line(part, *key)]

    def book(self) -> Book:
        return Book(deepcopy(self.grids), self.odd)


def _seen(value):
    """What a reader gives back of a number."""
    return value if isinstance(value, str) or not hasattr(value, "as_tuple") else float(value)
