"""Blocks of cells as Excel and LibreOffice lay them on the clipboard: tabs, lines, quotes where a cell holds either."""

import csv
import io
from collections.abc import Sequence

from desktop.domain.text import clean

Block = list[list[str]]
_QUOTED = ("\t", "\n", "\r", '"')


def parse_block(text: str) -> Block:
    """The cells of a copied text, cleaned, all rows of one width; rows at the end that hold nothing are no rows."""
    rows = [[clean(cell) for cell in row] for row in _split(text)]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _split(text: str) -> list[list[str]]:
    text = text.replace("\x00", "")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:  # a quote that opens no cell: words with quotes, not a block with quoted cells
        return [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def block_text(rows: Sequence[Sequence[str]]) -> str:
    """Cells as Excel takes them from the clipboard."""
    return "\r\n".join("\t".join(map(_cell, row)) for row in rows)


def _cell(words: str) -> str:
    if not any(sign in words for sign in _QUOTED):
        return words
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
