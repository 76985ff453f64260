"""Figures of a signed report, frozen with the packages that made them; what has changed since."""

import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.calendars import calendar
from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.figures import BLANK, Evaluation, Figure
from desktop.domain.package import short_code
from desktop.domain.periods import Period, month_of_key, parse_period
from desktop.domain.records import new_uid, number_text, parse_content
from desktop.domain.totals import FIGURE
from desktop.services.books import Books
from desktop.services.collecting import collect
from desktop.services.counting import scope_units
from desktop.services.keeping import digest
from desktop.services.recomparing import refuse_differing
from desktop.services.rights import Act, require
from desktop.services.signed import PROVINCE, UNITS, Snapshot, snapshots
from desktop.store import journal
from desktop.store.journal import Entry

__all__ = ["PROVINCE", "Changed", "Snapshot", "changes", "freeze", "refuse_used", "snapshots"]

REPORT_TYPE = "dinh-ky"


@dataclass(frozen=True)
class Changed:
    """One figure that is no longer what was signed."""

    scope: str
    indicator: Indicator
    signed: Figure
    now: Figure

    @property
    def moved(self) -> bool:
        """Whether the amount is another one, and not only how many units are missing in it."""
        return self.signed.amount != self.now.amount


def freeze(books: Books, period: Period, progress: Progress | None = None) -> Snapshot:
    """Freeze the figures of a period as they stand.

    Raise UserError when nothing of the period has been received, and when a file shows other figures than it sealed.
    """
    require(books, Act.FREEZE)
    refuse_differing(books, period, progress)
    if not collect(books, period).reporting:
        raise UserError(Trouble.REPORT_NEEDS_DATA, period=period.key)
    figures = {scope: _told(books, made) for scope, made in _evaluations(books, period).items()}
    state = digest(books)
    with books.db.begin() as connection:
        packages = _used(connection, books, period)
        uid, at = new_uid(), books.clock()
        row = (
            uid,
            period.key,
            period.calendar,
            REPORT_TYPE,
            books.me.officer,
            at,
            state,
            json.dumps([each.hex() for each in packages]),
            json.dumps(figures, sort_keys=True, separators=(",", ":")),
        )
        connection.exec_driver_sql(_ADD, row)
        journal.note(connection, Entry(books.me.officer, "frozen"), period=period.key, digest=state)
    return snapshots(books, period)[-1]


_PACKAGES = "SELECT id, package_id, period, calendar FROM package WHERE active AND NOT sent ORDER BY package_id"
_ROWS = """
    SELECT record.kind, version.content FROM record JOIN version ON version.record_id = record.id WHERE record.id IN (
        SELECT carried.record_id FROM package_row JOIN version AS carried ON carried.id = package_row.version_id
        WHERE package_row.package_id = ?)
"""
_ADD = (
    "INSERT INTO snapshot(uid, period, calendar, report_type, author, at, digest, packages, figures)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _used(connection: Connection, books: Books, period: Period) -> list[bytes]:
    """The packages that the signed report stands on: of its months, of those that it compares with, and any other that
    tells something of its months, such as a case of them that was solved later. All others may still be undone.
    """
    rows = connection.exec_driver_sql(_PACKAGES).all()
    if not period.months:
        return [package_id for _, package_id, *_ in rows]
    printed = {*period.months, *period.same_period_last_year().months}
    return [
        package_id
        for number, package_id, key, calendar in rows
        if not printed.isdisjoint(parse_period(key, calendar).months) or _tells_of(connection, books, number, period)
    ]


def _tells_of(connection: Connection, books: Books, number: int, period: Period) -> bool:
    """Whether any word ever told of one of its records is of these months: without it another word would count."""
    months, spoken_of = set(period.months), _spoken_of(period)
    for kind, content in connection.exec_driver_sql(_ROWS, (number,)):
        if not spoken_of.search(content):
            continue
        values = parse_content(content)
        if kind == FIGURE:
            told = {month_of_key(str(values["month"]))} if "month" in values else set()
        else:
            told = {part[2] for part in books.counter.of(kind).parts(values)}
        if not months.isdisjoint(told):
            return True
    return False


def _spoken_of(period: Period) -> re.Pattern[str]:
    """Finds texts that may tell of these months, quickly: `2020-06-03` of a day, `202006` of a figure."""
    table = calendar(period.calendar)
    days = {f"{day:%Y-%m}" for month in period.months for day in (table.first_of(month), table.last_of(month))}
    return re.compile("|".join([*sorted(days), *map(str, period.months)]))


def changes(
    books: Books, period: Period, snapshot: Snapshot | None = None, province_only: bool = False
) -> list[Changed]:
    """What differs today from the frozen figures (the last ones), the province first; nothing while none are frozen."""
    frozen = snapshot or next(reversed(snapshots(books, period)), None)
    if frozen is None:
        return []
    found = []
    for scope, made in _evaluations(books, period, province_only).items():
        for indicator in _asked(books, period):
            signed, now = frozen.figure(indicator.code, scope), made.of(indicator.code)
            if signed != _kept(now):
                found.append(Changed(scope, indicator, signed, now))
    return found


def refuse_used(connection: Connection, package_id: bytes) -> None:
    """A package that made signed figures stays; raise UserError for one."""
    for period, calendar_id, packages in connection.exec_driver_sql("SELECT period, calendar, packages FROM snapshot"):
        if package_id.hex() in json.loads(packages):
            label = parse_period(period, calendar_id).label
            raise UserError(Trouble.PACKAGE_IN_USE, package=short_code(package_id), period=label)


def _shown(books: Books) -> list[Indicator]:
    silent = (IndicatorKind.TEXT, IndicatorKind.HEADING)
    return [each for each in books.catalogue.indicators.values() if each.kind not in silent]


def _asked(books: Books, period: Period) -> list[Indicator]:
    """What a later catalogue asks for was never signed: nothing of it can have changed."""
    first, last = period.first.isoformat(), period.last.isoformat()
    return [each for each in _shown(books) if each.asked_in(first, last)]


def _evaluations(books: Books, period: Period, province_only: bool = False) -> dict[str, Evaluation]:
    collected, units = collect(books, period), scope_units(books)
    if province_only:
        return {PROVINCE: collected.evaluate(units)}
    each = {books.units[unit_id].uid: collected.evaluate([unit_id]) for unit_id in units}
    return {PROVINCE: collected.evaluate(units)} | each


def _told(books: Books, made: Evaluation) -> dict[str, list[Any]]:
    figures = {indicator.code: made.of(indicator.code) for indicator in _shown(books)}
    figures[UNITS] = made.of(UNITS)
    return {
        code: [each.state.value, None if each.amount is None else number_text(each.amount), each.missing]
        for code, each in ((code, _kept(figure)) for code, figure in figures.items())
        if each != BLANK
    }


def _kept(figure: Figure) -> Figure:
    """Rates are kept to twelve decimals: enough for every printed form, and the same on every machine."""
    return figure if figure.amount is None else replace(figure, amount=Decimal(number_text(round(figure.amount, 12))))
