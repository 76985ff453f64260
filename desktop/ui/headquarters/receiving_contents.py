"""A file that can only be read: its sheets with what is new to our catalogue, and the rows of one of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.arrival import Glance
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.ui.retold import retold
from desktop.ui.words import translate

SHEETS, ROWS = 8, 6
"""Lines that are seen at once."""


class ContentsList(QWidget):
    """Above the sheets, below the rows of the sheet that the keyboard stands on; nothing can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sequence[Glance] = ()
        self.sheets, self.rows = LedgerTable(), LedgerTable()
        self._titles = RowsModel(
            [
                Column(self.tr("Trang"), "title", 110, prose=True, stretch=True),
                Column(self.tr("Dòng"), "rows", 46, "right"),
                Column(self.tr("Chưa có ở đây"), "new", 118, prose=True, token="warn"),
            ]
        )
        self._lines = RowsModel([Column(self.tr("Nội dung dòng"), "words", 260, prose=True, stretch=True, most=2)])
        self.sheets.setModel(self._titles)
        self.rows.setModel(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.sheets)
        column.addWidget(self.rows)
        self.sheets.chosen.connect(self._show_rows)

    def show_sheets(self, sheets: Sequence[Glance]) -> None:
        """Show these; what our catalogue lacks is named."""
        self._sheets = sheets
        self._titles.set_rows([_sheet_line(place, each) for place, each in enumerate(sheets)])
        self.sheets.setFixedHeight(theme.px(29 + 28 * min(SHEETS, len(sheets))) + 2)
        self.sheets.select_position(0)
        self._show_rows(0)

    def _show_rows(self, key: object) -> None:
        place = int(str(key)) if str(key).isdigit() else 0
        if place >= len(self._sheets):
            return
        sheet = self._sheets[place]
        lines = [Line((Cell(row_words(each), tip=row_tip(sheet, each)),), at) for at, each in enumerate(sheet.lines)]
        if (rest := sheet.rows - len(lines)) > 0:
            lines.append(Line((self.tr("và {n} dòng nữa").format(n=format_number(rest)),), "rest"))
        self._lines.set_rows(lines)
        self.rows.setFixedHeight(theme.px(29 + 40 * min(ROWS, len(lines))) + 2)


def _sheet_line(place: int, sheet: Glance) -> Line:
    new = new_words(sheet)
    return Line((Cell(retold(sheet.title), tip=sheet.title), format_number(sheet.rows), Cell(new, tip=new)), place)


def new_words(sheet: Glance) -> str:
    """What of a sheet our catalogue does not know, by name."""
    if sheet.new:
        return translate("Contents", "cả trang")
    columns = [translate("Contents", "cột {name}").format(name=each) for each in sheet.columns]
    return ", ".join([*columns, *sheet.indicators])


def row_words(cells: Sequence[str]) -> str:
    """A row as one line: what is blank is left out."""
    return " · ".join(filter(None, cells))


def row_tip(sheet: Glance, cells: Sequence[str]) -> str:
    """The same with the headers, one below the other."""
    return "\n".join(f"{head}: {cell}" for head, cell in zip(sheet.headers, cells, strict=True) if cell)
