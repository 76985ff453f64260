"""Cells on the clipboard: plain text, and a table that Excel and Word take as one.

Numbers go as numbers whatever decimal sign the other program uses; a fall keeps the sign that the screen paints as a
triangle; dates, codes and `3/4` stay words. The one point of a blank figure is an empty cell.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from PySide6.QtCore import QMimeData

from desktop.kit.block_table.cells import Cell, Column

NUMBER = re.compile(r"[−-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?%?")
BLANK, MINUS = "·", "−"
HEAD = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8">'
TABLE = '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">'
AS_WORDS = "mso-number-format:'\\@'"

Row = Sequence[tuple[Column, Cell]]
Told = tuple[str, bool]
"""Words of a cell, and whether they are a number."""


def copied(titles: Sequence[str], rows: Sequence[Row], left_out: str = "") -> QMimeData:
    """Both forms of some cells; without titles if none are given, and with a last word on what was left out."""
    data, told = QMimeData(), [[told_of(column, cell) for column, cell in row] for row in rows]
    if left_out:
        told.append([(left_out, False)])
    data.setText(as_text(titles, told))
    data.setHtml(as_table(titles, told))
    return data


def as_text(titles: Sequence[str], rows: Sequence[Sequence[Told]]) -> str:
    """Tabs and lines."""
    lines = ["\t".join(titles)] if titles else []
    return "\n".join([*lines, *("\t".join(words for words, _ in row) for row in rows)])


def as_table(titles: Sequence[str], rows: Sequence[Sequence[Told]]) -> str:
    """A table of HTML; `x:num` gives Excel the number itself, `sdval` gives it to LibreOffice."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"{HEAD}{TABLE}{f'<tr>{head}</tr>' if head else ''}{body}</table></html>"


def told_of(column: Column, cell: Cell) -> Told:
    """A cell as text: digits without points between thousands, a fall with its sign.

    Only what stands where numbers stand is a number: a code or a telephone at the left is none.
    """
    words = cell.copied or cell.text
    if column.align != "left" and NUMBER.fullmatch(words):
        fallen = cell.triangle == "down" and not cell.copied
        return ("-" if fallen else "") + words.replace(".", "").replace(MINUS, "-"), True
    return "" if words == BLANK else words.replace("\t", " ").replace("\n", " "), False


def _cell(told: Told) -> str:
    words, number = told
    if not number:
        return f'<td style="{AS_WORDS}">{escape(words)}</td>'
    if not words.endswith("%"):
        exact = words.replace(",", ".")
        return f'<td align="right" x:num="{exact}" sdval="{exact}" sdnum="1033;">{words}</td>'
    digits = Decimal(words[:-1].replace(",", "."))
    places = "." + "0" * -exponent if (exponent := int(digits.as_tuple().exponent)) < 0 else ""
    exact, look = f"{digits / 100:f}", f"0{places}%"
    style = f"style=\"mso-number-format:'{look}'\""
    return f'<td align="right" x:num="{exact}" sdval="{exact}" sdnum="1033;1033;{look}" {style}>{words}</td>'
