"""The catalogue's workbook as screens speak of it: its sheets, columns and closed words, and what is wrong in a cell.

The file itself is Vietnamese, as all files are: in English the name that stands in it is told beside.
"""

from dataclasses import replace

from desktop.domain.catalogue_changes import Cell
from desktop.domain.catalogue_columns import BY_PART
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_reading import SheetFault
from desktop.kit import english
from desktop.ui.catalogue_words import spoken
from desktop.ui.retold import retold
from desktop.wording.english import catalogue_faults
from desktop.wording.faults import sheet_fault_sentence

_NAMES = frozenset({FaultCode.COLUMN_MISSING, FaultCode.KEY_MISSING, FaultCode.SHEET_MISSING})
"""Their value is the name of a column or a sheet."""


def named_in_file(name: str) -> str:
    """`Indicators (Chỉ tiêu)`: a sheet or a column, found in the file by its own name."""
    told = spoken(name)
    return name if told == name else f"{told} ({name})"


def shown_fault(fault: SheetFault) -> str:
    """What is wrong in a cell and how to mend it, in the language of the screens."""
    if not english.is_spoken():
        return sheet_fault_sentence(fault)
    if fault.code in _NAMES:
        fault = replace(fault, value=named_in_file(fault.value))
    elif fault.code is FaultCode.MEANING_CHANGED:
        fault = replace(fault, value=retold(fault.value))
    return sheet_fault_sentence(fault, catalogue_faults())


def shown_header(cell: Cell) -> str:
    """The column of a changed cell."""
    return spoken(cell.header)


def shown_values(part: str, cell: Cell) -> tuple[str, str]:
    """Before and after; of columns with closed words these are told."""
    column = next((each for each in BY_PART[part].columns if each.key == cell.key), None)
    if column is None or column.words is None:
        return cell.before, cell.after
    return spoken(cell.before), spoken(cell.after)
