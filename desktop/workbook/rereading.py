"""The slow, wordy way: one row read cell by cell, with every edit and every fault at its address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.arrival import KEYS, CellEdit, CellFault, CellProblem, RowMark, uid_of_added
from desktop.domain.records import RowState, Values, canonical, row_hash
from desktop.domain.totals import FIGURE
from desktop.workbook.arrived import ArrivedSheet, CopiedRow
from desktop.workbook.cells import CellValue, Reading, shown_text
from desktop.workbook.findings import Findings, is_uid
from desktop.workbook.layout import COUNT, DELETED, STATE, UID, Column, SheetPlan
from desktop.workbook.markup import letters
from desktop.workbook.oddities import Odd
from desktop.workbook.sealed import Sealed


@dataclass
class Line:
    """One visible row."""

    number: int
    cells: list[CellValue]
    uid: str
    place: int | None
    """Position among the sealed rows."""
    suspects: list[Column] | None
    """Columns that differ; None when the row is as it was sealed."""


class Rereading:
    """Takes the rows of one sheet, one after the other."""

    def __init__(
        self,
        sheet: ArrivedSheet,
        plan: SheetPlan,
        columns: Sequence[tuple[Column, int]],
        odd: Odd,
        findings: Findings,
    ) -> None:
        self._sheet, self._kind, self._findings = sheet, plan.kind, findings
        self._sealed = findings.sealed.get(plan.kind) or Sealed()
        self._seen = findings.seen.setdefault(plan.kind, {})
        self._columns = [column for column, _ in columns]
        self._places = {column.name: place for column, place in columns}
        self._odd: dict[int, list[tuple[str, CellFault, str]]] = {}
        names = {place: column.name for column, place in columns}
        for (row, place), (fault, shown) in odd.items():
            self._odd.setdefault(row, []).append((names[place], fault, shown))

    def take(self, line: Line) -> None:
        """Put one row among the others, with what is to be said of it."""
        if line.place is None:
            self._take_added(line)
        elif line.suspects is None:
            self._keep(line, self._sealed.contents[line.place], self._sealed.values[line.place], RowMark.INTACT)
        else:
            self._take_suspect(line, line.place, line.suspects)

    def _take_suspect(self, line: Line, place: int, suspects: list[Column]) -> None:
        if suspects and all(line.cells[at] == "" for at in self._places.values()):
            return  # emptied by hand: it will be missed among the lost rows
        values = dict(self._sealed.values[place])
        edits, problems = self._differences(line, values, suspects)
        mark = RowMark.HELD if problems else RowMark.EDITED if edits else RowMark.INTACT
        content = canonical(values) if edits else self._sealed.contents[place]
        if self._keep(line, content, values, mark):
            self._findings.edits += edits
            self._findings.problems += problems

    def _take_added(self, line: Line) -> None:
        """A row that was never sealed: read it whole."""
        values: Values = {}
        edits, problems = self._differences(line, values, self._columns)
        if not values and not problems:
            return  # only a stray uid, or words beside the table
        if self._kind == FIGURE:
            _complete_figure(values)
        values.setdefault(STATE, RowState.FINAL.value)
        if self._findings.blank:
            self._part_copy(line, values)
        fault = self._name(line, values)
        values[UID] = line.uid
        if fault:
            problems.append(self._problem(line, UID, fault))
        mark = RowMark.HELD if problems else RowMark.ADDED
        if self._keep(line, canonical(values), values, mark):
            self._findings.edits += [replace(edit, uid=_key(line)) for edit in edits if edit.formula]
            self._findings.problems += problems

    def _part_copy(self, line: Line, values: Values) -> None:
        """A filled row that was copied on a blank form and then changed is a row of its own."""
        double = self._seen.get(line.uid)
        if double and self._kind not in KEYS and double[1] != canonical({**values, UID: line.uid}):
            line.uid = ""

    def _name(self, line: Line, values: Values) -> CellFault | None:
        """Give the row its uid: the one it carries, else one that every reader derives alike."""
        if is_uid(line.uid):
            return CellFault.WRONG_SHEET if self._findings.sealed_elsewhere(line.uid) else None
        content = canonical(values)
        again = self._findings.added[f"{self._kind} {content}"]
        self._findings.added[f"{self._kind} {content}"] += 1
        line.uid = uid_of_added(self._kind, self._findings.owner, values, content, again).hex()
        return CellFault.WITHOUT_UID if self._kind == DELETED else None

    def _differences(
        self, line: Line, values: Values, columns: Sequence[Column]
    ) -> tuple[list[CellEdit], list[CellProblem]]:
        """Read the cells of these columns into the values; tell what changed and what cannot be understood."""
        problems = self._odd_problems(line)
        faulty = {problem.field for problem in problems}
        edits: list[CellEdit] = []
        for column in columns:
            before, after = values.get(column.name), self._read(line, column)
            if column.name in faulty or after == before:
                continue
            if isinstance(after, CellFault):
                problems.append(self._problem(line, column.name, after))
                continue
            edits.append(self._edit(line, column.name, before, after))
            if after is None:
                del values[column.name]
            else:
                values[column.name] = after
        return edits, problems

    def _odd_problems(self, line: Line) -> list[CellProblem]:
        """Error cells, and formulas that left no result: never a blank, never a zero."""
        return [
            self._problem(line, name, fault, shown=shown)
            for name, fault, shown in self._odd.get(line.number, ())
            if fault is CellFault.ERROR_CELL or not shown
        ]

    def _read(self, line: Line, column: Column) -> Reading:
        cell = line.cells[self._places[column.name]]
        reading = column.read(cell)
        if reading is CellFault.NOT_CHOICE and column.list:  # a label of the catalogue it was written with
            return self._findings.lists.code_of(column.list.code, str(cell)) or reading
        if column.name == COUNT and reading == 1:
            return None  # a row that stands for one activity carries no count
        return reading

    def _keep(self, line: Line, content: str, values: Values, mark: RowMark) -> bool:
        """Put a row among the others, unless the very same one stands there already."""
        double = self._seen.get(line.uid)
        if double and double[1] == content and mark is not RowMark.HELD:
            self._sheet.doubled += 1
            self._findings.copies.append(CopiedRow(self._sheet.title, line.number, self._kind_of(line), double[0]))
            return False
        if double:
            mark = RowMark.HELD
            self._findings.disputed.add(line.uid)
            self._findings.problems.append(self._problem(line, UID, CellFault.DOUBLE_ROW, double[0]))
        else:
            self._seen[line.uid] = (line.number, content)
        key, kind = bytes.fromhex(line.uid), self._kind_of(line)
        self._sheet.rows.append((self._sheet.title, line.number, kind, key, content, row_hash(content), mark))
        self._sheet.values.append(values)
        return True

    def _kind_of(self, line: Line) -> str:
        return self._kind if line.place is None else self._sealed.kinds[line.place]

    def _address(self, line: Line, field: str) -> str:
        place = self._places.get(field, self._sheet.columns.get(field, 0))
        return f"{letters(place)}{line.number}"

    def _edit(self, line: Line, field: str, before: Reading, after: Reading) -> CellEdit:
        assert not isinstance(before, CellFault)
        assert not isinstance(after, CellFault)
        where = self._sheet.title, self._address(line, field), line.number, self._kind_of(line)
        formula = any(name == field for name, _, _ in self._odd.get(line.number, ()))
        return CellEdit(*where, _key(line), field, before, after, formula)

    def _problem(self, line: Line, field: str, fault: CellFault, other_row: int = 0, shown: str = "") -> CellProblem:
        if not shown and field in self._places:
            shown = shown_text(line.cells[self._places[field]])
        where = self._sheet.title, self._address(line, field), line.number, self._kind_of(line)
        return CellProblem(*where, _key(line), field, fault, shown, other_row)


def _complete_figure(values: Values) -> None:
    """Whoever types only a number says a value, or a zero."""
    if "state" in values or "value" not in values:
        return
    values["state"] = "value" if values["value"] else "zero"
    if not values["value"]:
        del values["value"]


def _key(line: Line) -> bytes:
    return bytes.fromhex(line.uid) if is_uid(line.uid) else b""
