"""Problems and catalogue faults in Vietnamese sentences: what, where, the value, how to fix it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.catalogue import Catalogue, CatalogueFault, FaultCode, Field, Kind, Rule
from desktop.domain.catalogue_reading import SheetFault
from desktop.domain.numbers import format_number
from desktop.domain.problems import Fault, Problem
from desktop.domain.records import Value

FAULTS: Mapping[Fault, str] = {
    Fault.BAD_COUNT: "Số lượng của bản ghi là {value}. Ghi số nguyên từ 1; loại ghi từng việc chỉ ghi 1.",
    Fault.CONTROL_CHARACTERS: "{label} có ký tự không in được. Xóa ký tự lạ, nhập lại bằng bàn phím.",
    Fault.DATE_RANGE: "{label} {value} ngoài khoảng {minimum} đến {maximum}. Sửa năm.",
    Fault.NOT_A_CHOICE: "{label} “{value}” không có trong danh mục. Chọn một mục trong danh sách.",
    Fault.NOT_A_DATE: "{label} “{value}” không phải ngày có thật. Nhập ngày, tháng, năm.",
    Fault.NOT_A_FLAG: "{label} ghi “{value}”. Ghi x hoặc để trống.",
    Fault.NOT_A_MONTH: "{label} “{value}” không phải tháng báo cáo. Ghi như 2020-M06.",
    Fault.NOT_A_NUMBER: "{label} “{value}” không phải số. Nhập số.",
    Fault.NOT_TEXT: "{label} ghi số {value}, cần chữ. Nhập lại dạng chữ.",
    Fault.NOT_WHOLE: "{label} {value} không phải số nguyên. Nhập số nguyên.",
    Fault.PERSONAL_DATA: "{label} có vẻ chứa số giấy tờ, điện thoại hoặc biển số: {value}. Xóa, hoặc ghi lý do.",
    Fault.REQUIRED: "Chưa nhập {label}. Điền vào ô này.",
    Fault.RETIRED_CHOICE: "{label} “{value}” không còn dùng vào ngày của bản ghi. Chọn mục khác, hoặc ghi lý do.",
    Fault.TOO_LARGE: "{label} {value} lớn hơn mức cao nhất {maximum}. Sửa số.",
    Fault.TOO_LONG: "{label} dài {length} ký tự, quá {maximum}. Rút gọn.",
    Fault.TOO_MANY_DECIMALS: "{label} {value} có quá {decimals} chữ số thập phân. Làm tròn lại.",
    Fault.TOO_SMALL: "{label} {value} nhỏ hơn mức thấp nhất {minimum}. Sửa số.",
    Fault.UNKNOWN_FIELD: "Cột “{label}” không có trong biểu mẫu, chưa nhận “{value}”. Bỏ cột, hoặc sửa tên cột.",
    Fault.UNKNOWN_INDICATOR: "Mã chỉ tiêu {value} không có ô nhập số. Sửa mã theo danh mục.",
    Fault.WRONG_PARENT: "{label} “{value}” không thuộc {parent_label} “{parent}”. Chọn lại một trong hai.",
}

FAULTS_BY_CODE = {fault.value: words for fault, words in FAULTS.items()}


@dataclass(frozen=True)
class Tongue:
    """What sentences about problems are made of in one language; the labels in them are those of the catalogue."""

    faults: Mapping[Fault, str]
    rules: Mapping[str, str]
    """By what the catalogue says; what is not there is told as the catalogue says it."""
    blank: str
    units: str
    count: str


VIETNAMESE = Tongue(FAULTS, {}, "(trống)", "số đơn vị", "Số lượng")

CATALOGUE_FAULTS: Mapping[FaultCode, str] = {
    FaultCode.AMBIGUOUS_LABEL: "Nhãn “{value}” dùng cho hai mục. Đổi một nhãn.",
    FaultCode.BAD_BOUNDS: "Giới hạn {value} không hợp với kiểu của trường. Bỏ hoặc sửa giới hạn.",
    FaultCode.BAD_CODE: "Mã “{value}” có ký tự không dùng được. Dùng chữ không dấu, số, gạch dưới.",
    FaultCode.BAD_CONDITION: "Điều kiện “{value}” không đọc được. Ghi: trường, phép so sánh, giá trị.",
    FaultCode.BAD_DAYS: "Số ngày làm việc {value} không dùng được. Ghi số nguyên từ 0 đến 60.",
    FaultCode.BAD_EXPRESSION: "Biểu thức “{value}” không đọc được. Ghi: mã cộng, trừ mã.",
    FaultCode.BAD_SHEET: "Tên trang tính “{value}” dài quá 31 ký tự hoặc có ký tự cấm. Đặt tên khác.",
    FaultCode.BAD_TEMPLATE: "Câu thông báo nhắc “{value}”, quy tắc không có giá trị này. Sửa câu.",
    FaultCode.BAD_VERSION: (
        "Bản danh mục “{value}” sai: ghi năm.số như 2020.2; các bản trước cũ dần, nhiều nhất hai bản. Sửa danh sách."
    ),
    FaultCode.BAD_WORD: "“{value}” không phải từ được dùng ở đây. Chọn một từ trong danh sách.",
    FaultCode.COLUMN_MISSING: "Trang thiếu cột “{value}”. Xuất lại danh mục, chép chỗ sửa sang tệp mới.",
    FaultCode.CYCLE: "Công thức của {value} dẫn về chính nó. Sửa công thức.",
    FaultCode.DATE_ALONE: "Ngày áp dụng đổi sang “{value}” mà hạn không đổi. Giữ ngày cũ, hoặc sửa số ngày, giờ.",
    FaultCode.DUPLICATE: "“{value}” đã có. Mỗi mã, mỗi tên trang chỉ dùng một lần.",
    FaultCode.EXAMPLES_MISSING: "Chỉ tiêu {value} thiếu định nghĩa, ví dụ tính hoặc ví dụ không tính. Bổ sung.",
    FaultCode.FILE_MISSING: "Không đọc được tệp. Kiểm tra tệp có đủ, ghi dạng UTF-8.",
    FaultCode.FORMULA: "Ô ghi công thức hoặc lỗi: “{value}”. Ghi thẳng giá trị vào ô.",
    FaultCode.KEY_MISSING: "Thiếu mục “{value}”. Bổ sung.",
    FaultCode.KEY_UNKNOWN: "Mục “{value}” không dùng ở đây. Kiểm tra chính tả, hoặc bỏ.",
    FaultCode.LATER_FORMAT: "Tệp do bản chương trình mới hơn xuất. Cập nhật chương trình ở máy này rồi đọc lại.",
    FaultCode.MEANING_CHANGED: "Mã đã dùng không đổi nghĩa, đang đổi {value}. Giữ như cũ, thêm mã mới, ngừng mã này.",
    FaultCode.NARROWED: "Giới hạn {value} hẹp hơn bản trước, gói cũ sẽ sai. Giữ giới hạn, thêm quy tắc cảnh báo.",
    FaultCode.NEW_REQUIRED: "“{value}” chưa bắt buộc được, gói bản trước không có. Bỏ dấu x, thêm quy tắc cảnh báo.",
    FaultCode.NOT_A_DATE: "Trường “{value}” phải là ngày bắt buộc nhập. Chọn trường ngày.",
    FaultCode.NOT_A_DAY: "“{value}” không phải ngày. Ghi ngày, tháng, năm như 15/06/2020.",
    FaultCode.NOT_A_FLAG: "“{value}” không phải dấu chọn. Ghi x hoặc để trống.",
    FaultCode.NOT_A_NUMBER: "Trường “{value}” không phải số nên không cộng được. Chọn trường số.",
    FaultCode.NOT_A_TIME: "“{value}” không phải giờ trong ngày. Ghi giờ, phút như 17:00.",
    FaultCode.NOT_NUMERIC: "“{value}” không phải số. Ghi số, phần lẻ sau dấu phẩy.",
    FaultCode.NOT_TOML: "Tệp sai cách viết: {value}. Sửa dòng này.",
    FaultCode.NOT_WHOLE: "“{value}” không phải số nguyên. Ghi số nguyên.",
    FaultCode.OTHER_VERSION: "Tệp xuất từ bản {value}, không phải bản đang dùng. Xuất lại, chép chỗ sửa sang tệp mới.",
    FaultCode.ROW_MISSING: "Thiếu “{value}”. Bổ sung, hoặc bỏ khỏi danh sách.",
    FaultCode.ROW_REMOVED: "Mã “{value}” đã bị xóa dòng. Giữ dòng, ghi ngày vào cột Ngừng sau ngày.",
    FaultCode.SETTLED_DAY: "Hạn của kỳ đã chốt tính theo ngày {value}. Giữ ngày này như cũ.",
    FaultCode.SHEET_MISSING: "Tệp thiếu trang “{value}”. Xuất lại danh mục, chép chỗ sửa sang tệp mới.",
    FaultCode.TOO_EARLY: "Ngày {value} nằm trong kỳ đã chốt. Ghi ngày sau kỳ đó.",
    FaultCode.TOO_SOON: (
        "Hạn {value} chưa đủ 1 ngày làm việc sau ngày chốt số liệu (Nghị định 09/2019/NĐ-CP, Điều 8)."
        " Thêm ngày, hoặc ghi giờ từ 16:30."
    ),
    FaultCode.TOO_STRICT: "Quy tắc mới bắt đầu bằng cảnh báo, đang ghi mức “{value}”. Chọn cảnh báo hoặc nên hỏi.",
    FaultCode.UNKNOWN_CHOICE: "Lựa chọn “{value}” không có trong danh sách. Sửa mã.",
    FaultCode.UNKNOWN_FIELD: "Trường “{value}” không có. Sửa tên trường.",
    FaultCode.UNKNOWN_INDICATOR: "Chỉ tiêu “{value}” không có, hoặc không cộng được. Sửa mã.",
    FaultCode.UNKNOWN_KIND: "Loại bản ghi “{value}” không có. Sửa mã.",
    FaultCode.UNKNOWN_LIST: "Danh sách lựa chọn “{value}” không có, hoặc không hợp với kiểu trường. Sửa tên.",
    FaultCode.UNKNOWN_SECTION: "Mục báo cáo “{value}” không có. Sửa mã.",
    FaultCode.WRONG_TYPE: "Giá trị “{value}” sai kiểu. Sửa giá trị.",
}


def problem_sentence(problem: Problem, catalogue: Catalogue, tongue: Tongue = VIETNAMESE) -> str:
    """The sentence of a problem: what, where, value, how to fix."""
    if problem.rule in FAULTS_BY_CODE:
        return tongue.faults[Fault(problem.rule)].format_map(_words(problem, catalogue, tongue))
    wordings = [each for each in catalogue.rules if each.code == problem.rule]
    rule = next((each for each in wordings if each.span.first == problem.since), wordings[0] if wordings else None)
    return problem.rule if rule is None else _rule_sentence(rule, problem, catalogue, tongue)


def fault_sentence(fault: CatalogueFault) -> str:
    """The sentence of a fault in the catalogue's files, its place first."""
    words = CATALOGUE_FAULTS[fault.code].format(value=fault.value)
    return f"{fault.file}, dòng {fault.line}, {fault.entry}: {words}"


