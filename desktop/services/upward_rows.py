"""What a headquarters tells the next level: every figure of every month summed over its units, or all their records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sqlalchemy import Connection

from desktop.domain.arrival import uid_of_key
from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.counting import asked_months, counts_within, unscaled
from desktop.domain.figures import State
from desktop.domain.periods import Period, month_key, period_of_month
from desktop.domain.records import RowState, Values, canonical, vector_text
from desktop.domain.system_kinds import DECLARATION
from desktop.domain.totals import FIGURE
from desktop.services import linking
from desktop.services.adjusting import adjusted
from desktop.services.books import Books
from desktop.services.collecting import answering, collect, told_amount
from desktop.services.counting import scope_units
from desktop.services.exporting import concerning
from desktop.services.writing import tidy

Row = tuple[str, str]
"""Sheet and content."""
_TOTALS = """
    SELECT breakdown, month, origin, SUM(amount) FROM total
    WHERE unit_id IN ({units}) AND indicator = ? AND month IN ({months}) GROUP BY breakdown, month, origin
"""
_RECORDS = """
    SELECT record.uid, record.kind, content FROM record JOIN version ON version.id = version_id
    WHERE state = 'final' AND record.unit_id IN ({units}) AND record.kind IN ({kinds}) AND day BETWEEN ? AND ?
"""
_EARLIER = """
    SELECT record.uid, record.kind, content FROM record JOIN version ON version.id = version_id
    WHERE state = 'final' AND record.unit_id IN ({units}) AND record.kind = ? AND day < ?
"""
_SENT = "SELECT COUNT(*) FROM package WHERE sent"


def sums(books: Books, period: Period) -> list[Row]:
    """Figures alone: what was counted below travels as sums, with its breakdowns; a case that two units tell once."""
    make = _Making(books, period)
    figures = [*_typed(books, period), *_counted(books, period)]
    rows = [make.row(FIGURE, values) for values in figures]
    return [*rows, *(make.row(DECLARATION.code, values) for values in _declared(books, period, figures))]


def records(books: Books, period: Period) -> list[Row]:
    """All records as the units' files told them, beside the sums of what is typed."""
    make, units = _Making(books, period), scope_units(books)
    kinds = ",".join(repr(kind.code) for kind in books.catalogue.record_kinds)
    statement = _RECORDS.format(units=",".join(map(str, units)), kinds=kinds)
    days = (period.first.isoformat(), period.last.isoformat())
    with books.db.read() as connection:
        untold = linking.untold(connection, units)
        found = [*connection.exec_driver_sql(statement, days).all(), *_earlier(connection, books, period, units)]
    rows = [(kind, content) for uid, kind, content in found if uid not in untold]
    typed = list(_typed(books, period))
    told = [*typed, *_counted(books, period)]
    rows += [make.row(FIGURE, values) for values in typed]
    present = {books.catalogue.kinds[kind].section for kind, _ in rows}
    silent = [each for each in _declared(books, period, told, typed) if each["section"] not in present]
    return rows + [make.row(DECLARATION.code, values) for values in silent]


def _earlier(
    connection: Connection, books: Books, period: Period, units: Iterable[int]
) -> Iterator[tuple[bytes, str, str]]:
    """Records that are filed in earlier periods and count in this one: a case of last year that was solved now."""
    statement = _EARLIER.format(units=",".join(map(str, units)))
    for kind in books.catalogue.record_kinds:
        if set(books.counter.of(kind.code).date_fields) - {kind.date_field}:
            rows = connection.exec_driver_sql(statement, (kind.code, period.first.isoformat()))
            yield from ((uid, code, text) for uid, code, text in rows if concerning(books, kind, text, period))


class _Making:
    """Rows that are written here and now; every package's rows are newer than those of the one before."""

    def __init__(self, books: Books, period: Period) -> None:
        self._books, self._period = books, period
        with books.db.read() as connection:
            sent = int(connection.exec_driver_sql(_SENT).scalar() or 0)
        self._vector = vector_text({books.me.writer: sent + 1})

    def row(self, kind: str, values: Values) -> Row:
        """One row, known by its key."""
        uid = uid_of_key(kind, self._books.me.unit_uid, values)
        assert uid is not None
        meta: Values = {
            "_uid": uid.hex(),
            "_vector": self._vector,
            "_state": RowState.FINAL.value,
            "_author": self._books.me.officer,
            "_at": self._books.clock(),
        }
        return kind, canonical(tidy(values) | meta)


