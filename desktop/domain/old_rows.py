"""An old table by its map, row by row: drafts with the verdict of every cell; no row is lost on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.catalogue import Catalogue, Field, FieldType, Kind
from desktop.domain.old_cells import CellReader, CellVerdict, CellWhy, ReadCell
from desktop.domain.old_dates import Order
from desktop.domain.old_guesses import is_personal
from desktop.domain.old_maps import COUNT, SKIP, UNIT, SheetMap
from desktop.domain.old_tables import LeftOut, OldTable
from desktop.domain.personal_data import personal_data
from desktop.domain.records import Value, Values
from desktop.domain.text import cell_text, fold

COUNT_FIELD = Field(COUNT, "Số lượng", "Count", FieldType.INTEGER, minimum=1)
UNIT_FIELD = Field(UNIT, "Đơn vị", "Unit", FieldType.TEXT)
CODE_DIGITS = 5
"""Digits of a commune's code: Excel drops the zeros before it."""
_LONGEST = 200


@dataclass(frozen=True)
class ReadRow:
    """A row of the file: what it says, cell by cell; `left_out` for one that is no data."""

    number: int
    values: Values
    cells: tuple[ReadCell, ...]
    raw: tuple[tuple[str, str], ...]
    """Header and text of every cell that names no citizen: kept for whoever asks where a record came from."""
    hidden: bool = False
    unit: str = ""
    """Whose row it says it is."""
    left_out: LeftOut | None = None

    def of(self, *verdicts: CellVerdict) -> tuple[ReadCell, ...]:
        """Its cells of some verdicts."""
        return tuple(cell for cell in self.cells if cell.verdict in verdicts)


class RowReader:
    """Reads the rows of one table as records of one kind."""

    def __init__(self, catalogue: Catalogue, kind: Kind, table: OldTable, made: SheetMap) -> None:
        self._catalogue, self._kind, self._table, self._map = catalogue, kind, table, made

    @cached_property
    def readers(self) -> Mapping[int, CellReader]:
        """A reader for each column that is taken."""
        extra = {COUNT: COUNT_FIELD, UNIT: UNIT_FIELD}
        fields = {
            place: each
            for place, name in enumerate(self._map.columns)
            if name != SKIP
            and not is_personal(self._table.headers[place])
            and (each := self._kind.by_name.get(name) or extra.get(name)) is not None
        }
        return {
            place: CellReader(self._catalogue, each, self._map, self._table.column(place))
            for place, each in fields.items()
        }

    @property
    def swapped(self) -> list[Field]:
        """Fields of days whose column Excel seems to have swapped."""
        orders = (Order.EXCEL_SWAPPED, Order.UNSURE)
        return [reader.field for reader in self.readers.values() if reader.order in orders]

    def rows(self) -> Iterator[ReadRow]:
        """Every row below the head, in their order."""
        left_out = dict(self._table.left_out)
        for at in sorted({*self._table.rows, *left_out}):
            yield self._left(at, left_out[at]) if at in left_out else self._row(at)

    def _left(self, at: int, why: LeftOut) -> ReadRow:
        return ReadRow(at + 1, {}, (), self._raw(at), left_out=why)

    def _row(self, at: int) -> ReadRow:
        cells = tuple(self._cell(at, place, reader) for place, reader in self.readers.items())
        values: Values = {
            cell.field: cell.value
            for cell in cells
            if cell.value not in (None, "") and cell.value is not None and cell.field != UNIT
        }
        if values:
            complete(self._catalogue, self._kind, values, self._map.constants)
        unit = next((cell.before for cell in cells if cell.field == UNIT), "")
        return ReadRow(at + 1, values, cells, self._raw(at), at in self._table.sheet.hidden_rows, unit_code(unit))

    def _cell(self, at: int, place: int, reader: CellReader) -> ReadCell:
        header, sheet = self._table.headers[place], self._table.sheet
        cell, note = self._table.cell(at, place), sheet.notes.get((at, place))
        before = cell_text(cell)
        if (at, place) in sheet.broken:
            return ReadCell(place, header, reader.field.name, before, None, CellVerdict.CANNOT, CellWhy.BROKEN)
        value, verdict, why = reader.read(cell, note)
        if note is not None and why in (CellWhy.OLD_FONT, CellWhy.OLD_FONT_UNSURE):
            before = note.before
        if self._table.is_merged(at, place) and value is not None and verdict is CellVerdict.TAKEN:
            verdict, why = CellVerdict.CONVERTED, CellWhy.MERGED
        return ReadCell(place, header, reader.field.name, before, value, verdict, why)

    def _raw(self, at: int) -> tuple[tuple[str, str], ...]:
        told = ((header, cell_text(self._table.cell(at, place))) for place, header in enumerate(self._table.headers))
        return tuple(
            (header, _without_persons(text)[:_LONGEST]) for header, text in told if text and not is_personal(header)
        )


def _without_persons(text: str) -> str:
    """A text as it is remembered beside the record: numbers of citizens, phones and plates are not."""
    for found in personal_data(text):
        text = text.replace(found, "•••")
    return text


def complete(catalogue: Catalogue, kind: Kind, values: Values, constants: Mapping[str, Value]) -> None:
    """A choice brings the one above it; values for all rows and defaults fill what no column says."""
    for name, value in constants.items():
        if name in kind.by_name:
            values.setdefault(name, value)
    for each in kind.fields:
        items = catalogue.choices_of(each)
        if each.parent and each.parent not in values and items is not None:
            chosen = items.by_code.get(str(values.get(each.name, "")))
            if chosen is not None and chosen.parent:
                values[each.parent] = chosen.parent
    for each in kind.fields:
        if each.default is not None:
            values.setdefault(each.name, each.default)


def unit_code(text: str) -> str:
    """A unit as it is compared: a code with its zeros again, or a folded name without what it is called before."""
    plain = text.strip().removesuffix(",0")
    if plain.isdigit() and len(plain) <= CODE_DIGITS:
        return plain.zfill(CODE_DIGITS)
    words = fold(text)
    for before in ("cong an ", "ca ", "xa ", "phuong ", "thi tran ", "tt ", "dac khu "):
        words = words.removeprefix(before)
    return words
