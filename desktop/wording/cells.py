"""What is wrong with one cell of an arriving file, and how to mend it."""

from desktop.domain.arrival import CellFault, CellProblem
from desktop.domain.catalogue import Catalogue

_SENTENCES = {
    CellFault.DOUBLE_ROW: "dòng này trùng mã với dòng {other_row} nhưng nội dung khác. Giữ một dòng, xóa dòng kia.",
    CellFault.ERROR_CELL: "ô có lỗi Excel ({shown}). Nhập lại giá trị đúng.",
    CellFault.FORMULA: "ô chứa công thức ({shown}). Thay công thức bằng giá trị.",
    CellFault.NOT_CHOICE: "{field} ghi “{shown}”, không có trong danh sách. Chọn một mục trong danh sách.",
    CellFault.NOT_DATE: "{field} ghi “{shown}”, không phải ngày. Nhập theo dạng 14/06/2020.",
    CellFault.NOT_FLAG: "{field} ghi “{shown}”. Ghi x hoặc để trống.",
    CellFault.NOT_MONTH: "{field} ghi “{shown}”, không phải tháng. Nhập theo dạng 06/2020.",
    CellFault.NOT_NUMBER: "{field} ghi “{shown}”, không phải số. Nhập số theo dạng 1.234,5.",
    CellFault.NOT_TEXT: "{field} ghi “{shown}”, không đọc được thành chữ. Nhập lại bằng chữ.",
    CellFault.NOT_WHOLE: "{field} ghi “{shown}”, phải là số nguyên. Bỏ phần lẻ.",
    CellFault.TOO_PRECISE: "{field} ghi “{shown}”, quá ba chữ số lẻ. Làm tròn đến ba chữ số.",
    CellFault.WITHOUT_UID: "dòng thêm tay, chưa có mã. Nhập dòng này trong chương trình rồi xuất lại.",
    CellFault.WRONG_SHEET: "dòng này thuộc trang khác. Chuyển về đúng trang, hoặc xuất lại tệp.",
}


def cell_sentence(problem: CellProblem, catalogue: Catalogue) -> str:
    """One sentence: what stands there, how to mend it."""
    kind = catalogue.kinds.get(problem.kind)
    field = kind.by_name.get(problem.field) if kind else None
    label = field.label if field else "Ô này"
    return _SENTENCES[problem.fault].format(field=label, shown=problem.shown, other_row=problem.other_row)
