"""Sheets for people only: lines of merged cells on A4, and plain tables, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil

from desktop.workbook.cells import CellValue
from desktop.workbook.markup import HEAD, MAIN, Strings, cell, letters, quoted, row
from desktop.workbook.sheets import FILLED, HIGHEST, LINE
from desktop.workbook.styles import GREEN, STYLE

Piece = tuple[int, int, str, CellValue]
"""First column, last column, style, value."""


@dataclass(frozen=True)
class Head:
    """One column of a table: its words, its width in letters, its style."""

    words: str
    width: float
    style: str = "text"


@dataclass
class Paper:
    """Rows laid one under the other; `frozen` so many of them stay when scrolling."""

    strings: Strings
    widths: Sequence[float]
    landscape: bool = False
    first: bool = False
    """Whether this is the sheet that is seen on opening."""
    frozen: int = 0
    footer: str = ""
    _rows: list[str] = field(default_factory=list)
    _merges: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self._rows)

    @property
    def area(self) -> str:
        """Everything that is printed."""
        return f"$A$1:${letters(len(self.widths) - 1)}${max(self.last, 1)}"

    def line(self, *pieces: Piece, height: float = 0) -> None:
        """One row; without a height it is as high as its longest text needs."""
        number = self.last + 1
        cells = []
        for first, last, style, value in pieces:
            for place in range(first, last + 1):
                shown = value if place == first else None
                cells.append(cell(f"{letters(place)}{number}", STYLE[style], shown, self.strings))
            if last > first:
                self._merges.append(f"{letters(first)}{number}:{letters(last)}{number}")
        height = height or self._height(pieces)
        self._rows.append(row(number, cells, f' ht="{height:g}" customHeight="1"'))

    def gap(self, height: float) -> None:
        """An empty row."""
        self.line(height=height)

    def table(self, heads: Sequence[Head], rows: Iterable[Sequence[CellValue]], spans: Sequence[int] = ()) -> None:
        """Headers and rows; `spans` says how many of the paper's columns each one covers."""
        places = _places(spans or [1] * len(heads))
        self.line(*((*place, "header", head.words) for place, head in zip(places, heads, strict=True)), height=32)
        for values in rows:
            named = zip(places, heads, values, strict=True)
            self.line(*((*place, head.style, value) for place, head, value in named))

    def xml(self) -> str:
        """The sheet."""
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width + 0.7:g}" customWidth="1"/>'
            for place, width in enumerate(self.widths, 1)
        )
        merges = "".join(f'<mergeCell ref="{area}"/>' for area in self._merges)
        merged = f'<mergeCells count="{len(self._merges)}">{merges}</mergeCells>' if merges else ""
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="{GREEN}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f"<sheetViews>{self._view()}</sheetViews>"
            f'<sheetFormatPr defaultRowHeight="18"/><cols>{columns}</cols>'
            f"<sheetData>{''.join(self._rows)}</sheetData>{merged}"
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="9" orientation="{"landscape" if self.landscape else "portrait"}"'
            ' fitToWidth="1" fitToHeight="0"/>'
            f"<headerFooter>{self._head_and_foot()}</headerFooter></worksheet>"
        )

    def _head_and_foot(self) -> str:
        """The sheet's name over each printed page, but on the front page, which has a title of its own."""
        head = "" if self.first else f"<oddHeader>{quoted('&L&B&12&A')}</oddHeader>"
        words = self.footer.replace("&", "&&")
        return f"{head}<oddFooter>{quoted(f'&L&9{words}&R&9Trang &P/&N')}</oddFooter>"

    def _view(self) -> str:
        selected = ' tabSelected="1"' if self.first else ""
        if not self.frozen:
            return f'<sheetView{selected} workbookViewId="0" showGridLines="0"/>'
        corner = f"A{self.frozen + 1}"
        return (
            f'<sheetView{selected} workbookViewId="0" showGridLines="0">'
            f'<pane ySplit="{self.frozen}" topLeftCell="{corner}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{corner}" sqref="{corner}"/></sheetView>'
        )

    def _height(self, pieces: Iterable[Piece]) -> float:
        lines = 1
        for first, last, _, value in pieces:
            if isinstance(value, str):
                room = sum(self.widths[first : last + 1]) * FILLED
                lines = max(lines, sum(ceil(len(part) / room) or 1 for part in value.split("\n")))
        return min(LINE * lines + 6, HIGHEST)


def _places(spans: Sequence[int]) -> list[tuple[int, int]]:
    ends = [sum(spans[: place + 1]) for place in range(len(spans))]
    return [(end - span, end - 1) for end, span in zip(ends, spans, strict=True)]