def sheet_fault_sentence(fault: SheetFault, bank: Mapping[FaultCode, str] = CATALOGUE_FAULTS) -> str:
    """What is wrong in a cell of an edited catalogue, and how to mend it; the cell is told beside it."""
    return bank[fault.code].format(value=fault.value)


def field_label(kind: Kind | None, name: str | None, count: str = VIETNAMESE.count) -> str:
    """What people call a field."""
    if name == "_count":
        return count
    field = kind.by_name.get(name or "") if kind else None
    return field.label if field else name or ""


def _rule_sentence(rule: Rule, problem: Problem, catalogue: Catalogue, tongue: Tongue) -> str:
    message, fix = (tongue.rules.get(words, words) for words in (rule.message, rule.fix))
    return f"{message} {fix}".rstrip().format_map(_words(problem, catalogue, tongue))


class _Words(dict[str, str]):
    """Facts as words; a fact that is not there reads as a blank."""

    def __init__(self, known: Mapping[str, str], blank: str) -> None:
        super().__init__(known)
        self._blank = blank

    def __missing__(self, name: str) -> str:
        return self._blank


def _words(problem: Problem, catalogue: Catalogue, tongue: Tongue) -> _Words:
    kind = catalogue.kinds.get(problem.kind or "")
    facts = problem.facts
    years = {str(value)[:4] for value in facts.values() if _is_day(value)}
    short = len(years) == 1 and sum(map(_is_day, facts.values())) > 1
    known = {name: _word(name, value, problem, catalogue, short) for name, value in facts.items()}
    for name in {"left_name", "right_name"} & facts.keys():
        known[name] = _names(str(facts[name]), catalogue, tongue.units)
    words = _Words(known, tongue.blank)
    words["label"] = field_label(kind, problem.field, tongue.count)
    if parent := facts.get("parent_name"):
        words["parent_label"] = field_label(kind, str(parent), tongue.count)
    if indicator := catalogue.indicators.get(problem.field or ""):
        words["unit"] = indicator.unit
    return words


