"""Problems with their place, their sentence, what to do, and the reason somebody gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.calendars import shifted
from desktop.domain.catalogue import Indicator, Level
from desktop.domain.numbers import format_number
from desktop.domain.periods import month_label
from desktop.domain.records import Values
from desktop.domain.rules import Problem, inputs_hash, period_problems
from desktop.services import deciding
from desktop.services.books import Books
from desktop.services.deciding import Conflict
from desktop.services.monthly import Monthly
from desktop.wording.faults import problem_sentence

if TYPE_CHECKING:
    from desktop.services.closing import Declared

Reasons = Mapping[tuple[str, str], tuple[str, str]]
"""Inputs and reason by rule and subject."""

AT_ODDS = "conflict"
DECLARED_BESIDE_DATA = "declared_beside_data"
HISTORY = 5
"""Months before the period that its first months are compared with."""
ACTIONS = {Level.K: "Sửa", Level.E: "Sửa", Level.W: "Giải trình", Level.Q: "Xem"}


@dataclass(frozen=True)
class PlacedProblem:
    """A problem, the record (uid in hex) or figure (`figure:202006:GT.08`) it is about, and what to do."""

    problem: Problem
    subject: str
    place: str
    sentence: str
    action: str
    explained: str | None = None

    @property
    def open_warning(self) -> bool:
        """Whether a reason is still missing."""
        return self.problem.level is Level.W and self.explained is None


def placed_row(books: Books, row: tuple[bytes, str, str], problem: Problem, reasons: Reasons) -> PlacedProblem:
    """A problem of a record (uid, kind, number)."""
    uid, kind, number = row
    name = books.catalogue.kinds[kind].name
    place = f"Sổ công tác, {name[0].lower()}{name[1:]} {number.rpartition('-')[2]}".rstrip()
    return _placed(books, problem, uid.hex(), place, reasons)


def placed_text(books: Books, row: tuple[bytes, str, Values], problem: Problem, reasons: Reasons) -> PlacedProblem:
    """A problem of words that stand in no book: a narrative, a task, an answer (uid, kind, values)."""
    uid, kind, values = row
    section = books.catalogue.sections.get(str(values.get("section", "")))
    place = f"{books.catalogue.kinds[kind].name}, {section.name}" if section else books.catalogue.kinds[kind].name
    return _placed(books, problem, uid.hex(), place, reasons)


def _placed(books: Books, problem: Problem, subject: str, place: str, reasons: Reasons) -> PlacedProblem:
    inputs, reason = reasons.get((problem.rule, subject), ("", ""))
    explained = reason if problem.level is Level.W and inputs == problem.inputs_hash else None
    action = "Xem" if explained is not None else ACTIONS[problem.level]
    sentence = problem_sentence(problem, books.catalogue)
    return PlacedProblem(problem, subject, place, sentence, action, explained)


def figure_subject(when: int | str, indicator: str) -> str:
    """How a figure of a month (yyyymm) or of a whole period (its key) is named in problems and reasons."""
    return f"figure:{when}:{indicator}"


def figure_problems(
    books: Books, monthly: Monthly, months: tuple[int, ...], declared: Iterable["Declared"], reasons: Reasons
) -> list[PlacedProblem]:
    """What the rules have against the months of a period, its totals and its declarations."""

    def value_of(code: str, month: int) -> Decimal | None:
        return monthly.month(month).of(code).amount

    def total_of(code: str) -> Decimal | None:
        return monthly.whole().of(code).amount

    if not months:
        return []
    first, last = monthly.period.first.isoformat(), monthly.period.last.isoformat()
    found = period_problems(books.catalogue.held_in(first, last), value_of, months, _before(months[0]), total_of)
    placed = [_placed_figure(books, monthly, problem, reasons) for problem in found]
    return placed + [_beside_data(each, codes) for each in declared if (codes := _data_of(books, monthly, each))]


def _before(month: int) -> list[int]:
    return [shifted(month, -step) for step in range(HISTORY, 0, -1)]


def _placed_figure(books: Books, monthly: Monthly, problem: Problem, reasons: Reasons) -> PlacedProblem:
    indicator = books.catalogue.indicators[problem.field or ""]
    when = problem.month or monthly.period.key
    words = month_label(problem.month) if problem.month else monthly.period.title
    place = f"Số liệu kỳ, {words}, {indicator.short}"
    return _placed(books, problem, figure_subject(when, indicator.code), place, reasons)


def _data_of(books: Books, monthly: Monthly, declared: "Declared") -> list[tuple[Indicator, Decimal]]:
    whole = monthly.whole()
    stored = (each for each in books.catalogue.of_section(declared.section.code) if each.stored)
    return [(each, amount) for each in stored if (amount := whole.of(each.code).amount)]


def _beside_data(declared: "Declared", found: list[tuple[Indicator, Decimal]]) -> PlacedProblem:
    """Design §3.2: a declaration beside data of the same section is an error."""
    section, (first, amount) = declared.section, found[0]
    words = "không phát sinh" if declared.declared == "none" else "không thuộc diện"
    problem = Problem(
        DECLARED_BESIDE_DATA,
        Level.E,
        first.code,
        {"section": section.code, "value": amount},
        inputs_hash(DECLARED_BESIDE_DATA, [("section", section.code), ("value", amount)]),
    )
    sentence = f"{section.name} khai {words} nhưng có {first.short} {format_number(amount)}. Bỏ khai báo, hoặc sửa số."
    subject = f"declaration:{section.code}"
    return PlacedProblem(problem, subject, f"Số liệu kỳ, {section.name}", sentence, "Xem")


def conflict_problems(books: Books) -> list[PlacedProblem]:
    """Records that two machines of the unit tell differently: somebody has to say which one holds."""
    found = deciding.conflicts(books) if deciding.count(books) else []
    return [_at_odds(books, each) for each in found]


def _at_odds(books: Books, conflict: Conflict) -> PlacedProblem:
    kind = books.catalogue.kinds[conflict.kind]
    named = {field.name: field.label for field in kind.fields}
    fields = ", ".join(named.get(name, "còn hay xóa") for name in conflict.fields)
    number = conflict.number.rpartition("-")[2]
    sentence = f"{kind.name} {number}: hai máy ghi khác nhau ở {fields}. Chọn một bản ở Gộp hai máy."
    problem = Problem(AT_ODDS, Level.E, conflict.fields[0], {}, inputs_hash(AT_ODDS, [("uid", conflict.uid.hex())]))
    return PlacedProblem(problem, f"{AT_ODDS}:{conflict.uid.hex()}", "Gộp hai máy", sentence, "Chọn")


def roots(found: Iterable[PlacedProblem]) -> list[PlacedProblem]:
    """Root causes only, errors first: a warning at a place in error waits until the error is mended."""
    problems = list(found)
    wrong = {each.subject for each in problems if each.problem.level is Level.E}
    kept = [each for each in problems if each.problem.level is Level.E or each.subject not in wrong]
    shown = [each for each in kept if each.problem.level is not Level.Q]
    return sorted(shown, key=lambda each: (each.problem.level is not Level.E, each.explained is not None))
