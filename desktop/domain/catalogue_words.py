"""What people call the closed words of the catalogue, in its lists and in its workbook."""

from collections.abc import Mapping

from desktop.domain.catalogue_parts import Aggregation, Direction, FieldType, IndicatorKind, Level

KINDS: Mapping[IndicatorKind, str] = {
    IndicatorKind.COUNTED: "đếm từ sổ",
    IndicatorKind.TYPED: "nhập tay",
    IndicatorKind.RATIO: "tỷ lệ",
    IndicatorKind.FORMULA: "công thức",
    IndicatorKind.TEXT: "lời văn",
    IndicatorKind.HEADING: "tiêu đề",
}
AGGREGATIONS: Mapping[Aggregation, str] = {
    Aggregation.FLOW: "cộng",
    Aggregation.STOCK_END: "cuối kỳ",
    Aggregation.STOCK_START: "đầu kỳ",
    Aggregation.RECOMPUTED: "tính lại",
    Aggregation.NONE: "không gộp",
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP: "tăng là tốt",
    Direction.DOWN: "giảm là tốt",
    Direction.NEUTRAL: "trung tính",
}
TYPES: Mapping[FieldType, str] = {
    FieldType.TEXT: "chữ",
    FieldType.LONG_TEXT: "đoạn văn",
    FieldType.INTEGER: "số nguyên",
    FieldType.NUMBER: "số",
    FieldType.MONEY: "tiền",
    FieldType.DATE: "ngày",
    FieldType.CHOICE: "chọn",
    FieldType.FLAG: "có, không",
    FieldType.MONTH: "tháng",
}
LEVELS: Mapping[Level, str] = {
    Level.K: "trả tệp",
    Level.E: "sai, giữ lại",
    Level.W: "cảnh báo",
    Level.Q: "nên hỏi",
}
REPORTS: Mapping[str, str] = {
    "dinh-ky": "Báo cáo định kỳ",
    "chuyen-de": "Báo cáo chuyên đề",
    "dot-xuat": "Báo cáo đột xuất",
}
STEPS: Mapping[str, str] = {
    "unit-province": "đơn vị gửi cấp trên",
    "province-ministry": "cấp trên gửi lên nữa",
}
DAYS: Mapping[str, str] = {"off": "nghỉ", "worked": "làm bù"}
SCOPES: Mapping[str, str] = {"row": "bản ghi", "month": "tháng", "period": "kỳ"}
OPERATORS: Mapping[str, str] = {
    "=": "bằng",
    "!=": "khác",
    ">": "lớn hơn",
    ">=": "không nhỏ hơn",
    "<": "nhỏ hơn",
    "<=": "không lớn hơn",
    "present": "có ghi",
    "absent": "để trống",
    "in": "thuộc",
    "not_in": "không thuộc",
    "both_or_none": "cả hai hoặc không",
    "not_both": "không cùng có",
    "matches": "khớp mẫu",
    "within": "cách nhau không quá",
    "follows": "nối tháng trước",
    "needs": "cần có",
    "outlier": "khác thường",
}
MISSING: Mapping[str, str] = {
    "skip_any": "thiếu một thì bỏ qua",
    "skip_all": "thiếu cả thì bỏ qua",
    "zero": "thiếu coi là 0",
    "require": "không được thiếu",
}
ORIGINS: Mapping[str, str] = {"inside": "án trong kỳ", "before": "án từ trước"}
