"""The quality queue (mức Q): what is odd by comparison, what was asked about it, what a person let pass.

Nothing here blocks anything. A query that was let pass comes again only when what it stands on has changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.catalogue import Indicator, Level
from desktop.domain.figure_rules import period_problems
from desktop.domain.figures import Evaluation
from desktop.domain.periods import Period
from desktop.domain.quality import (
    LEAST_CHANGE,
    LEAST_PERIODS,
    Query,
    Sort,
    Spread,
    alike,
    by_weight,
    is_copied,
    is_leap,
    outliers,
    unsteady,
    usual_sample,
)
from desktop.services import asking
from desktop.services.adjusting import adjusted
from desktop.services.asking import Thread
from desktop.services.books import Books, UnitRow, read_setting, write_setting
from desktop.services.collected import Collected
from desktop.services.collecting import collect
from desktop.services.placing import figure_subject
from desktop.services.quality_facts import Amounts, amounts, flows, timeline, told_by_months
from desktop.services.subjects import record_subject
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.wording.faults import problem_sentence
from desktop.wording.quality_words import line_of, question_of

PASSED = "quality_passed"
VECTOR_NAME = '"_vector":"'
"""The last of the program's own names in a row's content."""
Facts = dict[str, str | int | Decimal]
_TWINS = """
    SELECT record.unit_id, record.kind, record.day, record.uid, number, content FROM record
    JOIN version ON version.id = version_id
    WHERE state = 'final' AND day BETWEEN ? AND ? AND record.kind IN ({kinds}) AND record.unit_id IN ({units})
    ORDER BY record.unit_id, day, number
"""


@dataclass(frozen=True)
class Queried:
    """A query with its words, and the question that was put about it, if any."""

    query: Query
    unit: UnitRow
    line: str
    question: str
    thread: Thread | None = None


def queries(books: Books, period: Period) -> list[Queried]:
    """Everything worth asking about in a period, the oddest of each sort first; what was let pass is left out."""
    if not period.months:
        return []
    with books.db.read() as connection:
        passed = set(read_setting(connection, PASSED, []))
    asked = {(each.unit_id, each.question.subject): each for each in asking.threads(books, period=period)}
    catalogue = books.catalogue
    return [
        Queried(
            each,
            books.units[each.unit_id],
            line_of(each, catalogue),
            question_of(each, catalogue),
            asked.get((each.unit_id, each.subject)),
        )
        for each in by_weight(_found(books, period))
        if each.key not in passed
    ]


def ask(books: Books, period: Period, queried: Queried) -> Thread:
    """Put the question into the unit's next reply; raise UserError for a record that is gone."""
    return asking.ask(books, queried.query.unit_id, period, queried.query.subject, queried.question)


def let_pass(books: Books, queried: Queried) -> None:
    """Do not show this query again while its figures stay what they are."""
    with books.db.begin() as connection:
        passed = read_setting(connection, PASSED, [])
        if queried.query.key not in passed:
            write_setting(connection, PASSED, [*passed, queried.query.key])
            journal.note(connection, Entry(books.me.officer, "let pass"), query=queried.query.key, line=queried.line)


def _found(books: Books, period: Period) -> Iterator[Query]:
    told = amounts(books, timeline(period))
    now, base = collect(books, period), collect(books, period.same_period_last_year())
    yield from _outlying(books, period, told)
    yield from _leaps(books, period, now, base)
    yield from _copies(books, period, told)
    yield from _months(books, period, told)
    yield from _twins(books, period)
    yield from _rules(books, period, told, now)


def compared(books: Books) -> list[Indicator]:
    """What is worth comparing: the core figures; sums of money are as large as what happened was bad."""
    return [each for each in flows(books) if each.core and each.unit != "đồng"]


def _outlying(books: Books, period: Period, told: Amounts) -> Iterator[Query]:
    """Months of a unit that stick out among all months of all units of its kind."""
    groups: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in books.reporting_units():
        groups[unit.kind].append(unit)
    months = timeline(period)
    for indicator in compared(books):
        for group, units in groups.items():
            values = {unit.id: told.of(unit.id, indicator, months) for unit in units}
            known = len({month for by_month in values.values() for month in by_month})
            sample = usual_sample([amount for by_month in values.values() for amount in by_month.values()])
            if len(sample) < LEAST_PERIODS or max(sample) < LEAST_CHANGE:
                continue
            spread = Spread.of(sample)
            for unit_id, by_month in values.items():
                own = {month: amount for month, amount in by_month.items() if month in period.months}
                for month, z in outliers(own, spread, known).items():
                    told_of: Facts = {"now": own[month], "usual": spread.middle, "z": z}
                    facts = told_of | {"month": month, "group": group.lower()}
                    yield Query(
                        Sort.OUTLIER, unit_id, figure_subject(month, indicator.code), indicator.code, facts, abs(z)
                    )


