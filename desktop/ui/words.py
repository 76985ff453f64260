"""Codes → Vietnamese words, marks and icons that several screens share."""

from datetime import date, datetime, timedelta
from typing import Literal

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Kind, Level
from desktop.domain.records import RowState
from desktop.kit import icons
from desktop.kit.marks import Mark

translate = QCoreApplication.translate

QUICK_KINDS = ("case", "patrol", "outreach", "mediation", "residence_check", "penalty")
"""Kinds under Alt+1 … Alt+6, the ones an officer writes most."""

MARKS = {Level.K: Mark.ERROR, Level.E: Mark.ERROR, Level.W: Mark.WARNING, Level.Q: Mark.QUESTION}

LATE_FOR_GOOD = timedelta(days=30)
"""Nobody counts the hours of a report that is late by more."""

Urgency = Literal["calm", "soon", "late"]


def later(_context: str, words: str) -> str:
    """Words of a table that stands outside functions: whoever shows them lets them be translated then."""
    return words


def day(when: date) -> str:
    """`05/06/2020`."""
    return f"{when:%d/%m/%Y}"


def short_day(when: date) -> str:
    """`05/06`."""
    return f"{when:%d/%m}"


def clock(when: datetime) -> str:
    """`14:32:07`."""
    return f"{when:%H:%M:%S}"


def weekday(when: date) -> str:
    """`thứ Hai`."""
    names = (
        translate("Words", "thứ Hai"),
        translate("Words", "thứ Ba"),
        translate("Words", "thứ Tư"),
        translate("Words", "thứ Năm"),
        translate("Words", "thứ Sáu"),
        translate("Words", "thứ Bảy"),
        translate("Words", "Chủ nhật"),
    )
    return names[when.weekday()]


def capital(words: str) -> str:
    """The words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def deadline(due: datetime) -> str:
    """`Hạn gửi 17:00 thứ Ba 16/06`."""
    words = translate("Words", "Hạn gửi {time} {weekday} {day}")
    return words.format(time=f"{due:%H:%M}", weekday=weekday(due), day=short_day(due))


def time_left(due: datetime, now: datetime) -> tuple[str, Urgency]:
    """What is left of a deadline, and how pressing that is."""
    left = due - now
    if left < -LATE_FOR_GOOD:
        return "", "calm"
    if left < timedelta():
        return translate("Words", "đã quá hạn {time}, vẫn gửi được").format(time=duration(-left)), "late"
    words = translate("Words", "còn {time}").format(time=duration(left))
    return words, "soon" if left < timedelta(hours=6) else "calm"


def working_days_left(left: int) -> str:
    """`còn 5 ngày làm việc`, `hôm nay là hạn gửi`, `quá hạn 2 ngày làm việc`."""
    if left > 0:
        return translate("Words", "còn {n} ngày làm việc").format(n=left)
    if left == 0:
        return translate("Words", "hôm nay là hạn gửi")
    return translate("Words", "quá hạn {n} ngày làm việc").format(n=-left)


def duration(length: timedelta) -> str:
    """The two largest parts of a length of time: `1 ngày 2 giờ`, `5 giờ`, `20 phút`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    days, rest = divmod(hours, 24)
    if days >= 10 or (days and not rest):
        return translate("Words", "{n} ngày").format(n=days)
    if days:
        return translate("Words", "{days} ngày {hours} giờ").format(days=days, hours=rest)
    if hours:
        return translate("Words", "{n} giờ").format(n=hours)
    return translate("Words", "{n} phút").format(n=max(1, minutes))


def kind_icon(kind: Kind) -> str:
    """The icon of a kind; a plain one where we carry none of that name."""
    return kind.icon if kind.icon in icons.names() else "notebook-pen"


def quick_name(kind: Kind) -> str:
    """The name on a quick-add button, where there is little room."""
    return translate("Words", "Cư trú") if kind.code == "residence_check" else kind.short


def short_number(number: str) -> str:
    """The last part of a record's number, as people say it: `0042`."""
    return number.rpartition("-")[2]


def state_word(state: str) -> str:
    """The tag of a record that is not finished."""
    words = {
        RowState.DRAFT.value: translate("Words", "nháp"),
        RowState.DELETED.value: translate("Words", "đã xóa"),
    }
    return words.get(state, "")


def action_word(action: str) -> str:
    """What the journal calls a change."""
    words = {
        "recorded": translate("Words", "Ghi mới"),
        "amended": translate("Words", "Sửa"),
        "drafted": translate("Words", "Ghi nháp"),
        "deleted": translate("Words", "Xóa"),
        "restored": translate("Words", "Khôi phục"),
        "written": translate("Words", "Ghi"),
        "withdrawn": translate("Words", "Rút"),
        "undone": translate("Words", "Hoàn tác"),
        "redone": translate("Words", "Làm lại"),
        "merged": translate("Words", "Nhập gói"),
        "assigned": translate("Words", "Cấp trên giao"),
    }
    return words.get(action, action)


def renewal(reason: str) -> str:
    """What it means that these books were restored, or came from another machine; '' when they did not."""
    if reason == "restored":
        return translate(
            "Renewal",
            "Sổ phục hồi từ bản sao lưu: việc ghi sau bản đó không còn ở máy này. Gộp gói đã gửi, hoặc nhận phản hồi"
            " của cấp trên để lấy lại.",
        )
    if reason == "copied":
        return translate(
            "Renewal",
            "Sổ này chép từ máy khác: từ nay ghi với mã máy mới. Nếu máy cũ còn ghi, gộp hai máy trước khi gửi.",
        )
    return ""