def _typed(books: Books, period: Period) -> Iterator[Values]:
    """Typed figures month by month, as the summary adds them up."""
    units = scope_units(books)
    typed = [each for each in books.catalogue.indicators.values() if each.kind is IndicatorKind.TYPED]
    for month in period.months:
        found = collect(books, period_of_month(month, period.calendar), within=period).evaluate(units)
        for indicator in typed:
            figure = found.of(indicator.code)
            if figure.state is not State.BLANK:
                yield _values(month, indicator.code, figure.state, figure.amount)


def _values(month: int, code: str, state: State, amount: Decimal | None, breakdown: str = "") -> Values:
    values: Values = {"month": month_key(month), "indicator": code, "state": state.value}
    values |= {"breakdown": breakdown} if breakdown else {}
    if state is State.VALUE and amount:
        values["value"] = int(amount) if amount == int(amount) else amount
    elif state is State.VALUE:
        values["state"] = State.ZERO.value
    return values


def _counted(books: Books, period: Period) -> Iterator[Values]:
    """Counted figures of the months; which cases are of earlier periods is settled by this period."""
    whole = collect(books, period).evaluate(scope_units(books))
    for indicator in books.catalogue.indicators.values():
        if indicator.kind is not IndicatorKind.COUNTED or whole.of(indicator.code).state not in (
            State.VALUE,
            State.ZERO,
        ):
            continue
        amounts = _amounts(books, period, indicator)
        for month in asked_months(indicator, period.months):
            amounts.setdefault(("", month), 0)
        for (breakdown, month), amount in sorted(amounts.items()):
            if amount or not breakdown:
                state = State.VALUE if amount else State.ZERO
                yield _values(month, indicator.code, state, unscaled(amount), breakdown)


def _amounts(books: Books, period: Period, indicator: Indicator) -> dict[tuple[str, int], int]:
    members = answering(books, period, indicator, scope_units(books))
    units, months = ",".join(map(str, members)) or "NULL", ",".join(map(str, period.months))
    amounts: dict[tuple[str, int], int] = defaultdict(int)
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(_TOTALS.format(units=units, months=months), (indicator.code,)).all()
        above = adjusted(connection, books, period.months)
        later = linking.counted_later(linking.later(connection, period.months, indicator), indicator, period.months)
        beside = [
            (month, amount - told_amount(connection, books, period, (unit, code, month)))
            for (unit, code), by_month in above.items()
            if code == indicator.code and unit in members
            for month, amount in by_month.items()
        ]
    for breakdown, month, origin, amount in rows:
        if counts_within(indicator, period.months, month, origin):
            amounts[breakdown, month] += amount
    for each in later:
        if each.is_out(members) and each.month not in above.get((each.unit_id, indicator.code), ()):
            amounts[each.breakdown, each.month] -= each.amount
    for month, difference in beside:
        amounts["", month] += difference
    return amounts


def _declared(
    books: Books, period: Period, told: Iterable[Values], beside: Iterable[Values] | None = None
) -> Iterator[Values]:
    """Sections that were answered and of which nothing travels: declared by whoever sends the package."""
    indicators = books.catalogue.indicators
    travels = told if beside is None else beside
    present = {indicators[str(each["indicator"])].section for each in travels if each["state"] in ("value", "zero")}
    found = collect(books, period).evaluate(scope_units(books))
    for code in books.catalogue.sections:
        states = {found.of(each.code).state for each in books.catalogue.of_section(code) if each.stored}
        answered = states - {State.BLANK}
        if code in present or not answered:
            continue
        declared = "not_applicable" if answered == {State.NOT_APPLICABLE} else "none"
        yield {"period": period.key, "section": code, "declared": declared, "person": books.me.officer}
