"""Small pieces of spreadsheet XML: addresses, escaped text, the table of shared strings."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from desktop.workbook.cells import EPOCH, CellValue

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONGEST_TEXT = 32_767
"""Excel keeps so many characters in a cell."""

_EPOCH = EPOCH.toordinal()
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]+_)")
"""Excel takes four digits for an escaped sign, LibreOffice any number: `mang_xa_hoi` would lose its middle there."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@cache
def letters(column: int) -> str:
    """Letters of a column counted from 0: A, B … Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """The column, counted from 0, that such letters name."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted(text: str) -> str:
    """Text for an attribute or an element."""
    return escape(text)


class Strings(dict[str, int]):
    """Every text of the workbook once, by its place in the table."""

    def __missing__(self, text: str) -> int:
        place = self[text] = len(self)
        return place

    def xml(self) -> str:
        """The part with all texts."""
        items = "".join(map(_item, self))
        return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self)}">{items}</sst>'


def _item(text: str) -> str:
    # Blanks at the ends and line breaks are kept only when asked for.
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<si><t{keep}>{_words(text)}</t></si>"


def _words(text: str) -> str:
    words = _ESCAPE_LIKE.sub("_x005F_", escape(text, quote=False))
    return _CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def inline_cell(address: str, style: int, text: str) -> str:
    """A cell that holds its text itself: it can be read without the table of all texts."""
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_words(text)}</t></is></c>'


def cell(address: str, style: int, value: CellValue, strings: Strings) -> str:
    """One cell with its value; a text is always a text, whatever it begins with."""
    if isinstance(value, str):
        body = f' t="s"><v>{strings[value]}</v></c>' if value else "/>"
    elif isinstance(value, date):
        body = f"><v>{value.toordinal() - _EPOCH}</v></c>"
    else:
        body = "/>" if value is None else f"><v>{value!r}</v></c>"
    return f'<c r="{address}" s="{style}"{body}'


def column_cells(
    column: int, style: int, values: Iterable[CellValue], numbers: Iterable[int], strings: Strings
) -> list[str]:
    """The cells of one column that holds texts, days or blanks; the tight loop of writing."""
    head, mark = f'<c r="{letters(column)}', f'" s="{style}'
    return [
        f'{head}{number}{mark}" t="s"><v>{strings[value]}</v></c>'
        if value.__class__ is str and value
        else f'{head}{number}{mark}"/>'
        if value == ""
        else f'{head}{number}{mark}"><v>{_number(value)}</v></c>'
        for number, value in zip(numbers, values, strict=True)
    ]


def _number(value: CellValue) -> str:
    return str(value.toordinal() - _EPOCH) if isinstance(value, date) else repr(value)


def row(number: int, cells: Iterable[str], attributes: str = "") -> str:
    """One row."""
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'
