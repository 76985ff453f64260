"""What to say on the telephone: what is wrong, and what the unit is to do; one sentence each."""

from datetime import datetime, timedelta

from desktop.domain.periods import Period

MISSING_FIX = "Xuất báo cáo ở Kiểm tra và gửi, gửi ngay, kể cả bản chưa hoàn chỉnh."
RETURNED_FIX = "Xuất lại từ chương trình, chép cả tệp, không mở bằng Excel trước khi gửi."
HELD_FIX = "Nhập tệp phản hồi, sửa các ô được nêu rồi gửi lại."


def missing_words(period: Period, due: datetime, now: datetime) -> tuple[str, str]:
    """Nothing has come."""
    told = f"Chưa có tệp nào của {period.label}, hạn {due:%H:%M %d/%m}"
    return f"{told}{late_words(due, now)}.", MISSING_FIX


def late_words(due: datetime, now: datetime) -> str:
    """`, đã quá 3 giờ`; nothing before the deadline."""
    late = now - due
    if late <= timedelta():
        return ""
    hours = int(late.total_seconds() // 3600)
    if hours < 1:
        return f", đã quá {int(late.total_seconds() // 60)} phút"
    return f", đã quá {hours} giờ" if hours < 48 else f", đã quá {hours // 24} ngày"


def returned_words(file_name: str, why: str) -> tuple[str, str]:
    """A file came that could not be taken."""
    reason = why.rstrip(".")
    return f"Tệp {file_name} trả lại: {reason[:1].lower()}{reason[1:]}.", RETURNED_FIX


def held_words(held: int) -> tuple[str, str]:
    """The file was taken, some of its rows were not."""
    return f"Tệp đã nhập, còn giữ lại {held} dòng có lỗi.", HELD_FIX
