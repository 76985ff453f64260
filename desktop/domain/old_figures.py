"""A table of figures of a past period: indicators by months, or for one period; a blank is never a zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.old_guesses import Guesser
from desktop.domain.old_maps import INDICATOR, MONTH, VALUE, SheetMap
from desktop.domain.old_numbers import NumberReader, is_english
from desktop.domain.old_sheets import OldValue
from desktop.domain.old_tables import LeftOut, OldTable
from desktop.domain.text import cell_text, fold

_NOT_OURS: Final = frozenset({"khong thuoc dien", "khong ap dung", "ktd", "k/tt"})
_UNSURE: Final = frozenset({"-", "–", "—", "...", "…", "/"})


class FigureWhy(StrEnum):
    """What there is to say of a figure's cell."""

    PLAIN = "plain"
    ZERO_WORD = "zero_word"
    DASH = "dash"
    NUMBER_TEXT = "number_text"
    NUMBER_EITHER = "number_either"
    NOT_NUMBER = "not_number"
    NEGATIVE = "negative"
    BROKEN = "broken"


@dataclass(frozen=True)
class OldFigure:
    """One cell: the period it is of, its state and number; a state of None is a blank."""

    column: int
    header: str
    period: str
    before: str
    state: str | None
    value: int | Decimal | None
    why: FigureWhy = FigureWhy.PLAIN


class IndicatorWhy(StrEnum):
    """Why the figures of a row are not taken, or need a look."""

    PLAIN = "plain"
    ALIKE = "alike"
    UNKNOWN = "unknown"
    RECOMPUTED = "recomputed"
    NO_PERIOD = "no_period"
    TWICE = "twice"


@dataclass(frozen=True)
class FigureRow:
    """One row of such a table."""

    number: int
    named: str
    indicator: Indicator | None
    why: IndicatorWhy
    figures: tuple[OldFigure, ...]
    raw: tuple[tuple[str, str], ...]
    hidden: bool = False
    left_out: LeftOut | None = None


def figure_rows(guesser: Guesser, table: OldTable, made: SheetMap) -> Iterator[FigureRow]:
    """Every row below the head, in their order."""
    columns = dict(_columns(made))
    english = {place: is_english(table.column(place)) for place in columns}
    left_out, seen = dict(table.left_out), set[str]()
    for at in sorted({*table.rows, *left_out}):
        raw = tuple(
            (header, text) for place, header in enumerate(table.headers) if (text := cell_text(table.cell(at, place)))
        )
        hidden = at in table.sheet.hidden_rows
        if at in left_out:
            yield FigureRow(at + 1, "", None, IndicatorWhy.PLAIN, (), raw, hidden, left_out[at])
            continue
        named, indicator, why = _indicator(guesser, table, made, at)
        if indicator is not None and why in (IndicatorWhy.PLAIN, IndicatorWhy.ALIKE):
            why = IndicatorWhy.TWICE if indicator.code in seen else why if columns else IndicatorWhy.NO_PERIOD
            seen.add(indicator.code)
        figures = tuple(_figure(table, at, place, period, english[place]) for place, period in columns.items())
        yield FigureRow(at + 1, named, indicator, why, figures, raw, hidden)


def _columns(made: SheetMap) -> Iterator[tuple[int, str]]:
    """Columns with figures, and the key of the period of each."""
    for place, name in enumerate(made.columns):
        if name == VALUE and made.period:
            yield place, made.period
        elif name.startswith(f"{MONTH}:") and made.year is not None:
            yield place, f"{made.year}-M{int(name.partition(':')[2]):02}"


def _indicator(
    guesser: Guesser, table: OldTable, made: SheetMap, at: int
) -> tuple[str, Indicator | None, IndicatorWhy]:
    place = made.column_of(INDICATOR)
    named = "" if place is None else cell_text(table.cell(at, place)).strip()
    decided = made.choices.get(INDICATOR, {}).get(fold(named))
    if decided is not None:
        indicator = guesser.catalogue.indicators.get(decided)
        return named, indicator, IndicatorWhy.PLAIN if indicator is not None else IndicatorWhy.UNKNOWN
    found = guesser.indicator_of(named) if named else None
    if found is None:
        return named, None, IndicatorWhy.UNKNOWN
    indicator, certain = found
    if indicator.kind in (IndicatorKind.RATIO, IndicatorKind.FORMULA):
        return named, indicator, IndicatorWhy.RECOMPUTED
    return named, indicator, IndicatorWhy.PLAIN if certain else IndicatorWhy.ALIKE


def _figure(table: OldTable, at: int, place: int, period: str, english: bool) -> OldFigure:
    cell, header = table.cell(at, place), table.headers[place]
    before = cell_text(cell)
    if (at, place) in table.sheet.broken:
        return OldFigure(place, header, period, before, None, None, FigureWhy.BROKEN)
    state, value, why = _read(cell, english)
    return OldFigure(place, header, period, before, state, value, why)


def _read(cell: OldValue, english: bool) -> tuple[str | None, int | Decimal | None, FigureWhy]:
    text = cell_text(cell).strip()
    if not text:
        return None, None, FigureWhy.PLAIN
    if text in _UNSURE:
        return None, None, FigureWhy.DASH
    if fold(text) in _NOT_OURS:
        return "not_applicable", None, FigureWhy.PLAIN
    try:
        found = NumberReader(english, whole=False).read(cell)
    except ValueError:
        return None, None, FigureWhy.NOT_NUMBER
    if found is None:
        return None, None, FigureWhy.NOT_NUMBER
    if found.value < 0:
        return None, None, FigureWhy.NEGATIVE
    whole = found.value.to_integral_value()
    value = int(whole) if whole == found.value else found.value
    why = FigureWhy.NUMBER_TEXT if found.converted else FigureWhy.PLAIN
    if found.doubtful:
        why = FigureWhy.NUMBER_EITHER
    elif value == 0 and isinstance(cell, str) and not cell.strip().isdigit():
        why = FigureWhy.ZERO_WORD
    return "zero" if value == 0 else "value", value, why
