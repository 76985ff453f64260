"""The catalogue as a workbook to be edited: a sheet a list, choices to pick, every text a text."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.base.progress import Progress
from desktop.domain.catalogue_cells import shown
from desktop.domain.catalogue_columns import (
    FORMAT,
    FORMAT_KEY,
    FRONT,
    SHARED,
    SHEETS,
    VERSION_KEY,
    Column,
    SheetPlan,
    Sort,
)
from desktop.domain.catalogue_sheets import Row, Rows

LABEL = "Đang ghi danh mục"
LISTS = "_lua_chon"
SPARE = 500
"""Empty lines below the last one that offer choices too."""
FONT = "Times New Roman"
_SIGN = re.compile("_(?=[xX][0-9A-Fa-f]+_)")
"""What LibreOffice takes for an escaped sign, as in `mang_xa_hoi`."""
GUIDE = (
    "Sửa ngay trên các trang sau, lưu lại, rồi bấm Nhập lại từ Excel ở màn hình Danh mục và đơn vị.",
    "Mã không đổi nghĩa: không sửa mã, kiểu, đơn vị tính, cách lấy của dòng đã có. Cần khác thì thêm dòng với mã mới.",
    "Không xóa dòng. Thôi dùng thì ghi ngày vào cột Ngừng sau ngày; số liệu cũ vẫn đọc được.",
    "Dòng mới ghi tiếp bên dưới, hoặc chèn vào đúng chỗ cần hiện. Tên tiếng Anh để trống thì lấy tên tiếng Việt.",
    "Chỉ tiêu mới: mã bắt đầu bằng mã của mục, như TX.16. Chỉ tiêu có dấu x ở cột Dùng cần định nghĩa và hai ví dụ.",
    "Quy tắc mới bắt đầu ở mức cảnh báo hoặc nên hỏi. Trường mới chưa thể bắt buộc.",
    "Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy. Điều kiện ghi: trường, phép so, mã; ví dụ group = TTXH.",
    "Trang Ngày nghỉ: mỗi ngày một dòng, dòng ghi nhầm được xóa. Thứ Bảy, Chủ nhật chỉ ghi khi làm bù.",
    "Trang Hạn gửi: sửa số ngày, giờ. Hạn mới chỉ cho kỳ kết thúc từ ngày áp dụng, sớm nhất là kỳ chọn khi ban hành.",
    "Không dùng công thức. Chương trình đọc lại, báo từng ô sai, chạy thử trên số liệu kỳ trước, rồi mới ban hành.",
)
_LINE = Side(style="thin", color="C3CBC7")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="E4EAE6")
_PLAIN, _BOLD, _TITLE = (
    Font(name=FONT, size=11),
    Font(name=FONT, size=11, bold=True),
    Font(name=FONT, size=14, bold=True),
)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="top")
_FORMATS = {Sort.DAY: "dd/mm/yyyy", Sort.WHOLE: "0", Sort.NUMBER: "General", Sort.BOUND: "General"}


def write(path: Path, rows: Rows, version: str, author: str, progress: Progress) -> None:
    """Write the sheets to `path`."""
    book = Workbook()
    _add_front(book.worksheets[0], version, author)
    lists = _Lists(rows)
    for plan in progress.over(SHEETS, LABEL, len(SHEETS)):
        sheet = book.create_sheet(plan.title)
        _add_heads(sheet, plan)
        for number, row in enumerate(rows[plan.part], 3):
            _add_row(sheet, plan, row, number)
        _set_up(sheet, plan, len(rows[plan.part]), lists)
    lists.add_to(book)
    book.properties.title, book.properties.creator = f"Danh mục biểu mẫu {version}", "Giao Ban"
    book.active = book.sheetnames.index("Chỉ tiêu")
    book.save(path)


def _add_front(sheet: Worksheet, version: str, author: str) -> None:
    sheet.title = FRONT
    _text(sheet, 1, 1, f"Danh mục biểu mẫu, bản {version}", _TITLE)
    _text(sheet, 2, 1, author, _PLAIN)
    for number, words in enumerate(GUIDE, 4):
        _text(sheet, number, 1, f"{number - 3}. {words}", _PLAIN).alignment = _WRAPPED
    sheet.column_dimensions["A"].width = 110
    sheet.print_area = f"A1:A{3 + len(GUIDE)}"
    number = 5 + len(GUIDE)
    for place, (key, told) in enumerate(((VERSION_KEY, version), (FORMAT_KEY, str(FORMAT))), number):
        _text(sheet, place, 1, key, _PLAIN)
        _text(sheet, place, 2, told, _PLAIN)
        sheet.row_dimensions[place].hidden = True
    for each in range(1, number):
        sheet.row_dimensions[each].height = 32 if each > 3 else 20


def _text(sheet: Worksheet, row: int, column: int, words: str, font: Font) -> SheetCell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)
    cell.value, cell.font = _SIGN.sub("_x005F_", words), font
    cell.data_type = "s"  # a text may begin like a formula
    cell.number_format = "@"
    return cell


def _add_heads(sheet: Worksheet, plan: SheetPlan) -> None:
    for number, column in enumerate(plan.columns, 1):
        _text(sheet, 1, number, column.key, _PLAIN)
        head = _text(sheet, 2, number, column.header, _BOLD)
        head.fill, head.border = _HEAD, _FRAME
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 1
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 48


def _add_row(sheet: Worksheet, plan: SheetPlan, row: Row, number: int) -> None:
    for place, column in enumerate(plan.columns, 1):
        value = shown(row.get(column.key), column)
        if isinstance(value, str):
            cell = _text(sheet, number, place, value, _PLAIN) if value else _blank(sheet, number, place, column)
        else:
            cell = _blank(sheet, number, place, column)
            cell.value = value
            cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else _FORMATS.get(column.sort, "General")
        cell.border = _FRAME
        cell.alignment = _CENTRED if column.sort is Sort.FLAG else _WRAPPED


def _blank(sheet: Worksheet, number: int, place: int, column: Column) -> SheetCell:
    """A cell to be typed into: what is typed there is a text wherever the column holds texts."""
    cell = sheet.cell(number, place)
    assert isinstance(cell, SheetCell)
    cell.font, cell.number_format = _PLAIN, _FORMATS.get(column.sort, "@")
    return cell


def _set_up(sheet: Worksheet, plan: SheetPlan, count: int, lists: "_Lists") -> None:
    last = get_column_letter(len(plan.columns))
    sheet.freeze_panes = f"{get_column_letter(plan.frozen + 1)}3"
    sheet.auto_filter.ref = f"A2:{last}{max(count + 2, 3)}"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for place, column in enumerate(plan.columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.sort, "@")
        if source := lists.range_of(column):
            offer = DataValidation(type="list", formula1=source, allow_blank=True)
            offer.showErrorMessage = column.words is not None
            offer.errorTitle, offer.error = column.header, "Chọn một từ trong danh sách."
            offer.add(f"{letter}3:{letter}{count + 2 + SPARE}")
            sheet.add_data_validation(offer)


class _Lists:
    """The hidden sheet with the words that cells offer."""

    def __init__(self, rows: Rows) -> None:
        self._codes: Mapping[str, list[str]] = {
            part: [str(row["code"]) for row in rows[part]] for part in ("sections", "kinds", "lists")
        }
        self._offered: dict[tuple[str, ...], int] = {}

    def range_of(self, column: Column) -> str:
        """Where the words of a column stand; '' where it offers none."""
        words = tuple(self._words(column))
        if not words:
            return ""
        letter = get_column_letter(self._offered.setdefault(words, len(self._offered) + 1))
        return f"{LISTS}!${letter}$1:${letter}${len(words)}"

    def _words(self, column: Column) -> Iterable[str]:
        if column.words is not None:
            return column.words.values()
        if column.sort is Sort.FLAG:
            return ("x",)
        codes = self._codes.get(column.refers, [])
        return [SHARED, *codes] if SHARED in column.header else codes

    def add_to(self, book: Workbook) -> None:
        """Write the sheet."""
        sheet = book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for words, place in self._offered.items():
            for number, word in enumerate(words, 1):
                _text(sheet, number, place, word, _PLAIN)
