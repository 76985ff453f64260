"""The sheets on which headquarters edits the catalogue: which columns each has, and what a cell of them may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.domain.catalogue_words import (
    AGGREGATIONS,
    DAYS,
    DIRECTIONS,
    KINDS,
    LEVELS,
    MISSING,
    OPERATORS,
    ORIGINS,
    REPORTS,
    SCOPES,
    STEPS,
    TYPES,
)


class Sort(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    BOUND = "bound"
    """A number, a day, or a text."""
    DAY = "day"
    TIME = "time"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """One column: machine name in row 1, header in row 2."""

    key: str
    header: str
    width: int = 14
    sort: Sort = Sort.TEXT
    words: Mapping[str, str] | None = None
    """Closed words: stored → shown."""
    refers: str = ""
    """The sheet whose codes it names: offered, not forced."""


@dataclass(frozen=True)
class SheetPlan:
    """One sheet; `keys` name a row."""

    part: str
    title: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...] = ("code",)
    frozen: int = 2
    """Columns that stay while one scrolls."""
    ordered: bool = True
    """Whether the order of its rows means something."""
    since: int = 1
    """The format that brought it."""

    def column(self, key: str) -> Column:
        """The column of that machine name."""
        return next(each for each in self.columns if each.key == key)


def _words(words: Mapping[Any, str]) -> Mapping[str, str]:
    return {str(stored): shown for stored, shown in words.items()}


FRONT = "Hướng dẫn"
SEPARATOR = ";"
SHARED = "*"
"""In the column of kinds: a field that several kinds share."""
VERSION_KEY, FORMAT_KEY = "catalogue", "format"
FORMAT = 2
"""Raised with every sheet and column that an earlier program would leave out in silence."""
_CODE = Column("code", "Mã", 22)
_ENGLISH = Column("english", "Tên tiếng Anh", 24)
_FROM, _TO = Column("valid_from", "Có hiệu lực từ", 14, Sort.DAY), Column("valid_to", "Ngừng sau ngày", 14, Sort.DAY)

KIND_SHEET = SheetPlan(
    "kinds",
    "Loại bản ghi",
    (
        _CODE,
        Column("name", "Tên loại", 30),
        Column("short", "Tên gọn", 20),
        Column("section", "Mục báo cáo", 12, refers="sections"),
        Column("sheet", "Tên trang Excel", 22),
        Column("number_prefix", "Ký hiệu số", 10),
        Column("date_field", "Ngày tính kỳ", 16),
        Column("day_total", "Ghi gộp theo ngày", 12, Sort.FLAG),
        Column("listed", "Trường hiện trong danh sách", 34, Sort.LIST),
        _FROM,
        _TO,
        Column("icon", "Biểu tượng", 16),
        Column("likeness.days", "Trùng: cách nhau (ngày)", 12, Sort.WHOLE),
        Column("likeness.choices", "Trùng: so lựa chọn", 24, Sort.LIST),
        Column("likeness.amounts", "Trùng: so số", 24, Sort.LIST),
        Column("likeness.words", "Trùng: so chữ", 24, Sort.LIST),
        _ENGLISH,
    ),
)
FIELD_SHEET = SheetPlan(
    "fields",
    "Trường",
    (
        Column("kind", "Loại bản ghi (* là dùng chung)", 20, refers="kinds"),
        Column("code", "Mã trường", 20),
        Column("common", "Lấy từ dùng chung", 10, Sort.FLAG),
        Column("label", "Tên trường", 30),
        Column("type", "Kiểu", 12, words=_words(TYPES)),
        Column("required", "Bắt buộc", 9, Sort.FLAG),
        Column("choices", "Danh sách lựa chọn", 18, refers="lists"),
        Column("parent", "Phụ thuộc trường", 16),
        Column("unit", "Đơn vị tính", 12),
        Column("decimals", "Số lẻ", 8, Sort.WHOLE),
        Column("minimum", "Nhỏ nhất", 12, Sort.BOUND),
        Column("maximum", "Lớn nhất", 14, Sort.BOUND),
        Column("default", "Điền sẵn", 14, Sort.BOUND),
        Column("hint", "Hướng dẫn", 44),
        Column("synonyms", "Tên khác", 30, Sort.LIST),
        Column("group", "Nhóm trên phiếu", 18),
        Column("width", "Độ rộng cột", 9, Sort.WHOLE),
        _FROM,
        _TO,
        _ENGLISH,
    ),
    ("kind", "code"),
    4,
)
LIST_SHEET = SheetPlan(
    "lists",
    "Danh sách",
    (
        _CODE,
        Column("name", "Tên danh sách", 36),
        Column("parents", "Thuộc danh sách", 20, refers="lists"),
        _ENGLISH,
    ),
)
CHOICE_SHEET = SheetPlan(
    "choices",
    "Lựa chọn",
    (
        Column("list", "Danh sách", 20, refers="lists"),
        _CODE,
        Column("label", "Nhãn", 44),
        Column("parent", "Thuộc mã", 16),
        _FROM,
        _TO,
        Column("synonyms", "Tên khác", 36, Sort.LIST),
        _ENGLISH,
    ),
    ("list", "code"),
    3,
)
INDICATOR_SHEET = SheetPlan(
    "indicators",
    "Chỉ tiêu",
    (
        Column("code", "Mã", 10),
        Column("name", "Tên chỉ tiêu", 44),
        Column("short", "Tên gọn", 26),
        Column("unit", "Đơn vị tính", 11),
        Column("kind", "Cách lấy", 12, words=_words(KINDS)),
        Column("aggregation", "Gộp", 11, words=_words(AGGREGATIONS)),
        Column("direction", "Chiều", 13, words=_words(DIRECTIONS)),
        Column("core", "Dùng", 7, Sort.FLAG),
        Column("decimals", "Số lẻ", 7, Sort.WHOLE),
        Column("target", "Mức giao", 10, Sort.NUMBER),
        Column("count", "Đếm từ loại", 18, refers="kinds"),
        Column("where", "Chỉ đếm khi", 40, Sort.LIST),
        Column("by", "Theo ngày", 14),
        Column("sum", "Cộng trường", 14),
        Column("split", "Phân tổ theo trường", 20, Sort.LIST),
        Column("origin", "Án trong kỳ, từ trước", 14, words=_words(ORIGINS)),
        Column("origin_field", "Ngày xảy ra", 14),
        Column("numerator", "Tử số, công thức", 26),
        Column("denominator", "Mẫu số", 20),
        Column("breakdowns", "Phân tổ nhập tay", 18, Sort.LIST),
        Column("definition", "Định nghĩa", 60),
        Column("counted", "Ví dụ tính", 44),
        Column("not_counted", "Ví dụ không tính", 44),
        _FROM,
        _TO,
        _ENGLISH,
    ),
)
RULE_SHEET = SheetPlan(
    "rules",
    "Quy tắc",
    (
        Column("code", "Mã", 30),
        Column("level", "Mức", 12, words=_words(LEVELS)),
        Column("scope", "Phạm vi", 10, words=_words(SCOPES)),
        Column("kind", "Loại bản ghi (* là mọi loại)", 18, refers="kinds"),
        Column("left", "Vế trái", 24),
        Column("op", "Phép so", 18, words=OPERATORS),
        Column("right", "Vế phải", 24),
        Column("value", "Giá trị", 14, Sort.BOUND),
        Column("values", "Các giá trị", 24, Sort.LIST),
        Column("when", "Chỉ xét khi", 36, Sort.LIST),
        Column("missing", "Khi thiếu số", 20, words=MISSING),
        Column("tolerance", "Sai số, số ngày", 10, Sort.NUMBER),
        Column("message", "Câu báo khi sai", 60),
        Column("fix", "Cách sửa", 44),
        _FROM,
        _TO,
    ),
    frozen=1,
)
SECTION_SHEET = SheetPlan(
    "sections",
    "Mục báo cáo",
    (
        Column("code", "Mã", 8),
        Column("name", "Tên mục", 44),
        Column("report_part", "Mục trong báo cáo", 14),
        Column("tab", "Thẻ nhập", 24),
        _ENGLISH,
    ),
)
DAY_SHEET = SheetPlan(
    "days",
    "Ngày nghỉ",
    (
        Column("day", "Ngày", 14, Sort.DAY),
        Column("what", "Nghỉ hay làm bù", 14, words=DAYS),
        Column("note", "Ghi chú", 40),
        _ENGLISH,
    ),
    ("day",),
    1,
    ordered=False,
    since=2,
)
DEADLINE_SHEET = SheetPlan(
    "deadlines",
    "Hạn gửi",
    (
        Column("report", "Loại báo cáo", 24, words=REPORTS),
        Column("step", "Bước", 24, words=STEPS),
        Column("working_days", "Số ngày làm việc sau kỳ", 14, Sort.WHOLE),
        Column("at", "Trước giờ", 10, Sort.TIME),
        Column("valid_from", "Áp dụng từ ngày", 14, Sort.DAY),
    ),
    ("report", "step"),
    ordered=False,
    since=2,
)
SHEETS = (
    KIND_SHEET,
    FIELD_SHEET,
    LIST_SHEET,
    CHOICE_SHEET,
    INDICATOR_SHEET,
    RULE_SHEET,
    SECTION_SHEET,
    DAY_SHEET,
    DEADLINE_SHEET,
)
BY_PART = {each.part: each for each in SHEETS}
PARTS = ("indicators", "kinds", "fields", "lists", "choices", "rules", "sections", "days", "deadlines")
"""In the order in which differences are told."""
