"""Single cells of a sheet's XML changed or added; every other byte stays where it is."""

import re
from collections.abc import Callable, Iterable
from html import escape

from desktop.workbook.markup import column_of, letters

_CELL = re.compile(rb'<c r="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_STYLED = re.compile(rb'<c r="([A-Z]+)(\d+)" s="(\d+)"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_HEIGHT = re.compile(rb'\sht="([\d.]+)"')
_HEIGHTS = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')
_COL = re.compile(rb'<col\b[^>]*?\bmin="(\d+)"[^>]*?\bmax="(\d+)"[^>]*?/>')
_DIMENSION = re.compile(rb"<dimension\b[^>]*?/>")
_ROW = re.compile(rb'<row r="(\d+)"[^>]*?>')

DEFAULT_HEIGHT = 15.0


class SheetPatch:
    """The XML of one sheet, in the usual way of writing, while cells of it are changed."""

    def __init__(self, xml: bytes) -> None:
        self._xml = _DIMENSION.sub(b"", xml, count=1)
        self._rows: dict[int, list[tuple[int, Callable[[bytes], bytes]]]] = {}
        self._heights: dict[int, int] = {}

    def restyle(self, row: int, column: int, style: Callable[[int], int]) -> None:
        """Give a cell another look, made from the one it has."""

        def change(cell: bytes) -> bytes:
            found = _STYLE.search(cell[: cell.index(b">")])
            look = style(int(found[1]) if found else 0)
            bare = _STYLE.sub(b"", cell, count=1) if found else cell
            end = _name_end(bare)
            return bare[:end] + b' s="%d"' % look + bare[end:]

        self._rows.setdefault(row, []).append((column, change))

    def write(self, row: int, column: int, text: str, style: int) -> None:
        """Put words into a cell, whatever it held."""
        words = escape(text, quote=False).encode()

        def change(cell: bytes) -> bytes:
            name = cell[: _name_end(cell)]
            return name + b' s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (style, words)

        self._rows.setdefault(row, []).append((column, change))

    def clear(self, row: int, column: int) -> None:
        """Empty a cell."""
        self._rows.setdefault(row, []).append((column, lambda cell: cell[: _name_end(cell)] + b"/>"))

    def cells_of(self, styles: set[int]) -> list[tuple[int, int]]:
        """Row and column of the cells that have one of these looks."""
        found = _STYLED.findall(self._xml) if styles else []
        return [(int(row), column_of(name.decode())) for name, row, style in found if int(style) in styles]

    def raise_row(self, row: int, points: int) -> None:
        """Make a row at least that high."""
        self._heights[row] = points

    def merge(self, area: str) -> None:
        """Merge cells, beside those that are merged already."""
        entry = f'<mergeCell ref="{area}"/>'.encode()
        if entry in self._xml:
            return
        if b"</mergeCells>" in self._xml:
            self._xml = self._xml.replace(b"</mergeCells>", entry + b"</mergeCells>", 1)
            self._xml = re.sub(rb'<mergeCells\s+count="\d+"', b"<mergeCells", self._xml, count=1)

    def widen(self, column: int, width: int) -> None:
        """Give a column a width of its own, also where it stood in a range of columns."""
        place = column + 1
        made = b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (place, place, width)
        if b"</cols>" not in self._xml:
            self._xml = self._xml.replace(b"<sheetData", b"<cols>" + made + b"</cols><sheetData", 1)
            return
        for found in _COL.finditer(self._xml):
            first, last = int(found[1]), int(found[2])
            if first <= place <= last:
                pieces = [_ranged(found[0], first, place - 1), made, _ranged(found[0], place + 1, last)]
                self._xml = self._xml[: found.start()] + b"".join(pieces) + self._xml[found.end() :]
                return
        self._xml = self._xml.replace(b"</cols>", made + b"</cols>", 1)

    def patched(self) -> bytes:
        """The sheet with all changes."""
        pieces, at = [], 0
        missing = sorted({*self._rows, *self._heights} - {int(number) for number in _ROW.findall(self._xml)})
        for found in _ROW.finditer(self._xml):
            number = int(found[1])
            while missing and missing[0] < number:
                pieces += [self._xml[at : found.start()], self._row(missing.pop(0), b"", b"")]
                at = found.start()
            if number in self._rows or number in self._heights:
                pieces.append(self._xml[at : found.start()])
                at, row = self._change(number, found)
                pieces.append(row)
        end = self._xml.rindex(b"</sheetData>")
        return b"".join([*pieces, self._xml[at:end], *(self._row(each, b"", b"") for each in missing), self._xml[end:]])

    def _change(self, number: int, found: re.Match[bytes]) -> tuple[int, bytes]:
        """Where the row ends, and the row as it shall be."""
        tag = found[0].removesuffix(b">").removesuffix(b"/")
        attributes = tag.removeprefix(b'<row r="%d"' % number)
        if found[0].endswith(b"/>"):
            return found.end(), self._row(number, attributes, b"")
        close = self._xml.index(b"</row>", found.end())
        return close + len(b"</row>"), self._row(number, attributes, self._xml[found.end() : close])

    def _row(self, number: int, attributes: bytes, inside: bytes) -> bytes:
        cells = {column_of(found[1].decode()): found[0] for found in _CELL.finditer(inside)}
        for column, change in self._rows.get(number, ()):
            cells[column] = change(cells.get(column, f'<c r="{letters(column)}{number}"/>'.encode()))
        kept = _SPANS.sub(b"", attributes)
        height = _HEIGHT.search(kept)
        if self._heights.get(number, 0) > (float(height[1]) if height else DEFAULT_HEIGHT):
            kept = _HEIGHTS.sub(b"", kept) + b' ht="%d" customHeight="1"' % self._heights[number]
        return b'<row r="%d"%b>%b</row>' % (number, kept, b"".join(cells[column] for column in sorted(cells)))


def _name_end(cell: bytes) -> int:
    """Where the address of a cell's tag ends."""
    return cell.index(b'"', cell.index(b'r="') + 3) + 1


def _ranged(col: bytes, first: int, last: int) -> bytes:
    if first > last:
        return b""
    ranged = re.sub(rb'\bmin="\d+"', b'min="%d"' % first, col)
    return re.sub(rb'\bmax="\d+"', b'max="%d"' % last, ranged)


def joined(sentences: Iterable[str]) -> str:
    """The sentences of one row, each once, line by line."""
    return "\n".join(dict.fromkeys(sentences))
