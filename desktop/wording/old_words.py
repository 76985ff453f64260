"""What there is to say of old tables that are brought in: cells, rows, batches, in sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop.base.errors import Trouble
from desktop.domain.catalogue import Catalogue, Field, FieldType
from desktop.domain.numbers import format_number
from desktop.domain.old_cells import CellVerdict, CellWhy, ReadCell
from desktop.domain.old_figures import FigureWhy, IndicatorWhy
from desktop.domain.old_tables import LeftOut
from desktop.domain.records import Value

_CELLS: Final[Mapping[CellWhy, str]] = {
    CellWhy.PLAIN: "{label}: “{before}”.",
    CellWhy.BROKEN: "{label}: ô báo lỗi hoặc công thức chưa tính. Sửa trong Excel, hoặc nhập khi sửa nháp.",
    CellWhy.DATE_AS_TEXT: "{label}: Excel đã đổi chữ thành ngày {before}. Xem lại chữ gốc.",
    CellWhy.LAST_DAYS_OF_YEAR: "{label} “{before}” không ghi năm, đọc là {after}, thuộc năm báo cáo sau. Xem lại.",
    CellWhy.LIKE_CHOICE: "{label} “{before}” gần giống “{after}”. Xem, hoặc chọn ở phần Cột và từ.",
    CellWhy.MAYBE_SWAPPED: "{label} {after}: Excel có thể đã đảo ngày và tháng. Xem lại, hoặc chọn cho cả cột.",
    CellWhy.MERGED: "{label}: lấy từ ô gộp phía trên, {after}.",
    CellWhy.MONTH_FIRST: "{label} “{before}”: cột này ghi tháng trước ngày, đọc là {after}. Xem lại.",
    CellWhy.NOT_DATE: "{label} “{before}” không phải ngày có thật. Sửa khi sửa nháp.",
    CellWhy.NOT_FLAG: "{label} “{before}”: chỉ nhận x hoặc để trống. Sửa khi sửa nháp.",
    CellWhy.NOT_NUMBER: "{label} “{before}” không đọc được là số. Sửa khi sửa nháp.",
    CellWhy.NO_DAY: "{label} “{before}” chỉ có tháng, ghi tạm {after}. Xem lại ngày.",
    CellWhy.NO_YEAR: "{label} “{before}” không có năm. Chọn năm của bảng ở phần Cột và từ.",
    CellWhy.NUMBER_EITHER: "{label} “{before}” đọc được hai cách, lấy {after}. Xem lại.",
    CellWhy.NUMBER_TEXT: "{label}: “{before}” → {after}.",
    CellWhy.OLD_FONT: "{label}: chữ phông cũ “{before}” → “{after}”.",
    CellWhy.OLD_FONT_UNSURE: "{label}: “{before}” có thể là chữ phông cũ, lấy “{after}”. Xem lại.",
    CellWhy.SPAN: "{label} “{before}” là nhiều ngày, lấy ngày đầu {after}. Xem lại.",
    CellWhy.SWAPPED: "{label}: Excel đã đảo ngày và tháng, {before} → {after}. Xem lại, hoặc chọn cho cả cột.",
    CellWhy.SYNONYM: "{label}: “{before}” → “{after}”.",
    CellWhy.UNKNOWN_CHOICE: "{label} “{before}” không có trong danh mục. Chọn ở phần Cột và từ, hoặc sửa khi sửa nháp.",
    CellWhy.YEAR_ADDED: "{label}: “{before}” → {after}.",
}
UNREADABLE: Final[Mapping[Trouble, str]] = {
    Trouble.DAMAGED_FILE: "bị hỏng, không đọc được",
    Trouble.EMPTY_FILE: "rỗng hoặc chưa chép xong",
    Trouble.FILE_TOO_LARGE: "quá lớn, không mở",
    Trouble.HOSTILE_FILE: "có cấu trúc lạ, không mở để giữ an toàn",
    Trouble.LINKED_FILE: "nối tới tệp khác hoặc có tệp nhúng, không mở để giữ an toàn",
    Trouble.NOT_EXCEL: "không phải bảng tính",
    Trouble.READER_FAILED: "làm tiến trình đọc bị dừng",
    Trouble.READER_TIMEOUT: "đọc quá lâu nên đã dừng",
    Trouble.TOO_MANY_ROWS: "có quá nhiều dòng, không mở; tách thành nhiều tệp",
    Trouble.TYPE_PDF: "là PDF, không phải bảng tính",
    Trouble.TYPE_PICTURE: "là ảnh, không phải bảng tính",
    Trouble.TYPE_SLIDES: "là bản trình chiếu, không phải bảng tính",
    Trouble.TYPE_WEB: "là trang web mang đuôi Excel",
    Trouble.TYPE_WORD: "là văn bản Word; chép bảng sang một tệp Excel",
}
"""What is wrong with an officer's own file: nobody else could export it again."""
VERDICTS: Final[Mapping[CellVerdict, str]] = {
    CellVerdict.TAKEN: "nhận",
    CellVerdict.CONVERTED: "đã đổi",
    CellVerdict.DOUBTFUL: "cần xem",
    CellVerdict.CANNOT: "không đọc được",
}
LEFT_OUT: Final[Mapping[LeftOut, str]] = {
    LeftOut.TOTAL: "Dòng cộng, không phải số liệu gốc.",
    LeftOut.SEPARATOR: "Dòng tiêu đề giữa bảng.",
    LeftOut.NUMBERING: "Dòng đánh số cột.",
    LeftOut.HEAD_AGAIN: "Đầu bảng nhắc lại.",
    LeftOut.FOOT: "Phần ký tên cuối bảng.",
}
_FIGURES: Final[Mapping[FigureWhy, str]] = {
    FigureWhy.PLAIN: "",
    FigureWhy.ZERO_WORD: "{header}: “{before}” → 0.",
    FigureWhy.DASH: "{header}: “{before}” không rõ là 0 hay chưa có số, để trống. Nhập số trong Số liệu kỳ nếu là 0.",
    FigureWhy.NUMBER_TEXT: "{header}: “{before}” → {after}.",
    FigureWhy.NUMBER_EITHER: "{header} “{before}” đọc được hai cách, lấy {after}. Xem lại.",
    FigureWhy.NOT_NUMBER: "{header} “{before}” không đọc được là số. Sửa trong Excel rồi nhập lại.",
    FigureWhy.NEGATIVE: "{header}: {before} nhỏ hơn 0. Sửa trong Excel rồi nhập lại.",
    FigureWhy.BROKEN: "{header}: ô báo lỗi hoặc công thức chưa tính. Sửa trong Excel rồi nhập lại.",
}
_INDICATORS: Final[Mapping[IndicatorWhy, str]] = {
    IndicatorWhy.PLAIN: "",
    IndicatorWhy.ALIKE: "“{named}” gần giống chỉ tiêu “{found}”. Xem, hoặc chọn ở phần Cột và từ.",
    IndicatorWhy.UNKNOWN: "Không có chỉ tiêu “{named}”. Chọn ở phần Cột và từ.",
    IndicatorWhy.RECOMPUTED: "“{found}” là tỷ lệ, chương trình tự tính từ số gốc.",
    IndicatorWhy.NO_PERIOD: "Chưa rõ số của kỳ nào. Chọn kỳ hoặc năm ở phần Cột và từ.",
    IndicatorWhy.TWICE: "Chỉ tiêu “{found}” đã có ở dòng trên. Giữ lại để xem.",
}
HIDDEN: Final = "Dòng ẩn trong Excel. Xem có nhập không."
OTHER_UNIT: Final = "Dòng của đơn vị khác: {unit}."
NOTHING: Final = "Không ô nào thành giá trị của biểu mẫu. Dòng vẫn giữ trong lần nhập."
NO_DAY: Final = "Nháp không có ngày hiện ở mọi kỳ và chặn gửi, nên dòng được giữ lại. Để nháp nếu muốn sửa ngay."
BEFORE: Final = "Đã nhập lần trước, số {number}. Không nhập lần nữa."
HELD_ALREADY: Final = "Đã có trong sổ, số {number}. Không nhập lần nữa."
NEARLY: Final = "Cùng ngày, cùng nội dung với số {number}. Xem có phải một việc không."
TWICE: Final = "Giống hệt dòng {number}. Xem có phải hai việc không."
DELETED: Final = "Bản ghi này từng được xóa: {reason}. Xem có nhập lại không."
ONLY_COMPARED: Final = "{indicator}: chỉ dùng để so sánh cùng kỳ."
FIGURE_STANDS: Final = "{header}: sổ đã có {held}, giữ số trong sổ, không thay bằng {after}."
FIGURES_BEFORE: Final = "Đã nhập lần trước. Không nhập lần nữa."
NO_FIGURES: Final = "Không có ô nào có số."
TOO_PRECISE: Final = "{header}: {after} {unit} có phần lẻ. Xem lại trong Excel."
NOTE_HEAD: Final = "Chưa đọc được từ bảng cũ: "
UNDONE: Final = "Hoàn tác"
"""What an undo gives as its reason."""
WITHDRAWN: Final = "Rút lại lần nhập dữ liệu cũ"


def value_shown(catalogue: Catalogue, each: Field | None, value: Value | None) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if each is not None and each.choices and isinstance(value, str):
        return catalogue.choices[each.choices].label(value)
    if each is not None and each.type is FieldType.DATE and isinstance(value, str):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value if isinstance(value, str) else format_number(value)


def cell_words(catalogue: Catalogue, each: Field | None, cell: ReadCell) -> str:
    """What there is to say of a cell."""
    label = each.label if each is not None else cell.header
    after = value_shown(catalogue, each, cell.value)
    return _CELLS[cell.why].format(label=label, before=cell.before, after=after)


def figure_words(why: FigureWhy, header: str, before: str, after: str) -> str:
    """What there is to say of a figure's cell."""
    return _FIGURES[why].format(header=header, before=before, after=after)


def indicator_words(why: IndicatorWhy, named: str, found: str) -> str:
    """What there is to say of the name of a row of figures."""
    return _INDICATORS[why].format(named=named, found=found)
