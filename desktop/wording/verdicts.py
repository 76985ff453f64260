"""The outcomes of files and the standings of units, in words (design §3.6)."""

VERDICTS = {
    "clean": "Đạt",
    "warned": "Đạt, có cảnh báo",
    "moved_unit": "Đơn vị sáp nhập",
    "unidentified": "Chưa rõ đơn vị",
    "new_key": "Khóa mới",
    "unsealed": "Chưa niêm phong",
    "unsigned": "Chưa ký",
    "supplement": "Bổ sung",
    "forked": "Hai bản cùng số",
    "partly": "Nhận một phần",
    "hand_edited": "Sửa tay",
    "newer": "Cần cập nhật",
    "returned": "Trả lại",
    "same": "Đã có",
    "old": "Bản cũ",
    "skipped": "Bỏ qua",
}
STANDINGS = {
    "clean": "Đạt",
    "warned": "Đạt, có cảnh báo",
    "partly": "Nhận một phần",
    "hand_edited": "Sửa tay",
    "covered": "Báo cáo thay",
    "missing": "Chưa gửi",
}


def verdict_words(verdict: str) -> str:
    """The outcome of a file."""
    return VERDICTS[verdict]


def standing_words(standing: str) -> str:
    """How a unit stands in a period."""
    return STANDINGS[standing]
