"""The period's figures as a grid: tabs, sections, one row an indicator, one cell a month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from desktop.domain.calendars import shifted
from desktop.domain.catalogue import Indicator, IndicatorKind, Section
from desktop.domain.figures import Figure, State
from desktop.domain.periods import Period, period_of_month
from desktop.services import closing, old_comparing, tracing
from desktop.services.books import Books
from desktop.services.closing import Declared, declarations
from desktop.services.monthly import Monthly, begun_months, monthly
from desktop.services.placing import PlacedProblem, figure_problems, roots

YEAR = 12


@dataclass(frozen=True)
class GridRow:
    """One indicator: a figure a month, those it is compared with, and what is odd in the open month."""

    indicator: Indicator
    cells: Mapping[int, Figure]
    open: Figure
    ghost_previous: Figure
    ghost_last_year: Figure
    total: Figure
    last_year: Figure
    derived: bool
    asked: bool
    """Whether somebody must fill its open month."""
    problem: PlacedProblem | None = None
    accepted: Figure | None = None
    """What headquarters holds of the open month, where a reply told it."""

    @property
    def waits(self) -> bool:
        """Whether its open month is a blank that must be filled."""
        return self.asked and self.open.state is State.BLANK


@dataclass(frozen=True)
class GridSection:
    """The rows of one section, with its declaration."""

    section: Section
    rows: tuple[GridRow, ...]
    declared: Declared | None
    open_question: bool
    """Neither data nor declaration, though the section is asked for."""


@dataclass(frozen=True)
class GridTab:
    """Sections that stand on one tab."""

    name: str
    sections: tuple[GridSection, ...]

    @property
    def rows(self) -> list[GridRow]:
        """All rows of the tab."""
        return [row for section in self.sections for row in section.rows]

    @property
    def blanks(self) -> int:
        """How many cells of the open month wait for a person; a silent section waits once."""
        return sum(1 if section.open_question else sum(row.waits for row in section.rows) for section in self.sections)


@dataclass(frozen=True)
class Grid:
    """The figures of a period with one month open for typing."""

    period: Period
    open_month: int
    earlier: tuple[int, ...]
    """Months of the period before the open one."""
    tabs: tuple[GridTab, ...]

    @property
    def rows(self) -> list[GridRow]:
        """Every row."""
        return [row for tab in self.tabs for row in tab.rows]

    @property
    def cells(self) -> tuple[int, int]:
        """How many cells of the open month are answered, and of how many."""
        asked = [row for row in self.rows if row.asked or (row.derived and row.indicator.core)]
        return sum(row.open.state is not State.BLANK for row in asked), len(asked)

    def row(self, code: str) -> GridRow | None:
        """The row of an indicator, when it is shown."""
        return next((row for row in self.rows if row.indicator.code == code), None)


def open_month_of(period: Period, today: date) -> int:
    """The month that is entered now: the last one that has begun."""
    return begun_months(period, today)[-1]


Accepted = Mapping[tuple[int, str], Figure]
"""Figures that headquarters accepted, by month and indicator."""


def unit_grid(
    books: Books,
    period: Period,
    open_month: int | None = None,
    everything: bool = False,
    today: date | None = None,
    accepted: Accepted = MappingProxyType({}),
) -> Grid:
    """The grid of the own unit; `everything` also shows indicators outside the core set that have no figures."""
    day = today or date.today()
    month = open_month or open_month_of(period, day)
    months = monthly(books, period)
    with books.db.read() as connection:
        told = old_comparing.remembered(connection, books.catalogue, period.same_period_last_year())
        year_ago = period_of_month(month - 100, period.calendar)
        told_month = old_comparing.remembered(connection, books.catalogue, year_ago)
        declared = declarations(connection, books, period)
        silent = {section.code for section in closing.silent_sections(connection, books, period, declared)}
        reasons = closing.reasons(books)
    found = roots(figure_problems(books, months, begun_months(period, day), declared, reasons))
    asked = {each.indicator.code for each in closing.asked_cells(books, period, day) if each.month == month}
    maker = _Maker(books, months, month, _by_indicator(found, month), asked, everything, accepted, told, told_month)
    by_section = {each.section.code: each for each in declared}
    tabs = tuple(
        GridTab(
            name,
            tuple(
                GridSection(each, maker.rows(each), by_section.get(each.code), each.code in silent) for each in sections
            ),
        )
        for name, sections in books.catalogue.tabs.items()
    )
    return Grid(period, month, tuple(each for each in period.months if each < month), tabs)


def _by_indicator(found: Iterable[PlacedProblem], month: int) -> dict[str, PlacedProblem]:
    """What is shown in the open month's cell: its own problem, else one of the whole period."""
    ranked = sorted(found, key=lambda each: (each.problem.month is None, each.explained is not None))
    shown = [each for each in ranked if each.problem.month in (None, month)]
    return {each.problem.field: each for each in reversed(shown) if each.problem.field}


