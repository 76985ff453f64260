"""Error cells and formulas, which a reader of values does not tell from blanks and numbers."""

import re

from desktop.domain.arrival import CellFault
from desktop.workbook.guard import Checked
from desktop.workbook.weighing import Place, SheetXml

Odd = dict[tuple[int, int], tuple[CellFault, str]]
"""Fault, and what the cell shows, by row number and column counted from 0; of a formula, what it had worked out."""

_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)<")


def odd_cells(checked: Checked) -> dict[str, Odd]:
    """Error cells and formulas by the title of their sheet; empty for nearly every file."""
    return {title: _of_sheet(checked.odd[part]) for title, part in checked.sheets if part in checked.odd}


def _of_sheet(sheet: SheetXml) -> Odd:
    cells = list(sheet.places())
    ends = [cell.start for cell in cells[1:]] + [len(sheet.xml)]
    odd: Odd = {}
    for cell, end in zip(cells, ends, strict=True):
        fault = _fault(sheet.xml, cell, end)
        if fault:
            odd[cell.row, cell.column] = fault
    return odd


def _fault(xml: bytes, cell: Place, end: int) -> tuple[CellFault, str] | None:
    """What is odd about one cell; all that belongs to it stands before the next one."""
    if cell.attributes.endswith(b"/"):
        return None
    shown = _VALUE.search(xml, cell.end, end)
    if _ERROR.search(cell.attributes):
        return CellFault.ERROR_CELL, shown[1].decode("utf-8", "replace") if shown else ""
    if _FORMULA.search(xml, cell.end, end):
        return CellFault.FORMULA, shown[1].decode("utf-8", "replace") if shown else ""
    return None
