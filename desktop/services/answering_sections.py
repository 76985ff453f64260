"""Which sections a unit's own books answer: by rows, by declarations of a named person."""

from sqlalchemy import Connection

from desktop.domain.calendars import shifted
from desktop.domain.periods import Period, period_of_month
from desktop.domain.records import Values, parse_content
from desktop.domain.totals import STATE_LETTERS, declared_in
from desktop.services.books import Books

_DECLARATIONS = """
    SELECT content FROM record JOIN version ON version.id = version_id
    WHERE kind = 'declaration' AND state = 'final' AND unit_id = ? AND day IN ({days})
"""
_PRESENT = "SELECT DISTINCT indicator FROM total WHERE unit_id = ? AND month IN ({months}) AND state IN ('v', 'o')"
LONGEST_DECLARED = 12
"""No declaration is for more months than a year has."""


def own_letters(connection: Connection, books: Books, period: Period) -> dict[str, str]:
    """The state letter of every section that the unit answers for a period."""
    letters = {
        section: STATE_LETTERS[str(values["declared"])]
        for section, values in declared_sections(connection, books, period).items()
    }
    return letters | dict.fromkeys(present_sections(connection, books, period), "v")


def declared_sections(connection: Connection, books: Books, period: Period) -> dict[str, Values]:
    """Declarations of this unit that cover the period, by section."""
    days = _last_days(period, books.me.calendar)
    statement = _DECLARATIONS.format(days=", ".join("?" for _ in days))
    rows = connection.exec_driver_sql(statement, (books.own_unit_id, *days))
    return declared_in(period, [parse_content(content) for (content,) in rows])


def _last_days(period: Period, calendar: str) -> list[str]:
    """On which days a declaration that answers for a month of the period may end: its rows are filed under them."""
    if not period.months:
        return []
    ends = (shifted(period.months[0], step) for step in range(len(period.months) + LONGEST_DECLARED))
    return [period_of_month(month, calendar).last.isoformat() for month in ends]


def present_sections(connection: Connection, books: Books, period: Period) -> set[str]:
    """Sections in which this unit has anything counted or typed in the period."""
    rows = connection.exec_driver_sql(_PRESENT.format(months=",".join(map(str, period.months))), (books.own_unit_id,))
    return {books.catalogue.indicators[code].section for (code,) in rows if code in books.catalogue.indicators}
