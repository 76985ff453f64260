"""An edited workbook → a candidate catalogue with its differences, or every fault at its cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_cells import Unreadable, as_typed, stored, words_of
from desktop.domain.catalogue_changes import Change, compare, refusals
from desktop.domain.catalogue_columns import BY_PART, FORMAT, FORMAT_KEY, FRONT, SHARED, SHEETS, VERSION_KEY, SheetPlan
from desktop.domain.catalogue_faults import CatalogueError, CatalogueFault, FaultCode
from desktop.domain.catalogue_files import Tables
from desktop.domain.catalogue_sheets import Key, Row, build, flatten, key_of
from desktop.domain.catalogue_source import (
    CHOICES,
    COMMON,
    DEADLINES,
    RULES,
    SECTIONS,
    Source,
    as_next_version,
    indicator_file,
    kind_file,
    source_text,
    version_of,
)
from desktop.domain.text import clean, fold

Grid = Sequence[Sequence[object]]
_SIGN = re.compile(r"_x([0-9A-Fa-f]{1,4})_")
_HOLDS_SIGN = re.compile(r"\w*_x[0-9A-Fa-f]{1,4}_\w*")
MACHINE_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2
MOST_FAULTS = 200
"""More than these nobody mends one by one."""


@dataclass(frozen=True)
class Book:
    """What a child found in the file: cells by sheet; formulas and error cells by their place (row, column from 0)."""

    sheets: Mapping[str, Grid]
    odd: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetFault:
    """One fault: sheet, cell, what stands there, what is wrong."""

    sheet: str
    cell: str
    code: FaultCode
    value: str = ""


@dataclass(frozen=True)
class ReadBack:
    """What came of a workbook: a candidate with its differences, or faults and nothing else."""

    source: Source
    changes: tuple[Change, ...] = ()
    faults: tuple[SheetFault, ...] = ()


@dataclass
class _Sheet:
    """Where the columns and rows of one sheet stand."""

    plan: SheetPlan
    title: str
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    lines: dict[Key, int] = field(default_factory=dict)

    def cell(self, column: str, line: int) -> str:
        """The address of a cell; of a row that is gone, the sheet's first one."""
        return f"{_letters(self.columns.get(column, self.columns.get(self.plan.keys[-1], 0)))}{line + 1}"


def read_back(base: Tables, book: Book, not_before: str = "") -> ReadBack:
    """The candidate that the workbook describes, numbered after its base."""
    reading = _Reading(base, book)
    faults = reading.read()
    if faults:
        return ReadBack({}, faults=_first(faults))
    rows = {part: sheet.rows for part, sheet in reading.sheets.items()}
    for each in refusals(base, rows, not_before):
        faults.append(reading.at(each.part, each.key, each.column, each.code, each.value))
    if any(fault.code is FaultCode.ROW_REMOVED for fault in faults):
        return ReadBack({}, faults=_first(faults))  # what names the lost rows is no fault of its own
    source = build(base, rows)
    try:
        Catalogue.read(source)
    except CatalogueError as error:
        faults += [reading.place(fault) for fault in error.faults]
    if faults:
        return ReadBack({}, faults=_first(faults))
    changes = tuple(compare(base, source))
    return ReadBack(as_next_version(source) if changes else dict(base), changes)


def _first(faults: Iterable[SheetFault]) -> tuple[SheetFault, ...]:
    order = {plan.title: place for place, plan in enumerate(SHEETS)}
    unique = sorted(set(faults), key=lambda each: (order.get(each.sheet, -1), _line(each.cell), each.cell, each.code))
    return tuple(unique[:MOST_FAULTS])


def _line(cell: str) -> int:
    digits = "".join(letter for letter in cell if letter.isdigit())
    return int(digits or 0)


