"""The checklist before sending: what is missing, wrong, odd; what has been declared and explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Indicator, IndicatorKind, Level, Section
from desktop.domain.figures import State
from desktop.domain.periods import Period, period_of_month
from desktop.domain.problems import Fault
from desktop.domain.records import parse_content
from desktop.services import checked_rows
from desktop.services.answering_sections import declared_sections, present_sections
from desktop.services.books import Books
from desktop.services.checked_rows import CheckedRow
from desktop.services.monthly import begun_months, monthly
from desktop.services.placing import (
    PlacedProblem,
    conflict_problems,
    figure_problems,
    placed_row,
    placed_text,
    roots,
)
from desktop.services.remembering import is_kept, kept


class StepKey(StrEnum):
    """What is looked at, in the order of work."""

    FIGURES = "figures"
    DRAFTS = "drafts"
    ERRORS = "errors"
    WARNINGS = "warnings"
    DECLARATIONS = "declarations"
    NARRATIVE = "narrative"


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    WARNED = "warned"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Step:
    """One step of the checklist: `done` of `total`."""

    key: StepKey
    state: StepState
    done: int
    total: int


@dataclass(frozen=True)
class BlankCell:
    """A typed figure that nobody has entered (ô chưa nhập)."""

    month: int
    indicator: Indicator


@dataclass(frozen=True)
class Declared:
    """What a named person declared of a section (khai báo)."""

    section: Section
    declared: str
    person: str
    at: str


@dataclass(frozen=True)
class Checklist:
    """Everything between these books and a clean package."""

    steps: tuple[Step, ...]
    problems: list[PlacedProblem]
    blank: list[BlankCell]
    undeclared: list[Section]
    drafts: int
    unexplained: int
    ready: bool
    """No error remains; what is blank or unexplained goes out as it is, and is seen to be so."""
    declared: list[Declared]
    records: int
    narratives: int
    unfinished: tuple[bytes, ...]
    """Drafts without errors: they only need to be finished, or they do not travel."""

    @property
    def errors(self) -> int:
        """How many things cannot be true."""
        return sum(each.problem.level is Level.E for each in self.problems)

    @property
    def left(self) -> int:
        """How many things wait for a person."""
        asked = len(self.blank) + len(self.undeclared)
        return self.errors + self.unexplained + asked + len(self.unfinished)

    def step(self, key: StepKey) -> Step:
        """The step of that key."""
        return next(step for step in self.steps if step.key is key)


CHECKLIST = "checklist"
_TEXTS = """
    SELECT uid, kind, content FROM record JOIN version ON version.id = version_id
    WHERE kind IN ('narrative', 'task', 'answer') AND state = 'final' AND record.unit_id = ?
"""
_WRITTEN = """
    SELECT content FROM record JOIN version ON version.id = version_id
    WHERE kind = ? AND state = 'final' AND record.unit_id = ?
