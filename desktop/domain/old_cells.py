"""One cell of an old table as a value of its field, with a verdict: taken, converted, doubtful, or it cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.domain.catalogue import NUMERIC, Catalogue, ChoiceList, Field, FieldType
from desktop.domain.old_dates import DayReader, Doubt, Order, order_of
from desktop.domain.old_guesses import choice_of
from desktop.domain.old_maps import KEEP, SWAP, SheetMap
from desktop.domain.old_numbers import NumberReader, is_english
from desktop.domain.old_sheets import OldValue, TextNote
from desktop.domain.records import Value
from desktop.domain.text import cell_text, fold


class CellVerdict(StrEnum):
    """What becomes of a cell."""

    TAKEN = "taken"
    CONVERTED = "converted"
    DOUBTFUL = "doubtful"
    CANNOT = "cannot"


class CellWhy(StrEnum):
    """Why a cell was not simply taken."""

    PLAIN = "plain"
    BROKEN = "broken"
    DATE_AS_TEXT = "date_as_text"
    LAST_DAYS_OF_YEAR = "last_days_of_year"
    LIKE_CHOICE = "like_choice"
    MAYBE_SWAPPED = "maybe_swapped"
    MERGED = "merged"
    MONTH_FIRST = "month_first"
    NOT_DATE = "not_date"
    NOT_FLAG = "not_flag"
    NOT_NUMBER = "not_number"
    NO_DAY = "no_day"
    NO_YEAR = "no_year"
    NUMBER_EITHER = "number_either"
    NUMBER_TEXT = "number_text"
    OLD_FONT = "old_font"
    OLD_FONT_UNSURE = "old_font_unsure"
    SPAN = "span"
    SWAPPED = "swapped"
    SYNONYM = "synonym"
    UNKNOWN_CHOICE = "unknown_choice"
    YEAR_ADDED = "year_added"


@dataclass(frozen=True)
class ReadCell:
    """A cell, read: where it stood, what it was, what it is, what becomes of it and why."""

    column: int
    header: str
    field: str
    before: str
    value: Value | None
    verdict: CellVerdict
    why: CellWhy = CellWhy.PLAIN


TAKEN, CONVERTED, DOUBTFUL, CANNOT = CellVerdict
_YES: Final = frozenset({"x", "co", "1", "v", "true", "yes", "dung", "✓", "✔"})
_NO: Final = frozenset({"0", "khong", "false", "no", "-"})
_LAST_DAYS: Final = (12, 15)
"""From 15 December on a day belongs to the next reporting year."""

_Answer = tuple[Value | None, CellVerdict, CellWhy]
_DOUBTS: Final = {
    Doubt.SWAPPED: (DOUBTFUL, CellWhy.SWAPPED),
    Doubt.MAYBE_SWAPPED: (DOUBTFUL, CellWhy.MAYBE_SWAPPED),
    Doubt.NO_YEAR: (CONVERTED, CellWhy.YEAR_ADDED),
    Doubt.NO_DAY: (DOUBTFUL, CellWhy.NO_DAY),
    Doubt.SPAN: (DOUBTFUL, CellWhy.SPAN),
    Doubt.MONTH_FIRST: (DOUBTFUL, CellWhy.MONTH_FIRST),
}


class CellReader:
    """Reads the cells of one column as one field."""

    def __init__(self, catalogue: Catalogue, field: Field, made: SheetMap, cells: Sequence[OldValue]) -> None:
        self.field = field
        self._items = catalogue.choices_of(field)
        self._words: Mapping[str, str] = made.choices.get(field.name, {})
        self._decided = field.name in made.days
        order = order_of(cells) if field.type is FieldType.DATE else Order.STRAIGHT
        chosen = {SWAP: Order.EXCEL_SWAPPED, KEEP: Order.STRAIGHT}.get(made.days.get(field.name, ""), order)
        self.order = order
        self._days = DayReader(chosen, made.year)
        whole = field.type in (FieldType.INTEGER, FieldType.MONEY)
        self._numbers = NumberReader(is_english(cells), whole, field.type is FieldType.MONEY)

    def read(self, cell: OldValue, note: TextNote | None = None) -> _Answer:
        """The value, the verdict and why; a blank gives no value and is taken."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None, TAKEN, CellWhy.PLAIN
        value, verdict, why = self._read(cell)
        if note is not None and verdict in (TAKEN, CONVERTED):
            return value, *((CONVERTED, CellWhy.OLD_FONT) if note.certain else (DOUBTFUL, CellWhy.OLD_FONT_UNSURE))
        return value, verdict, why

    def _read(self, cell: OldValue) -> _Answer:
        match self.field.type:
            case FieldType.DATE:
                return self._day(cell)
            case FieldType.CHOICE:
                return self._choice(cell_text(cell).strip())
            case FieldType.FLAG:
                return _flag(cell)
            case each if each in NUMERIC:
                return self._number(cell)
        judged = (DOUBTFUL, CellWhy.DATE_AS_TEXT) if isinstance(cell, date) else (TAKEN, CellWhy.PLAIN)
        return cell_text(cell), *judged

    def _day(self, cell: OldValue) -> _Answer:
        try:
            found = self._days.read(cell)
        except ValueError as error:
            missing = str(error) == "no year"
            return None, CANNOT, CellWhy.NO_YEAR if missing else CellWhy.NOT_DATE
        if found is None:
            return None, TAKEN, CellWhy.PLAIN
        text = found.day.isoformat()
        if found.doubt is None:
            return text, *((TAKEN, CellWhy.PLAIN) if isinstance(cell, date) else (CONVERTED, CellWhy.PLAIN))
        if found.doubt is Doubt.NO_YEAR and (found.day.month, found.day.day) >= _LAST_DAYS:
            return text, DOUBTFUL, CellWhy.LAST_DAYS_OF_YEAR
        verdict, why = _DOUBTS[found.doubt]
        return text, CONVERTED if self._decided and found.doubt is Doubt.SWAPPED else verdict, why

    def _number(self, cell: OldValue) -> _Answer:
        try:
            found = self._numbers.read(cell)
        except ValueError:
            return None, CANNOT, CellWhy.NOT_NUMBER
        if found is None:
            return None, TAKEN, CellWhy.PLAIN
        whole = found.value.to_integral_value()
        value: Value = int(whole) if whole == found.value else found.value
        if found.doubtful:
            return value, DOUBTFUL, CellWhy.NUMBER_EITHER
        return value, *((CONVERTED, CellWhy.NUMBER_TEXT) if found.converted else (TAKEN, CellWhy.PLAIN))

    def _choice(self, text: str) -> _Answer:
        code = self._words.get(fold(text))
        if code is not None:
            return code or None, CONVERTED, CellWhy.SYNONYM
        return _chosen(self._items, text)


def _chosen(items: ChoiceList | None, text: str) -> _Answer:
    found = choice_of(items, text) if items is not None else None
    if found is None or items is None:
        return None, CANNOT, CellWhy.UNKNOWN_CHOICE
    code, certain = found
    if not certain:
        return code, DOUBTFUL, CellWhy.LIKE_CHOICE
    return code, *((TAKEN, CellWhy.PLAIN) if items.label(code) == text else (CONVERTED, CellWhy.SYNONYM))


def _flag(cell: OldValue) -> _Answer:
    word = fold(cell_text(cell)) or cell_text(cell).strip()
    if word in _YES:
        return "x", TAKEN, CellWhy.PLAIN
    return (None, TAKEN, CellWhy.PLAIN) if word in _NO else (None, CANNOT, CellWhy.NOT_FLAG)
