"""Outcomes of files and standings of units → marks and short words."""

from desktop.kit.marks import Mark
from desktop.services.arrivals import Verdict
from desktop.services.progressing import Standing
from desktop.ui.words import translate

VERDICT_MARKS = {
    Verdict.MOVED_UNIT: Mark.MOVED,
    Verdict.UNIDENTIFIED: Mark.UNKNOWN,
    Verdict.NEW_KEY: Mark.NEW_KEY,
    Verdict.UNSEALED: Mark.UNSEALED,
    Verdict.UNSIGNED: Mark.UNSIGNED,
    Verdict.SUPPLEMENT: Mark.SUPPLEMENT,
    Verdict.FORKED: Mark.FORKED,
    Verdict.HAND_EDITED: Mark.HAND_EDITED,
    Verdict.PARTLY: Mark.PARTLY,
    Verdict.NEWER: Mark.NEWER,
    Verdict.RETURNED: Mark.RETURNED,
    Verdict.OLD: Mark.OLD,
    Verdict.SAME: Mark.SAME,
    Verdict.SKIPPED: Mark.NOT_REPORT,
    Verdict.WARNED: Mark.WARNING,
    Verdict.CLEAN: Mark.PASSED,
}
STANDING_MARKS = {
    Standing.CLEAN: Mark.PASSED,
    Standing.WARNED: Mark.WARNING,
    Standing.PARTLY: Mark.PARTLY,
    Standing.HAND_EDITED: Mark.HAND_EDITED,
    Standing.COVERED: Mark.SAME,
    Standing.MISSING: Mark.MISSING,
}


def verdict_word(verdict: Verdict) -> str:
    """The outcome as lists and filters say it."""
    words = {
        Verdict.MOVED_UNIT: translate("Standings", "Đơn vị sáp nhập"),
        Verdict.UNIDENTIFIED: translate("Standings", "Chưa rõ đơn vị"),
        Verdict.NEW_KEY: translate("Standings", "Khóa mới"),
        Verdict.UNSEALED: translate("Standings", "Chưa niêm phong"),
        Verdict.UNSIGNED: translate("Standings", "Chưa ký"),
        Verdict.SUPPLEMENT: translate("Standings", "Bổ sung"),
        Verdict.FORKED: translate("Standings", "Hai bản cùng số"),
        Verdict.HAND_EDITED: translate("Standings", "Sửa tay"),
        Verdict.PARTLY: translate("Standings", "Nhận một phần"),
        Verdict.NEWER: translate("Standings", "Cần cập nhật"),
        Verdict.RETURNED: translate("Standings", "Trả lại"),
        Verdict.OLD: translate("Standings", "Bản cũ"),
        Verdict.SAME: translate("Standings", "Đã có"),
        Verdict.SKIPPED: translate("Standings", "Bỏ qua"),
        Verdict.WARNED: translate("Standings", "Có cảnh báo"),
        Verdict.CLEAN: translate("Standings", "Đạt"),
    }
    return words[verdict]


def standing_word(standing: Standing) -> str:
    """How a unit stands."""
    words = {
        Standing.CLEAN: translate("Standings", "Đạt"),
        Standing.WARNED: translate("Standings", "Có cảnh báo"),
        Standing.PARTLY: translate("Standings", "Một phần"),
        Standing.HAND_EDITED: translate("Standings", "Sửa tay"),
        Standing.COVERED: translate("Standings", "Báo cáo thay"),
        Standing.MISSING: translate("Standings", "Vắng"),
    }
    return words[standing]


def short_unit(name: str) -> str:
    """A unit's name for narrow columns: `TT Tĩnh Túc`."""
    return name.replace("Thị trấn ", "TT ").replace("Thành phố ", "TP ")


def short_area(name: str) -> str:
    """An area's name for narrow columns: `Trùng Khánh`, `TP Cao Bằng`."""
    return name.removeprefix("Huyện ").replace("Thành phố ", "TP ").replace("Thị xã ", "TX ")
