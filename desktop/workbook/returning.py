"""A package goes back to its unit: the same workbook, red where something must be mended, with the reason beside it.

Nothing else changes: hidden sheets, seal, lists, filters, widths and comments stay byte for byte. So it still reads as
the package that it is, and once it is mended it can be sent as it stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.domain.catalogue import Catalogue
from desktop.domain.system_kinds import COVER_SHEET
from desktop.workbook.contents import STYLES
from desktop.workbook.guard import Checked, inspect
from desktop.workbook.layout import OWN_SHEETS, layout_of
from desktop.workbook.locating import ERRORS_HEADER, Grid, kind_of, locate
from desktop.workbook.markup import column_of
from desktop.workbook.patching import SheetPatch, joined
from desktop.workbook.reader import Book, read
from desktop.workbook.reddening import RedStyles, can_redden
from desktop.workbook.sheets import LINE, lines_of
from desktop.workbook.weighing import SheetXml

WIDTH = 60
HEADLINE = (
    "CẤP TRÊN TRẢ LẠI ĐỂ SỬA: {count} chỗ, đã tô đỏ; lý do ở cột “Lỗi” cuối mỗi trang. Sửa xong lưu tệp này, gửi lại;"
    " không cần xóa cột “Lỗi”."
)
HEADLINE_ROW = 5
"""The gap below the head of the cover."""
LINE_HEIGHT, HIGHEST = 33, 400
MOST_LINES = 11
_STAMP = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Complaint:
    """One thing to mend: a cell, a row (without address), or a whole sheet (row 0)."""

    sheet: str
    row: int
    address: str
    sentence: str


def write_returned(
    source: Path, target: Path, complaints: Iterable[Complaint], catalogue: Catalogue, data: bytes | None = None
) -> Path:
    """Write the workbook of `source` with these complaints, and prove that it still says the same; else UserError.

    `data` are its bytes where they are at hand.
    """
    checked = inspect(source, data)
    if not can_redden(checked.part(STYLES)):
        raise UserError(Trouble.DAMAGED_FILE, path=str(source), name=target.name)
    changed = _Marking(checked, catalogue, list(complaints)).parts()
    with replacing(target) as part, ZipFile(part, "w", ZIP_DEFLATED, compresslevel=5) as bundle:
        for name, content in checked.parts.items():
            info = ZipInfo(name, _STAMP)
            info.compress_type = ZIP_DEFLATED
            bundle.writestr(info, changed.get(name, content))
    if _said(target, catalogue) != _said(source, catalogue, data):
        target.unlink(missing_ok=True)
        raise UserError(Trouble.VERIFY_FAILED, path=str(target), name=target.name, folder=str(target.parent))
    return target


def _said(path: Path, catalogue: Catalogue, data: bytes | None = None) -> bytes | None:
    try:
        return read(path, catalogue, data=data).content_id
    except UserError:
        return None


class _Marking:
    """The parts of one workbook that change."""

    def __init__(self, checked: Checked, catalogue: Catalogue, complaints: list[Complaint]) -> None:
        self._checked, self._book = checked, Book(checked)
        self._layout = layout_of(catalogue)
        self._complaints = complaints
        self._parts = dict(checked.sheets)
        self._styles = RedStyles(checked.part(STYLES))
        self._red_before = self._styles.red_looks()
        self._changed: dict[str, bytes] = {}
        self._left: list[str] = []

    def parts(self) -> Mapping[str, bytes]:
        """New contents by part."""
        by_sheet: dict[str, list[Complaint]] = defaultdict(list)
        for each in self._complaints:
            by_sheet[each.sheet].append(each)
        for title, part in self._parts.items():
            if title not in OWN_SHEETS:
                self._left += self._mark(title, part, by_sheet.pop(title, []))
        self._left += [each.sentence for complaints in by_sheet.values() for each in complaints]
        if self._complaints:
            self._write_cover()
        return self._changed | {STYLES: self._styles.xml}

    def _mark(self, title: str, part: str, complaints: list[Complaint]) -> list[str]:
        """Mark one sheet anew; return the sentences that have no row there."""
        grid = self._book.grid(title)
        header, column, again = self._errors_column(title, grid)
        placed = [each for each in complaints if each.row]
        if header is None or not (placed or again) or not SheetXml(self._checked.part(part)).usual:
            return [each.sentence for each in complaints]
        patch = SheetPatch(self._checked.part(part))
        self._forget(patch, grid, header, column)
        patch.widen(column, WIDTH)
        patch.write(header + 1, column, ERRORS_HEADER, self._styles.words())
        for row, place in sorted({(each.row, _column(each.address)) for each in placed if each.address}):
            patch.restyle(row, place, self._styles.red)
        by_row: dict[int, list[str]] = defaultdict(list)
        for each in placed:
            by_row[each.row].append(_short(each))
        for row, sentences in by_row.items():
            words = joined(sentences)
            patch.write(row, column, words, self._styles.words())
            patch.raise_row(row, min(ceil(LINE * lines_of(words, WIDTH)), HIGHEST))
        self._changed[part] = patch.patched()
        return [each.sentence for each in complaints if not each.row]

    def _forget(self, patch: SheetPatch, grid: Grid, header: int, column: int) -> None:
        """Sentences and red cells of last time go."""
        for row, line in enumerate(grid[header + 1 :], header + 2):
            if column < len(line) and line[column] != "":
                patch.clear(row, column)
        for row, place in patch.cells_of(self._red_before):
            if place != column:
                patch.restyle(row, place, self._styles.plain)

    def _errors_column(self, title: str, grid: Grid) -> tuple[int | None, int, bool]:
        """Where the headers stand, the column for the sentences, and whether it is there from last time."""
        kind = kind_of(title, grid, self._layout) if grid else None
        found = locate(grid, self._layout.plan(kind)) if kind else None
        if found is None:
            return None, 0, False
        header = found.header if found.header is not None else found.machine
        words = grid[header or 0]
        again = ERRORS_HEADER in words
        return header, words.index(ERRORS_HEADER) if again else len(words), again

    def _write_cover(self) -> None:
        part = self._parts.get(COVER_SHEET)
        if part is None or not SheetXml(self._checked.part(part)).usual:
            return
        patch = SheetPatch(self._checked.part(part))
        lines = [HEADLINE.format(count=len(self._complaints)), *self._left[:MOST_LINES]]
        patch.write(HEADLINE_ROW, 0, joined(lines), self._styles.words())
        patch.raise_row(HEADLINE_ROW, min(LINE_HEIGHT * len(lines), HIGHEST))
        patch.merge(f"A{HEADLINE_ROW}:D{HEADLINE_ROW}")
        self._changed[part] = patch.patched()


def _column(address: str) -> int:
    return column_of(address.rstrip("0123456789"))


def _short(complaint: Complaint) -> str:
    """The sentence without the place, which the reader sees."""
    return complaint.sentence.removeprefix(f"{complaint.sheet}!{complaint.address}: ")
