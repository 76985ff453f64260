"""Figures of old tables: typed ones of a month enter the grid, all others are remembered to be compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Connection

from desktop.base.errors import UserError
from desktop.domain.catalogue import Catalogue, Indicator, IndicatorKind, Level
from desktop.domain.counting import asked_months, unscaled
from desktop.domain.figures import BLANK, Figure, State, total
from desktop.domain.numbers import format_number
from desktop.domain.old_figures import FigureRow, FigureWhy, IndicatorWhy, OldFigure, figure_rows
from desktop.domain.old_guesses import Guesser
from desktop.domain.periods import Period, month_key, period_of_month
from desktop.domain.records import RecordDraft, Values, derived_uid
from desktop.services import recording
from desktop.services.books import Books
from desktop.services.old_looking import LookedSheet
from desktop.services.recording import FigureDraft, figure_values
from desktop.services.writing import current
from desktop.wording import old_words
from desktop.wording.faults import problem_sentence

FINAL, SKIPPED, HELD = "final", "skipped", "held"


@dataclass(frozen=True)
class FigureFate:
    """One figure that would enter; `uid` is empty where it is only compared with."""

    period: str
    indicator: str
    state: str
    value: int | Decimal | None
    uid: bytes
    values: Values


@dataclass(frozen=True)
class Judged:
    """What becomes of a row of figures."""

    fate: str
    figures: tuple[FigureFate, ...]
    why: tuple[str, ...]
    doubtful: bool = False


def rows(books: Books, sheet: LookedSheet) -> Iterator[FigureRow]:
    """The rows of a table of figures."""
    return figure_rows(Guesser(books.catalogue), sheet.table, sheet.made)


def judge(books: Books, row: FigureRow, taken: set[tuple[str, str]]) -> Judged:
    """Which of a row's figures can enter, and what there is to say of the others."""
    found = row.indicator.name if row.indicator is not None else ""
    said = old_words.indicator_words(row.why, row.named, found)
    if row.indicator is None or row.why not in (IndicatorWhy.PLAIN, IndicatorWhy.ALIKE):
        fate = SKIPPED if row.why is IndicatorWhy.RECOMPUTED else HELD
        return Judged(fate, (), (said,))
    weighed = _Weighed([said] if said else [], doubtful=row.why is IndicatorWhy.ALIKE)
    for each in row.figures:
        _weigh(books, row, each, taken, weighed)
    doubtful = weighed.doubtful or weighed.unsure
    if not weighed.figures:
        told = tuple(weighed.why) or (old_words.FIGURES_BEFORE if weighed.known else old_words.NO_FIGURES,)
        return Judged(HELD if doubtful and not weighed.known else SKIPPED, (), told, doubtful)
    if not weighed.figures[0].uid:
        weighed.why.append(old_words.ONLY_COMPARED.format(indicator=found))
    fate = FINAL if row.why is IndicatorWhy.PLAIN and not weighed.unsure else HELD
    return Judged(fate, tuple(weighed.figures), tuple(weighed.why), doubtful)


@dataclass
class _Weighed:
    """What was found over the cells of a row."""

    why: list[str]
    figures: list[FigureFate] = field(default_factory=list)
    doubtful: bool = False
    unsure: bool = False
    """Whether a number could be another one: a person must look before it enters."""
    known: bool = False


def _weigh(books: Books, row: FigureRow, each: OldFigure, taken: set[tuple[str, str]], weighed: _Weighed) -> None:
    """One cell: said what there is to say, taken where the books have nothing there yet."""
    assert row.indicator is not None
    after = "" if each.value is None else format_number(each.value)
    if words := old_words.figure_words(each.why, each.header, each.before, after):
        weighed.why.append(words)
    weighed.doubtful |= each.why not in (FigureWhy.PLAIN, FigureWhy.NUMBER_TEXT, FigureWhy.ZERO_WORD)
    weighed.unsure |= each.why is FigureWhy.NUMBER_EITHER
    if _too_precise(each, row.indicator):
        weighed.unsure = True
        weighed.why.append(old_words.TOO_PRECISE.format(header=each.header, after=after, unit=row.indicator.unit))
    if each.state is None or (each.period, row.indicator.code) in taken:
        return
    made = _made(books, row, each)
    if refused := _refused(books, made):
        weighed.doubtful = True
        weighed.why.append(f"{each.header}: {refused}")
        return
    held = _held(books, made)
    weighed.known |= held is not None
    if held is None:
        taken.add((each.period, row.indicator.code))
        weighed.figures.append(made)
    elif held != (made.state, made.value):
        weighed.doubtful = True
        weighed.why.append(old_words.FIGURE_STANDS.format(header=each.header, held=_words(held), after=after))