def _leaps(books: Books, period: Period, now: Collected, base: Collected) -> Iterator[Query]:
    """Figures of a unit that are far from the same period last year; silence then or now is no figure."""
    indicators = compared(books)
    for unit in books.reporting_units():
        if unit.id not in now.reporting or unit.id not in base.reporting:
            continue
        for indicator in indicators:
            this, last = now.figure(unit.id, indicator), base.figure(unit.id, indicator)
            if is_leap(this.amount, last.amount):
                assert this.amount is not None
                assert last.amount is not None
                facts = {"now": this.amount, "base": last.amount}
                weight = abs(this.amount - last.amount) / max(last.amount, LEAST_CHANGE)
                subject = figure_subject(period.key, indicator.code)
                yield Query(Sort.CHANGE, unit.id, subject, indicator.code, facts, weight)


def _by_place(told: Amounts, months: Sequence[int]) -> dict[int, dict[tuple[str, int], Decimal]]:
    """By unit its figures, the months counted from the first one."""
    places = {month: place for place, month in enumerate(months)}
    found: dict[int, dict[tuple[str, int], Decimal]] = defaultdict(dict)
    for (unit, code, month), amount in told.by_cell.items():
        if month in places:
            found[unit][code, places[month]] = amount
    return found


def _copies(books: Books, period: Period, told: Amounts) -> Iterator[Query]:
    """Reports whose months say the same as those of the period before."""
    before = period.previous()
    earlier = told if set(before.months) <= set(timeline(period)) else amounts(books, before.months)
    this_period, last_period = _by_place(told, period.months), _by_place(earlier, before.months)
    for unit in books.reporting_units():
        this, last = this_period.get(unit.id, {}), last_period.get(unit.id, {})
        if is_copied(this, last):
            same, of = alike(this, last)
            code = min(code for code, _ in this)
            section = books.catalogue.indicators[code].section
            facts: Facts = {"same": same, "told": of, "before": before.label}
            yield Query(Sort.COPIED, unit.id, f"section:{section}", "", facts, Decimal(same))


def _months(books: Books, period: Period, told: Amounts) -> Iterator[Query]:
    """Months that were reported by themselves, and otherwise in the longer report."""
    with books.db.read() as connection:
        above = adjusted(connection, books, period.months)
    for unit_id, by_month in told_by_months(books, period).items():
        reported = {month for _, month in by_month}
        now = {
            (code, month): amount
            for (unit, code, month), amount in told.by_cell.items()
            if unit == unit_id and month in reported
        }
        for (code, month), then, amount in unsteady(by_month, now):
            if month not in above.get((unit_id, code), {}):
                facts: Facts = {"month": month, "told": then, "now": amount}
                yield Query(
                    Sort.MONTHS, unit_id, figure_subject(month, code), code, facts, abs(amount - then)
                )


def _twins(books: Books, period: Period) -> Iterator[Query]:
    """Two records of one unit, kind and day that say the very same."""
    kinds = [each for each in books.catalogue.record_kinds if each.likeness is not None]
    listed = ",".join(repr(each.code) for each in kinds) or "NULL"
    days = (period.first.isoformat(), period.last.isoformat())
    units = ",".join(str(unit.id) for unit in books.reporting_units()) or "NULL"
    seen: dict[tuple[str, str], str] = {}
    seen_of: tuple[int, str] = 0, ""
    with books.db.read() as connection:
        # row by row, a day at a time: hundreds of thousands in hand would hold up every other thread
        for unit_id, kind, day, uid, number, content in connection.exec_driver_sql(
            _TWINS.format(kinds=listed, units=units), days
        ):
            if (unit_id, day) != seen_of:
                seen_of, seen = (unit_id, day), {}
            same = kind, _own(content)
            if same in seen:
                name = books.catalogue.kinds[kind].name
                numbers = {"number": _short(seen[same]), "other": _short(number)}
                facts = {"kind": name, "day": f"{day[8:]}/{day[5:7]}"} | numbers
                yield Query(Sort.TWIN, unit_id, record_subject(uid), "", facts)
            seen.setdefault(same, number)


def _own(content: str) -> str:
    """What a person wrote, as text: the program's own names begin with `_` and stand before all others."""
    return content.partition(VECTOR_NAME)[2].partition('",')[2]


def _short(number: str) -> str:
    return number.rpartition("-")[2]


def _rules(books: Books, period: Period, told: Amounts, now: Collected) -> Iterator[Query]:
    """Rules of level Q that headquarters put into the catalogue."""
    catalogue = books.catalogue.held_in(period.first.isoformat(), period.last.isoformat())
    if not any(rule.level is Level.Q for rule in catalogue.period_rules):
        return
    for unit in books.reporting_units():
        figures = now.evaluate([unit.id])

        def value_of(code: str, month: int, unit_id: int = unit.id) -> Decimal | None:
            return told.of(unit_id, catalogue.indicators[code], (month,)).get(month)

        def total_of(code: str, figures: Evaluation = figures) -> Decimal | None:
            return figures.of(code).amount

        found = period_problems(catalogue, value_of, period.months, (), total_of)
        for problem in found:
            if problem.level is Level.Q:
                subject = figure_subject(problem.month or period.key, problem.field or "")
                sentence = problem_sentence(problem, catalogue)
                yield Query(Sort.RULE, unit.id, subject, problem.field or "", {"sentence": sentence})
