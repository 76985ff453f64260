"""The banner at the start: five, two and no working days before the deadline, with what is still missing."""

from typing import Literal

from desktop.domain.deadlines import deadline_of, working_days_left
from desktop.kit.frame import NoticeBar
from desktop.services.closing import Checklist
from desktop.ui import period_words, words
from desktop.ui.context import Context, Place
from desktop.ui.unit.checklist_desk import ChecklistDesk
from desktop.ui.words import translate

KEPT = "reminded"
KINDS: dict[int, Literal["plain", "warn", "err"]] = {0: "err", 2: "warn", 5: "plain"}
"""So many working days before the deadline; each is told once, the last day at every start."""


def remind(context: Context, notice: NoticeBar) -> None:
    """Say how long there is, unless the report has gone out or this was said before."""
    period, timetable = context.period, context.books.catalogue.timetable
    due = deadline_of(period, timetable)
    left = working_days_left(due.date(), context.today(), timetable.holidays)
    step = next((each for each in KINDS if left <= each), None)
    if step is None or context.now() - due > words.LATE_FOR_GOOD or _sent(context):
        return
    said = f"{period.key}:{step}"
    if step and context.settings.get(KEPT, "") == said:
        return
    context.settings.put(KEPT, said)
    until = translate("Reminder", "Hạn gửi {period} là {time} {day}, {left}.").format(
        period=period_words.label(period),
        time=f"{due:%H:%M}",
        day=words.short_day(due),
        left=words.working_days_left(left),
    )
    act = translate("Reminder", "Kiểm tra và gửi")

    def tell(found: Checklist) -> None:
        notice.tell(f"{until} {missing_words(found)}", act, lambda: context.go(Place("closing")), KINDS[step])

    ChecklistDesk(context, notice).ask(tell)


def missing_words(found: Checklist) -> str:
    """`Còn 3 ô chưa nhập, 2 mục chưa khai báo.`"""
    parts = (
        (found.errors, translate("Reminder", "{n} lỗi")),
        (len(found.blank), translate("Reminder", "{n} ô chưa nhập")),
        (len(found.undeclared), translate("Reminder", "{n} mục chưa khai báo")),
        (found.unexplained, translate("Reminder", "{n} cảnh báo chưa ghi lý do")),
        (found.drafts, translate("Reminder", "{n} bản nháp")),
    )
    said = ", ".join(told.format(n=n) for n, told in parts if n)
    if not said:
        return translate("Reminder", "Đã đủ, còn xuất tệp.")
    return translate("Reminder", "Còn {what}.").format(what=said)


def _sent(context: Context) -> bool:
    from desktop.services import exporting  # brings Excel along

    return any(each.period == context.period.key and each.complete for each in exporting.history(context.books))