def _too_precise(each: OldFigure, indicator: Indicator) -> bool:
    """Whether a number has more decimals than its indicator: a third of a case was never counted."""
    return isinstance(each.value, Decimal) and each.value != round(each.value, indicator.decimals)


def _made(books: Books, row: FigureRow, each: OldFigure) -> FigureFate:
    assert row.indicator is not None
    assert each.state is not None
    code = row.indicator.code
    month = _month_of(books, each.period)
    if row.indicator.kind is not IndicatorKind.TYPED or month is None:
        return FigureFate(each.period, code, each.state, each.value, b"", {})
    values = figure_values(FigureDraft(month, code, each.state, each.value))
    uid = derived_uid("figure", books.me.unit_uid, month_key(month), code, "")
    return FigureFate(each.period, code, each.state, each.value, uid, values)


def _refused(books: Books, made: FigureFate) -> str:
    """Why a typed figure cannot be; '' where it can."""
    problems = recording.check(books, RecordDraft("figure", made.values)) if made.uid else []
    return " ".join(problem_sentence(each, books.catalogue) for each in problems if each.level is Level.E)


def _month_of(books: Books, key: str) -> int | None:
    """The month of a period's key; None for a longer one."""
    try:
        months = books.period(key).months
    except UserError:
        return None
    return months[0] if len(months) == 1 else None


def _held(books: Books, made: FigureFate) -> tuple[str, int | Decimal | None] | None:
    """State and value that the books have there already: they are never replaced."""
    with books.db.read() as connection:
        if not made.uid:
            known = connection.exec_driver_sql(_TOLD, (made.period, made.indicator)).first()
            return None if known is None else _told(*known)
        held = current(connection, made.uid)
    if held is None or held.values["_state"] == "deleted":
        return None
    value = held.values.get("value")
    state = str(held.values["state"])
    return state, value if isinstance(value, (int, Decimal)) else 0 if state == "zero" else None


def _told(state: str, amount: int) -> tuple[str, int | Decimal | None]:
    if state == State.NOT_APPLICABLE:
        return state, None
    value = unscaled(amount)
    return state, int(value) if value == value.to_integral_value() else value


def _words(held: tuple[str, int | Decimal | None]) -> str:
    return format_number(held[1]) if held[1] is not None else "không thuộc diện"


_TOLD = """
    SELECT old_figure.state, amount FROM old_figure JOIN old_batch ON old_batch.id = batch_id
    WHERE period = ? AND indicator = ? AND record_uid IS NULL AND withdrawn = '' ORDER BY batch_id DESC
"""
_REMEMBERED = """
    SELECT indicator, old_figure.state, amount FROM old_figure JOIN old_batch ON old_batch.id = batch_id
    WHERE period = ? AND record_uid IS NULL AND withdrawn = '' ORDER BY batch_id
"""


def remembered(connection: Connection, catalogue: Catalogue, period: Period) -> Mapping[str, Figure]:
    """Figures of a past period that old tables tell, by indicator: of the period itself, else of its months."""
    whole = _of(connection, period.key)
    months = {month: _of(connection, period_of_month(month, period.calendar).key) for month in period.months}
    if len(months) <= 1:
        return whole
    made = dict(whole)
    for code in {code for told in months.values() for code in told} - set(whole):
        indicator = catalogue.indicators.get(code)
        if indicator is not None:
            made[code] = total(months[month].get(code, BLANK) for month in asked_months(indicator, period.months))
    return made


def _of(connection: Connection, key: str) -> dict[str, Figure]:
    found = connection.exec_driver_sql(_REMEMBERED, (key,))
    return {code: _figure(State(state), amount) for code, state, amount in found}


def _figure(state: State, amount: int) -> Figure:
    return Figure(state, None if state is State.NOT_APPLICABLE else unscaled(amount))