@dataclass(frozen=True)
class _Maker:
    books: Books
    months: Monthly
    open_month: int
    problems: Mapping[str, PlacedProblem]
    asked: set[str]
    everything: bool
    accepted: Accepted
    told: Mapping[str, Figure]
    """Last year's figures that old tables tell, where the books are silent."""
    told_month: Mapping[str, Figure]

    def rows(self, section: Section) -> tuple[GridRow, ...]:
        """The rows of a section; one without core indicators shows all it has."""
        indicators = [each for each in self.books.catalogue.of_section(section.code) if self._fits(each)]
        core = any(each.core for each in indicators)
        rows = [self._row(each) for each in indicators]
        shown = (row for row in rows if self.everything or row.indicator.core or not core or _has_figures(row))
        return tuple(row for row in shown if self._is_asked(row.indicator) or _has_figures(row))

    def _is_asked(self, indicator: Indicator) -> bool:
        """What came later, or is no longer asked for, stands in the grid only where it has figures."""
        period = self.months.period
        return indicator.asked_in(period.first.isoformat(), period.last.isoformat())

    def _fits(self, indicator: Indicator) -> bool:
        """Headings and texts have no figures; a share of communes says nothing in a single one."""
        if indicator.kind in (IndicatorKind.HEADING, IndicatorKind.TEXT):
            return False
        return all(code != "@units" for _, code in indicator.terms)

    def _row(self, indicator: Indicator) -> GridRow:
        code, period = indicator.code, self.months.period
        base = period.same_period_last_year()
        return GridRow(
            indicator,
            {month: self.months.month(month).of(code) for month in period.months},
            self.months.month(self.open_month).of(code),
            self.months.month(shifted(self.open_month, -1)).of(code),
            _or_told(self.months.month(self.open_month - 100).of(code), self.told_month.get(code)),
            self.months.whole().of(code),
            _or_told(self.months.whole(base).of(code), self.told.get(code)),
            indicator.kind is not IndicatorKind.TYPED,
            code in self.asked,
            self.problems.get(code),
            self.accepted.get((self.open_month, code)),
        )


def _or_told(figure: Figure, told: Figure | None) -> Figure:
    """What an old table tells, where nobody declared and no record was counted."""
    silent = figure.state is State.BLANK or (figure.state is not State.NONE and not figure.amount)
    return told if told is not None and silent else figure


def _has_figures(row: GridRow) -> bool:
    return bool(row.total.amount or row.last_year.amount)


def last_year_of_months(books: Books, period: Period, code: str, until: int) -> list[tuple[int, Figure]]:
    """The twelve months up to one, oldest first."""
    months = monthly(books, period)
    return [(month, months.month(month).of(code)) for month in _twelve(until)]


def _twelve(until: int) -> Sequence[int]:
    return [shifted(until, -step) for step in range(YEAR - 1, -1, -1)]


MOST_COUNTED = 2000
"""More rows than these are not read one by one while somebody walks over the grid."""


def source_count(books: Books, period: Period, month: int, code: str) -> int | None:
    """How many rows of the books make a figure of a month; None where there are too many to be read in passing."""
    asked = period_of_month(month, period.calendar)
    with books.db.read() as connection:
        held = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM (SELECT 1 FROM record WHERE unit_id = ? AND day BETWEEN ? AND ? LIMIT ?)",
            (books.own_unit_id, asked.first.isoformat(), asked.last.isoformat(), MOST_COUNTED + 1),
        ).scalar_one()
    return None if held > MOST_COUNTED else len(tracing.behind_figure(books, asked, code))