class _Reading:
    """Reads sheet after sheet and remembers where everything stands."""

    def __init__(self, base: Tables, book: Book) -> None:
        self._base, self._book = base, book
        self._spoiled = _spoiled(base)
        self._titles = {fold(clean(title)): title for title in book.sheets}
        self.sheets: dict[str, _Sheet] = {}
        self._faults: list[SheetFault] = []
        self._format = 1

    def read(self) -> list[SheetFault]:
        """All rows; the faults of cells, codes and references to other sheets."""
        self._check_version()
        if any(fault.code is FaultCode.LATER_FORMAT for fault in self._faults):
            return self._faults  # what else looks odd is not odd there
        for plan in SHEETS:
            self._read_sheet(plan)
        if not self._faults:
            self._check_owners()
        return self._faults

    def at(self, part: str, key: Key, column: str, code: FaultCode, value: str) -> SheetFault:
        """A fault at a cell of a row; of a row that is gone, in the first line of its sheet."""
        sheet = self.sheets[part]
        return SheetFault(sheet.title, sheet.cell(column, sheet.lines.get(key, FIRST_ROW)), code, value)

    def place(self, fault: CatalogueFault) -> SheetFault:
        """A fault of the tables at the cell that they were made of."""
        part, key, rest = _owner(fault.file, fault.entry, self.sheets)
        column = rest if part and any(each.key == rest for each in BY_PART[part].columns) else ""
        if not part:
            return SheetFault(FRONT, "A1", fault.code, fault.value)
        return self.at(part, key, column or BY_PART[part].keys[-1], fault.code, fault.value)

    def _note(self, sheet: _Sheet, column: str, line: int, code: FaultCode, value: str = "") -> None:
        self._faults.append(SheetFault(sheet.title, sheet.cell(column, line), code, value))

    def _check_version(self) -> None:
        """A workbook of another version would take back what was changed since."""
        grid = self._book.sheets.get(self._titles.get(fold(FRONT), ""), ())
        told = [as_typed(row[1]) for row in grid if len(row) > 1 and as_typed(row[0]) == VERSION_KEY]
        if not told:
            self._faults.append(SheetFault(FRONT, "A1", FaultCode.SHEET_MISSING, FRONT))
        elif told[0] != version_of(self._base):
            self._faults.append(SheetFault(FRONT, "A1", FaultCode.OTHER_VERSION, told[0]))
        numbers = [as_typed(row[1]) for row in grid if len(row) > 1 and as_typed(row[0]) == FORMAT_KEY]
        self._format = max((int(each) for each in numbers if each.isdecimal()), default=1)
        if self._format > FORMAT:
            self._faults = [SheetFault(FRONT, "A1", FaultCode.LATER_FORMAT)]

    def _read_sheet(self, plan: SheetPlan) -> None:
        title = self._titles.get(fold(plan.title))
        sheet = self.sheets[plan.part] = _Sheet(plan, title or plan.title)
        if title is None and plan.since > self._format:  # exported before there was such a sheet
            sheet.rows = flatten(self._base)[plan.part]
            return
        grid = self._book.sheets[title] if title else ()
        if len(grid) <= MACHINE_ROW:
            self._faults.append(SheetFault(plan.title, "A1", FaultCode.SHEET_MISSING, plan.title))
            return
        sheet.columns = _columns(plan, grid)
        for column in plan.columns:
            if column.key not in sheet.columns:
                self._faults.append(SheetFault(sheet.title, "A2", FaultCode.COLUMN_MISSING, column.header))
        if all(key in sheet.columns for key in plan.keys):
            self._read_rows(sheet, grid, self._book.odd.get(title or "", {}))

    def _read_rows(self, sheet: _Sheet, grid: Grid, odd: Mapping[tuple[int, int], str]) -> None:
        for line, cells in enumerate(grid[FIRST_ROW:], FIRST_ROW):
            known = {key: cells[place] for key, place in sheet.columns.items() if place < len(cells)}
            strange = {key for key, place in sheet.columns.items() if (line, place) in odd}
            if not strange and all(_is_blank(cell) for cell in known.values()):
                continue
            for key in strange:
                self._note(sheet, key, line, FaultCode.FORMULA, odd[line, sheet.columns[key]])
            self._take(sheet, line, {key: cell for key, cell in known.items() if key not in strange}, bool(strange))

    def _take(self, sheet: _Sheet, line: int, cells: Mapping[str, object], faulty: bool) -> None:
        row: Row = {}
        for column in sheet.plan.columns:
            try:
                value = stored(self._mended(cells.get(column.key)), column)
            except Unreadable as wrong:
                self._note(sheet, column.key, line, wrong.fault, as_typed(cells[column.key]))
                faulty = True
                continue
            if value is not None:
                row[column.key] = value
        blank = [key for key in sheet.plan.keys if key not in row]
        if blank and not faulty:
            for key in blank:
                self._note(sheet, key, line, FaultCode.KEY_MISSING, sheet.plan.column(key).header)
            return
        named = key_of(row, sheet.plan)
        if named in sheet.lines and not blank:
            last = sheet.plan.column(sheet.plan.keys[-1])
            self._note(sheet, last.key, line, FaultCode.DUPLICATE, words_of(named[-1], last))
        sheet.lines.setdefault(named, line)
        sheet.rows.append(row)

    def _mended(self, cell: object) -> object:
        """A cell with the codes that LibreOffice took for an escaped sign."""
        for spoiled, code in self._spoiled.items():
            if isinstance(cell, str) and spoiled in cell:
                cell = cell.replace(spoiled, code)
        return cell

    def _check_owners(self) -> None:
        """Rows that belong to a kind, a list or a section that is not there would be left out in silence."""
        kinds, lists, sections = (
            {row["code"] for row in self.sheets[part].rows} for part in ("kinds", "lists", "sections")
        )
        for part, column, known, fault in (
            ("fields", "kind", kinds | {SHARED}, FaultCode.UNKNOWN_KIND),
            ("choices", "list", lists, FaultCode.UNKNOWN_LIST),
        ):
            sheet = self.sheets[part]
            for row in sheet.rows:
                if row[column] not in known:
                    self._note(sheet, column, sheet.lines[key_of(row, sheet.plan)], fault, row[column])
        sheet = self.sheets["indicators"]
        for row in sheet.rows:
            section = row["code"].partition(".")[0]
            if section not in sections:
                line = sheet.lines[key_of(row, sheet.plan)]
                self._note(sheet, "code", line, FaultCode.UNKNOWN_SECTION, section)


