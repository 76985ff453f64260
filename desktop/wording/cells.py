"""Cells in words: what stands in one, what a hand edit changed, what is wrong and how to mend it."""

from collections.abc import Iterable
from datetime import date

from desktop.domain.arrival import CellEdit, CellFault, CellProblem, Glance
from desktop.domain.catalogue import Catalogue, Field, FieldType
from desktop.domain.numbers import format_number
from desktop.domain.periods import month_of_key
from desktop.domain.records import Value

NOTHING = "trống"

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
    CellFault.NOT_WHOLE: "{field} ghi “{shown}”, phải là số nguyên không quá 15 chữ số. Sửa số, bỏ phần lẻ.",
    CellFault.TOO_PRECISE: "{field} ghi “{shown}”, quá ba chữ số lẻ. Làm tròn đến ba chữ số.",
    CellFault.WITHOUT_UID: "dòng thêm tay, chưa có mã. Nhập dòng này trong chương trình rồi xuất lại.",
    CellFault.WRONG_SHEET: "dòng này thuộc trang khác. Chuyển về đúng trang, hoặc xuất lại tệp.",
}


def cell_sentence(problem: CellProblem, catalogue: Catalogue) -> str:
    """One sentence: what stands there, how to mend it."""
    kind = catalogue.kinds.get(problem.kind)
    field = kind.by_name.get(problem.field) if kind else None
    label = field.label if field else "Ô này"
    words = _SENTENCES[problem.fault].format(field=label, shown=problem.shown, other_row=problem.other_row)
    return words.replace(" ()", "")  # a formula of which nothing is known


def value_words(catalogue: Catalogue, field: Field, value: Value) -> str:
    """One value as people read it."""
    if field.choices:
        return catalogue.choices[field.choices].label(str(value))
    if field.type is FieldType.DATE:
        return f"{date.fromisoformat(str(value)[:10]):%d/%m/%Y}"
    if field.type is FieldType.MONTH:
        return f"{month_of_key(str(value)) % 100:02d}/{str(value)[:4]}"
    if isinstance(value, str):
        return value
    words = format_number(value)
    return f"{words} {field.unit}" if field.unit else words


def edit_words(edit: CellEdit, catalogue: Catalogue) -> str:
    """`Vụ việc!J4 Số đối tượng: 2 → 77`."""
    kind = catalogue.kinds.get(edit.kind)
    field = kind.by_name.get(edit.field) if kind else None

    def shown(value: Value | None) -> str:
        if value is None:
            return NOTHING
        return value_words(catalogue, field, value) if field else str(value)

    label = f" {field.label}" if field else ""
    return f"{edit.sheet}!{edit.address}{label}: {shown(edit.before)} → {shown(edit.after)}"


def contents_words(sheets: Iterable[Glance]) -> list[str]:
    """`Vụ việc: 12 dòng, chưa có ở đây: cột Thời tiết`: the sheets of a file that can only be read."""
    return [f"{each.title}: {format_number(each.rows)} dòng{_new_words(each)}" for each in sheets]


def _new_words(sheet: Glance) -> str:
    new = ["cả trang"] if sheet.new else [*(f"cột {each}" for each in sheet.columns), *sheet.indicators]
    return f", chưa có ở đây: {', '.join(new)}" if new else ""