"""


def checklist(books: Books, period: Period, today: date | None = None) -> Checklist:
    """Look at everything of a period; months that have not begun are not asked for."""
    day = today or date.today()
    return kept(books, CHECKLIST, (period, day), lambda: _checklist(books, period, day))


def _checklist(books: Books, period: Period, day: date) -> Checklist:
    months = monthly(books, period)
    with books.db.read() as connection:
        noted, records = checked_rows.rows(connection, books, period, day)
        declared = declarations(connection, books, period)
        undeclared = silent_sections(connection, books, period, declared)
        known = reasons(books)
        narratives = len(narrative(books, period, connection))
        texts = list(_text_problems(connection, books, period, known))
    asked = asked_cells(books, period, day)
    empty = [cell for cell in asked if months.month(cell.month).of(cell.indicator.code).state is State.BLANK]
    blank = _blank(empty, undeclared)
    figures = figure_problems(books, months, begun_months(period, day), declared, known)
    problems = roots([*_row_problems(books, noted, known), *texts, *figures])
    drafts = [row.uid for row in noted if row.draft]
    wrong = {each.subject for each in problems if each.problem.level is Level.E}
    unfinished = tuple(uid for uid in drafts if uid.hex() not in wrong)
    return Checklist(
        steps=(
            _step(StepKey.FIGURES, len(asked) - len(empty), len(asked)),
            _step(StepKey.DRAFTS, len(drafts) - len(unfinished), len(drafts)),
            _errors_step(problems),
            _warnings_step(problems),
            _step(StepKey.DECLARATIONS, len(declared), len(declared) + len(undeclared)),
            _step(StepKey.NARRATIVE, min(narratives, 1), 1),
        ),
        problems=problems,
        blank=blank,
        undeclared=undeclared,
        drafts=len(drafts),
        unexplained=sum(each.open_warning for each in problems),
        ready=not wrong,
        declared=declared,
        records=records,
        narratives=narratives,
        unfinished=unfinished,
    )


def is_quick(books: Books, period: Period, today: date) -> bool:
    """Whether the checklist is there at once: nothing was written since it was made, or there is little to look at."""
    return is_kept(books, CHECKLIST, (period, today)) or is_small(books, period)


def is_small(books: Books, period: Period) -> bool:
    """Whether everything of a period may be read while a window waits."""
    return checked_rows.is_small(books, period)


def _step(key: StepKey, done: int, total: int) -> Step:
    return Step(key, StepState.DONE if done >= total else StepState.OPEN, done, total)


def _errors_step(problems: list[PlacedProblem]) -> Step:
    errors = sum(each.problem.level is Level.E for each in problems)
    return Step(StepKey.ERRORS, StepState.FAULTY if errors else StepState.DONE, 0, errors)


def _warnings_step(problems: list[PlacedProblem]) -> Step:
    """Explained warnings keep their mark: they travel with the file and are seen."""
    warnings = [each for each in problems if each.problem.level is Level.W]
    explained = sum(each.explained is not None for each in warnings)
    return Step(StepKey.WARNINGS, StepState.WARNED if warnings else StepState.DONE, explained, len(warnings))


def _row_problems(
    books: Books, rows: Iterable[CheckedRow], reasons: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterable[PlacedProblem]:
    yield from conflict_problems(books)
    for row in rows:
        for problem in row.problems:
            yield placed_row(books, (row.uid, row.kind, row.number), problem, reasons)


def _text_problems(
    connection: Connection, books: Books, period: Period, reasons: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterable[PlacedProblem]:
    """What names a citizen in words that travel and stand in no book."""
    for uid, kind, content in connection.exec_driver_sql(_TEXTS, (books.own_unit_id,)):
        values = parse_content(content)
        if values.get("period", period.key) != period.key:
            continue
        for problem in books.check_of(kind).problems(values):
            if problem.rule == Fault.PERSONAL_DATA:
                yield placed_text(books, (uid, kind, values), problem, reasons)


def reasons(books: Books) -> dict[tuple[str, str], tuple[str, str]]:
    """Inputs and reason of every explanation, by rule and subject."""
    return kept(books, "reasons", "", lambda: _reasons(books))


def _reasons(books: Books) -> dict[tuple[str, str], tuple[str, str]]:
    with books.db.read() as connection:
        written = connection.exec_driver_sql(_WRITTEN, ("explanation", books.own_unit_id)).scalars().all()
    told = [parse_content(content) for content in written]
    return {(str(each["rule"]), str(each["subject"])): (str(each["inputs"]), str(each["reason"])) for each in told}


def declarations(connection: Connection, books: Books, period: Period) -> list[Declared]:
    """Declarations in force for a period, in the order of the report."""
    sections = books.catalogue.sections
    found = declared_sections(connection, books, period)
    return [
        Declared(section, str(values["declared"]), str(values["person"]), str(values["_at"]))
        for section in sections.values()
        if (values := found.get(section.code))
    ]


def narrative(books: Books, period: Period, connection: Connection | None = None) -> dict[tuple[str, str], str]:
    """The words written for a period, by section and part."""
    if connection is None:
        with books.db.read() as opened:
            return narrative(books, period, opened)
    rows = connection.exec_driver_sql(_WRITTEN, ("narrative", books.own_unit_id))
    written = [parse_content(content) for (content,) in rows]
    return {
        (str(each["section"]), str(each["part"])): str(each["text"]) for each in written if each["period"] == period.key
    }


def is_asked(indicator: Indicator, period: Period) -> bool:
    """Whether a unit must answer for an indicator in a period: the core set, what is typed or counted."""
    asked = indicator.asked_in(period.first.isoformat(), period.last.isoformat())
    return indicator.core and indicator.stored and asked


def silent_sections(
    connection: Connection, books: Books, period: Period, declared: Iterable[Declared]
) -> list[Section]:
    """Sections that are asked for, with neither data nor a declaration."""
    answered = present_sections(connection, books, period) | {each.section.code for each in declared}
    asked = {each.section for each in books.catalogue.indicators.values() if is_asked(each, period)} - answered
    return [section for code, section in books.catalogue.sections.items() if code in asked]


def asked_cells(books: Books, period: Period, today: date) -> list[BlankCell]:
    """Typed cells that must be filled: every begun month for flows, one month for stocks."""
    months = begun_months(period, today)
    wanted = {Aggregation.STOCK_END: months[-1:], Aggregation.STOCK_START: months[:1]}
    return [
        BlankCell(month, indicator)
        for indicator in books.catalogue.indicators.values()
        if is_asked(indicator, period) and indicator.kind is IndicatorKind.TYPED
        for month in wanted.get(indicator.aggregation, months)
        if _is_asked_in_month(indicator, month, period.calendar)
    ]


def _is_asked_in_month(indicator: Indicator, month: int, calendar: str) -> bool:
    """An indicator may begin or end within a period."""
    if indicator.valid_from is None and indicator.valid_to is None:
        return True
    asked = period_of_month(month, calendar)
    return indicator.asked_in(asked.first.isoformat(), asked.last.isoformat())


def _blank(empty: Iterable[BlankCell], undeclared: Iterable[Section]) -> list[BlankCell]:
    """Cells to fill one by one; those of a section with nothing at all are told once, as the section."""
    silent = {section.code for section in undeclared}
    return [cell for cell in empty if cell.indicator.section not in silent]