def _columns(plan: SheetPlan, grid: Grid) -> dict[str, int]:
    """Columns by machine name, else by header: people move columns, and programs lose hidden rows."""
    machine = {as_typed(cell): place for place, cell in enumerate(grid[MACHINE_ROW])}
    heads = grid[HEAD_ROW] if len(grid) > HEAD_ROW else ()
    headers = {fold(as_typed(cell)): place for place, cell in enumerate(heads)}
    found: dict[str, int] = {}
    for column in plan.columns:
        place = machine.get(column.key, headers.get(fold(column.header)))
        if place is not None:
            found[column.key] = place
    return found


def _spoiled(base: Tables) -> dict[str, str]:
    """`mang_xa_hoi` by what LibreOffice makes of it when it opens its own file again: `_xa_` is a line feed there."""
    codes = set(_HOLDS_SIGN.findall(source_text(base)))
    return {_SIGN.sub(lambda sign: chr(int(sign[1], 16)), code): code for code in codes}


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _owner(file: str, entry: str, sheets: Mapping[str, _Sheet]) -> tuple[str, Key, str]:
    """Part, row and column of what the tables call `TX.01.name` in a file; '' where no sheet has it."""
    best: tuple[int, str, Key] = (-1, "", ())
    for part, sheet in sheets.items():
        for key in sheet.lines:
            there, prefix = _table_of(part, key)
            if there == file and (not prefix or entry == prefix or entry.startswith(f"{prefix}.")):
                best = max(best, (len(prefix), part, key))
    length, part, key = best
    return part, key, entry[length:].lstrip(".")


def _table_of(part: str, key: Key) -> tuple[str, str]:
    """The file of a row and the entry that it is there."""
    code = key[-1]
    match part:
        case "kinds":
            return kind_file(code), ""
        case "fields":
            return (COMMON, code) if key[0] == SHARED else (kind_file(key[0]), f"fields.{code}")
        case "lists":
            return CHOICES, code
        case "choices":
            return CHOICES, f"{key[0]}.items.{code}"
        case "indicators":
            return indicator_file(code.partition(".")[0]), code
        case "rules":
            return RULES, code
        case "days":
            return DEADLINES, f"days.{code}"
        case "deadlines":
            return DEADLINES, f"deadlines.{'.'.join(key)}"
    return SECTIONS, code


def _letters(place: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
