"""What a sheet shows against what was sealed: whole columns at once; only rows that differ are read word by word."""

from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.domain.arrival import KEYS, UnknownValue
from desktop.domain.text import cell_text, clean
from desktop.workbook.arrived import ArrivedSheet
from desktop.workbook.cells import CellValue
from desktop.workbook.findings import MOST_BY_HAND, MOST_FAULTS, Findings
from desktop.workbook.layout import UID, Column, SheetPlan
from desktop.workbook.locating import Found, Grid, unknown_columns
from desktop.workbook.markup import letters
from desktop.workbook.oddities import Odd
from desktop.workbook.rereading import Line, Rereading
from desktop.workbook.sealed import Sealed
from desktop.workbook.weighing import TooHeavy

Cells = Sequence[CellValue]


class Comparison:
    """One sheet against its sealed rows."""

    def __init__(self, title: str, plan: SheetPlan, found: Found, odd: Odd, findings: Findings) -> None:
        self._title, self._plan, self._found = title, plan, found
        self._findings = findings
        self._sealed = findings.sealed.get(plan.kind) or Sealed()
        self._seen = findings.seen.setdefault(plan.kind, {})
        self._columns = [
            (plan.by_name[name], place)
            for name, place in found.columns.items()
            if name != UID and not plan.by_name[name].derive
        ]
        known = {place for _, place in self._columns}
        prepared = KEYS.get(plan.kind, ())
        self._speaking = [place for column, place in self._columns if column.name not in prepared] + found.others
        self._odd = {at: fault for at, fault in odd.items() if at[1] in known}

    def run(self, grid: Grid) -> ArrivedSheet:
        """Compare all rows of the sheet."""
        numbers, lines = self._lines(grid)
        sheet = ArrivedSheet(self._title, self._plan.kind, dict(self._found.columns))
        sheet.unknown = unknown_columns(self._found, self._title, lines)
        sheet.missing = [
            column.name
            for column in self._plan.columns
            if column.name not in self._found.columns and not column.derive and self._was_there(column)
        ]
        if lines:
            self._take(sheet, numbers, lines)
        if sheet.unknown:
            sheet.aside = list(self._aside(sheet, numbers, lines))
        return sheet

    def _was_there(self, column: Column) -> bool:
        """Whether a column should be there: an older catalogue may not have had it."""
        known = not self._sealed.values or any(column.name in values for values in self._sealed.values)
        return column.name[0] != "_" and known

    def _aside(self, sheet: ArrivedSheet, numbers: list[int], lines: list[list[CellValue]]) -> Iterator[UnknownValue]:
        uids = {row[1]: row[3] for row in sheet.rows}
        for number, line in zip(numbers, lines, strict=True):
            for place in self._found.others:
                if line[place] != "":
                    header, address = clean(str(self._found.headers[place])), f"{letters(place)}{number}"
                    value = cell_text(line[place])
                    yield UnknownValue(self._title, header, address, number, uids.get(number, b""), value)

    def _lines(self, grid: Grid) -> tuple[list[int], list[list[CellValue]]]:
        """Rows that hold anything, with their numbers; blank ones grow from ranges and formats."""
        blank: list[CellValue] = [""] * len(grid[0])
        kept = {row for row, _ in self._odd}
        machine, first = self._found.machine, self._found.first
        pairs = [
            (number, line)
            for number, line in enumerate(grid[first:], first + 1)
            if (line != blank or number in kept) and number - 1 != machine
        ]
        if self._findings.unsealed:
            pairs = [(number, line) for number, line in pairs if number in kept or self._filled(line)]
        return [number for number, _ in pairs], [line for _, line in pairs]

    def _filled(self, line: list[CellValue]) -> bool:
        """Whether somebody wrote into a prepared row: more than its uid and the key that it came with."""
        return any(line[place] != "" for place in self._speaking)

    def _take(self, sheet: ArrivedSheet, numbers: list[int], lines: list[list[CellValue]]) -> None:
        columns: list[Cells] = list(zip(*lines, strict=True))
        uids = self._uids(columns, lines)
        places = [self._sealed.index.get(uid) for uid in uids]
        suspects = self._suspects(columns, numbers, places)
        if not suspects and not self._seen and len(set(uids)) == len(uids):
            self._all_intact(sheet, numbers, uids, places)
            return
        rereading = Rereading(sheet, self._plan, self._columns, self._odd, self._findings)
        if len(suspects) > MOST_BY_HAND:
            raise TooHeavy("rows")
        for at in _intact_first(uids, suspects):
            if len(self._findings.problems) > MOST_FAULTS:
                raise TooHeavy("faults")
            rereading.take(Line(numbers[at], lines[at], uids[at], places[at], suspects.get(at)))

    def _uids(self, columns: Sequence[Cells], lines: list[list[CellValue]]) -> list[str]:
        """The uid of each row; a row that lost its own and still says what a sealed one says is that one."""
        place = self._found.columns.get(UID)
        uids = [str(uid) for uid in columns[place]] if place is not None else [""] * len(lines)
        if "" in uids and self._sealed.index:
            self._adopt(uids, lines)
        return uids

    def _adopt(self, uids: list[str], lines: list[list[CellValue]]) -> None:
        present = set(uids)
        orphans = [uid for uid in self._sealed.index if uid not in present]
        rows = [self._sealed.values[self._sealed.index[uid]] for uid in orphans]
        shown = zip(*(column.shown(rows) for column, _ in self._columns), strict=True)
        by_words = dict(zip(shown, orphans, strict=True))
        for at, line in enumerate(lines):
            if not uids[at]:
                uids[at] = by_words.pop(tuple(line[place] for _, place in self._columns), "")

    def _suspects(
        self, columns: Sequence[Cells], numbers: list[int], places: list[int | None]
    ) -> dict[int, list[Column]]:
        """Rows that must be read word by word, with the columns that differ; rows of their own have none."""
        known = [at for at, place in enumerate(places) if place is not None]
        rows = [self._sealed.values[place] for place in places if place is not None]
        whole = len(known) == len(places)
        suspects: dict[int, list[Column]] = {at: [] for at, place in enumerate(places) if place is None}
        for column, place in self._columns:
            expected = column.shown(rows)
            cells = columns[place] if whole else tuple([columns[place][at] for at in known])
            if cells == expected:
                continue
            for at, cell, wanted in zip(known, cells, expected, strict=True):
                if cell != wanted:
                    suspects.setdefault(at, []).append(column)
        for row in {row for row, _ in self._odd}:
            suspects.setdefault(numbers.index(row), [])
        return suspects

    def _all_intact(self, sheet: ArrivedSheet, numbers: list[int], uids: list[str], places: list[int | None]) -> None:
        order = [place for place in places if place is not None]
        sheet.take_intact(self._sealed, order, numbers)
        self._seen.update({uid: (row[1], row[4]) for uid, row in zip(uids, sheet.rows, strict=True)})


def _intact_first(uids: list[str], suspects: dict[int, list[Column]]) -> list[int]:
    """The order of reading: of two rows with one uid the untouched one is the row itself, the other a copy."""
    times = Counter(uids)
    return sorted(range(len(uids)), key=lambda at: (times[uids[at]] > 1 and at in suspects, at))
