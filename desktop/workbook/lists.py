"""The hidden sheet with the choice lists: labels to choose from, and their codes for a later catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from desktop.domain.catalogue import Choice
from desktop.workbook.cells import CellValue
from desktop.workbook.layout import LISTS_SHEET, Column, SheetPlan
from desktop.workbook.markup import HEAD, MAIN, Strings, cell, letters, row
from desktop.workbook.styles import STYLE


class Lists:
    """The lists that the sheets of one workbook use; each takes two columns, labels and codes."""

    def __init__(self) -> None:
        self._labels: dict[str, dict[str, str]] = {}

    def range_of(self, column: Column) -> str:
        """Where the labels stand that this column offers."""
        assert column.list
        self._labels.setdefault(column.list.code, column.labels)
        letter = letters(2 * list(self._labels).index(column.list.code))
        return f"{LISTS_SHEET}!${letter}$2:${letter}${1 + max(len(column.labels), 1)}"

    def xml(self, strings: Strings) -> str:
        """The sheet."""
        rows: dict[int, list[str]] = {}
        for place, (code, labels) in enumerate(self._labels.items()):
            lines = [(code, ""), *((label, each) for each, label in labels.items())]
            for number, line in enumerate(lines, 1):
                for column, text in enumerate(line, 2 * place):
                    written = cell(f"{letters(column)}{number}", STYLE["machine"], text, strings)
                    rows.setdefault(number, []).append(written)
        data = "".join(row(number, cells) for number, cells in rows.items())
        return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def read_lists(grid: Sequence[Sequence[CellValue]]) -> dict[str, dict[str, str]]:
    """Code by label, list by list, as the file itself says it."""
    found: dict[str, dict[str, str]] = {}
    columns = list(zip(*grid, strict=True))
    for labels, codes in zip(columns[::2], columns[1::2], strict=False):
        pairs = zip(labels[1:], codes[1:], strict=True)
        found[str(labels[0])] = {str(label): str(code) for label, code in pairs if label != "" and code != ""}
    return found


class FileLists:
    """The lists that a file carries, read only when a label is not in the catalogue any more."""

    def __init__(self, load: Callable[[], Sequence[Sequence[CellValue]]]) -> None:
        self._load = load

    @cached_property
    def _lists(self) -> dict[str, dict[str, str]]:
        return read_lists(self._load())

    def code_of(self, choices: str, label: str) -> str | None:
        """The code that stood behind a label when the file was written."""
        return self._lists.get(choices, {}).get(label)

    def of_column(self, column: Column) -> Column:
        """The column with the labels that the file itself gives its choices; ours where it gives none."""
        labels = {code: label for label, code in self._lists.get(column.list.code, {}).items()} if column.list else {}
        if column.list is None or not labels:
            return column
        known = column.list.by_code
        told = [replace(known.get(code, Choice(code, label)), label=label) for code, label in labels.items()]
        new = [item for item in column.list.items if item.code not in labels and item.label not in labels.values()]
        return replace(column, list=replace(column.list, items=(*told, *new)))


def as_written(plan: SheetPlan, lists: FileLists) -> SheetPlan:
    """A sheet's plan as the catalogue had it with which the file was written: other labels, the same codes."""
    return replace(plan, columns=tuple(map(lists.of_column, plan.columns)))
