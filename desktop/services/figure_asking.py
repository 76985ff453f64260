"""Figures that headquarters corrected beside the totals: no row could be proposed, so the unit is asked about them."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from desktop.domain.counting import unscaled
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period, month_label
from desktop.domain.reply import Question
from desktop.services.asking import answer_uid
from desktop.services.books import Books
from desktop.services.placing import figure_subject
from desktop.services.subjects import subject_words

ASKED = (
    "Cấp trên lấy {name} {month} là {amount} {unit}, khác số đếm từ sổ của đơn vị. Lý do: {reason} "
    "Kiểm tra sổ, sửa nếu đúng vậy, hoặc trả lời vì sao số của đơn vị đúng."
)
_CORRECTED = """
    SELECT uid, value, reason, author, "at" FROM overlay WHERE active AND subject = ?
"""
_ANSWERED = "SELECT 1 FROM record WHERE uid = ? AND state = 'final'"


def figure_questions(connection: Connection, books: Books, unit_id: int, period: Period) -> Iterator[Question]:
    """One question for each such correction in force that the unit has not answered; of several the last one."""
    unit_uid = books.units[unit_id].uid
    rows = connection.exec_driver_sql(_CORRECTED, (f"figure:{unit_uid}",)).all()
    told = sorted(((json.loads(row[1]), *row) for row in rows), key=lambda each: (each[0]["count"], each[1]))
    last = {(each[0]["month"], each[0]["indicator"]): each for each in told}
    for (month, code), (said, uid, _, reason, author, at) in last.items():
        indicator = books.catalogue.indicators.get(code)
        if indicator is None or month not in period.months or _answered(connection, unit_uid, uid.hex()):
            continue
        subject = figure_subject(month, code)
        text = ASKED.format(
            name=indicator.short or indicator.name,
            month=month_label(month),
            amount=format_number(unscaled(said["amount"])),
            unit=indicator.unit,
            reason=reason if reason.endswith((".", "!", "?")) else f"{reason}.",
        )
        place = subject_words(connection, books, unit_id, subject)
        yield Question(uid.hex(), 1, subject, place, text, author, at)


def _answered(connection: Connection, unit_uid: str, thread: str) -> bool:
    return connection.exec_driver_sql(_ANSWERED, (answer_uid(unit_uid, thread),)).scalar() is not None
