"""Old workbooks as units have them, built by the tests: fonts, merged heads, total rows, days as Excel left them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.old_letters import TCVN3, VNI

TO_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}
TO_VNI = {letter: sign for sign, letter in VNI.items() if sign in (sign.lower(), sign.upper())}
FONTS: Mapping[str, tuple[str, Mapping[str, str]]] = {"tcvn3": (".VnTime", TO_TCVN3), "vni": ("VNI-Times", TO_VNI)}


def typed(text: str, script: str) -> str:
    """A text as it was typed for an old font."""
    signs = FONTS[script][1]
    return "".join(signs.get(char, char) for char in text)


def put(sheet: Worksheet, row: int, cells: Sequence[object], script: str = "") -> None:
    """Write one row; texts in an old font where one is named."""
    for column, value in enumerate(cells, 1):
        if value is None:
            continue
        told = typed(value, script) if script and isinstance(value, str) else value
        cell = sheet.cell(row, column, told)
        if script and isinstance(value, str):
            cell.font = Font(name=FONTS[script][0])


PATROLS = (
    (1, date(2019, 3, 20), 22, "Tuần tra đêm", "Quốc lộ 4A", 3, "Bình thường"),
    (2, date(2019, 3, 25), 21, "Tuần tra chung", "Đường liên xã", 4, None),
    (3, "28/3/2019", 21, "Tuần tra đêm", "Xóm Bản Giốc", "03 đ/c", "Phát hiện 01 vụ"),
)
HEADS = ("STT", "Ngày", "Từ giờ", "Loại tuần tra", "Tuyến đường", "Lực lượng", "Kết quả")


def patrols(path: Path, script: str = "", rows: Sequence[Sequence[object]] = PATROLS) -> Path:
    """A list of patrols: title, head, rows, a total, who signed."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sổ 1"
    put(sheet, 1, ["Công an xã Đàm Thủy"], script)
    put(sheet, 2, ["Sổ theo dõi tuần tra năm 2019"], script)
    put(sheet, 4, HEADS, script)
    for place, row in enumerate(rows, 5):
        put(sheet, place, row, script)
    last = 5 + len(rows)
    put(sheet, last, [None, "Tổng cộng", None, None, None, 10], script)
    put(sheet, last + 2, [None, "Người lập biểu", None, None, "Trưởng Công an xã"], script)
    book.save(path)
    return path


def figures(path: Path) -> Path:
    """A table of figures by months."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu 1"
    put(sheet, 1, ["Biểu số liệu năm 2019"])
    put(sheet, 3, ["TT", "Chỉ tiêu", "ĐVT", *(f"Tháng {month}" for month in range(1, 7)), "Cộng"])
    put(sheet, 4, [1, "Vụ việc khiếu kiện, tranh chấp phức tạp", "vụ", 0, 1, None, "không", 2, "-", 3])
    put(sheet, 5, [2, "Số vụ phạm tội về trật tự xã hội xảy ra", "vụ", 1, 2, 3, 4, 5, 6, 21])
    put(sheet, 6, [3, "Một chỉ tiêu không ai biết", "vụ", 1, 1, 1, 1, 1, 1, 6])
    book.save(path)
    return path
