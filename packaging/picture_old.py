"""A unit brings last year's list of cases in: TCVN3 letters, swapped days, words of its own, a total."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from picture_books import AFTERNOON, context_of
from PySide6.QtWidgets import QWidget

from desktop.domain.old_letters import TCVN3
from desktop.services import keeping
from desktop.services.books import Role
from desktop.ui.unit.old_view import OldView
from desktop.ui.unit.window import UnitWindow

_SIGNS = {letter: sign for sign, letter in TCVN3.items()}
_HEADS = ("STT", "Ngày xảy ra", "Tội danh", "Địa bàn", "Số đối tượng", "Nội dung", "Thiệt hại", "Họ và tên")
_ROWS: Sequence[Sequence[object]] = (
    (1, date(2019, 5, 3), "Trộm cắp tài sản", "Bản Giốc", 1, "Mất trộm xe đạp tại chợ", "1.500.000đ", "A"),
    (2, "25/3/2019", "Trộm cắp", "Bản Gun", 2, "Mất trộm gà, vịt", "800.000", "B"),
    (3, "13/4/2019", "Đánh nhau", "Đồng Tâm", 4, "Xô xát sau đám cưới", None, "C"),
    (4, date(2019, 6, 4), "Đánh bạc", "Bản Giốc", "05 đ/t", "Bắt quả tang đánh bạc ăn tiền", "2.350.000 đồng", "D"),
    (5, "31/4/2019", "Cố ý gây thương tích", "Khuổi Nặm", 1, "Dùng gậy gây thương tích", None, "E"),
    (6, "22/5/2019", "Lừa đảo chiếm đoạt tài sản", "Đồng Tâm", "một", "Lừa bán hàng qua mạng", "12,5 triệu", "F"),
    (7, "28/5/2019", "Mất gà", "Bản Gun", 1, "Mất trộm gà lần hai", "450.000", "G"),
)


def old_screens(room: Path, take: Callable[[str, QWidget], None], settle: Callable[[], None]) -> None:
    """Its columns, its rows, and where it stands once it was entered."""
    books = keeping.create(room / "du lieu cu", Role.UNIT, "01495", "2020", "Trực ban", True)
    window = UnitWindow(context_of(books, AFTERNOON, room / "du lieu cu"))
    page = window.show_page("old")
    assert isinstance(page, OldView)
    page.take(old_list(room / "So vu viec 2019.xlsx"))
    take("13-du-lieu-cu", window)
    page.asks.next_waiting()
    page.asks.choose("IT")
    settle()
    page.show_part("rows")
    page.rows.next_open()
    take("13b-xem-truoc", window)
    page.enter()
    take("13c-da-nhap", window)
    window.close()
    books.close()


def old_list(path: Path) -> Path:
    """Write it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _old("Vụ việc")
    lines: list[Sequence[object]] = [("Công an xã Đàm Thủy",), ("Danh sách vụ việc năm 2019",), (), _HEADS, *_ROWS]
    lines += [(None, "Tổng cộng", None, None, 15), (), (None, "Người lập biểu", None, None, "Trưởng Công an xã")]
    for row, values in enumerate(lines, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, _old(value) if isinstance(value, str) else value)
            cell.font = Font(name=".VnTime")
    book.save(path)
    return path


def _old(text: str) -> str:
    return "".join(_SIGNS.get(char, char) for char in text)