def _word(name: str, value: Value, problem: Problem, catalogue: Catalogue, short: bool) -> str:
    if name == "month" and problem.month is not None:
        return f"{problem.month % 100}/{problem.month // 100}"
    field = _field_of(name, problem, catalogue)
    if field and field.choices and isinstance(value, str):
        return catalogue.choices[field.choices].label(value)
    if _is_day(value):
        return f"{date.fromisoformat(str(value)):{'%d/%m' if short else '%d/%m/%Y'}}"
    if isinstance(value, Decimal) and name == "mean":
        return format_number(value, 1 if value < 100 else 0)
    return value if isinstance(value, str) else format_number(value)


def _field_of(name: str, problem: Problem, catalogue: Catalogue) -> Field | None:
    """The field a fact speaks of: by its name, or the faulty field itself."""
    kind = catalogue.kinds.get(problem.kind or "")
    if kind is None:
        return None
    named = {"value": problem.field, "left": problem.field, "parent": problem.facts.get("parent_name")}
    return kind.by_name.get(str(named.get(name, name)))


def _names(codes: str, catalogue: Catalogue, units: str) -> str:
    shown = (catalogue.indicators[code].short if code in catalogue.indicators else code for code in codes.split())
    return ", ".join(units if name == "@units" else name for name in shown)


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 10 or value[4:8:3] != "--":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
