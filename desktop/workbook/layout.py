"""How the rows of a kind stand on a sheet: which columns, in which order, shown and read how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from typing import cast

from desktop.domain.catalogue import Catalogue, Choice, ChoiceList, Field, FieldType, Kind
from desktop.domain.records import RowState, Value, Values
from desktop.domain.system_kinds import COVER_SHEET, DELETED_SHEET
from desktop.domain.text import fold
from desktop.workbook import cells
from desktop.workbook.cells import CellValue, Reading

ENVELOPE_SHEET = "_giaoban"
LISTS_SHEET = "_danh_muc"
OWN_SHEETS = frozenset({COVER_SHEET, ENVELOPE_SHEET, LISTS_SHEET})
DELETED = "deleted"
"""Stands for the sheet of deleted rows, which are of many kinds."""

UID, NUMBER, COUNT, STATE = "_uid", "_number", "_count", "_state"
OF_KIND = "_kind"
"""The kind that a deleted row had."""
ROW_STATES = ChoiceList(
    "row_state",
    "Tình trạng",
    "State",
    (Choice(RowState.FINAL, "Đã ghi", "Recorded"), Choice(RowState.DRAFT, "Nháp", "Draft")),
)
_READERS: dict[FieldType, Callable[[CellValue], Reading]] = {
    FieldType.TEXT: cells.read_text,
    FieldType.LONG_TEXT: cells.read_text,
    FieldType.INTEGER: cells.read_whole,
    FieldType.MONEY: cells.read_money,
    FieldType.NUMBER: cells.read_number,
    FieldType.DATE: cells.read_day,
    FieldType.MONTH: cells.read_month,
    FieldType.FLAG: cells.read_flag,
}


class _Shown(dict[object, CellValue]):
    """What a cell shows for a value, worked out once; blanks and values without another look stay as they are."""

    def __init__(self, show: Callable[[str], CellValue]) -> None:
        super().__init__({"": ""})
        self._show = show

    def __missing__(self, value: object) -> CellValue:
        shown = self[value] = self._show(str(value))
        return shown


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a sheet."""

    name: str
    header: str
    type: FieldType
    width: float = 12
    decimals: int = 0
    list: ChoiceList | None = None
    synonyms: tuple[str, ...] = ()
    hidden: bool = False
    derive: Callable[[Values], str] | None = None
    """Makes the words of a column that only explains another one; never read back."""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label by code; a label that two codes share carries its code."""
        items = self.list.items if self.list else ()
        words = [item.label for item in items]
        return {item.code: _label(item, words.count(item.label) > 1) for item in items}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code by everything that people may write for it; labels win over synonyms, and these over codes."""
        items = self.list.items if self.list else ()
        named = {item.code: item.code for item in items}
        named |= {synonym: item.code for item in items for synonym in item.synonyms}
        return named | {label: code for code, label in self.labels.items()}

    @cached_property
    def read(self) -> Callable[[CellValue], Reading]:
        """The reader of one cell, for the slow way."""
        if self.type is FieldType.CHOICE:
            return cells.choice_reader(self.codes)
        return _READERS[self.type]

    @cached_property
    def _show(self) -> _Shown | None:
        if self.type is FieldType.DATE:
            return _Shown(cells.shown_day)
        if self.type is FieldType.MONTH:
            return _Shown(cells.shown_month)
        return _Shown(lambda code: self.labels.get(code, code)) if self.type is FieldType.CHOICE else None

    def shown(self, rows: Sequence[Values]) -> tuple[CellValue, ...]:
        """What the cells of these rows show, just as a reader gives them back."""
        if self.derive:
            return tuple(map(self.derive, rows))
        name, show = self.name, self._show
        values: list[Value] = [row.get(name, "") for row in rows]
        if show is not None:
            return tuple([show[value] for value in values])
        if self.type is FieldType.NUMBER:
            return tuple([float(value) if isinstance(value, Decimal) else value for value in values])
        return cast(tuple[CellValue, ...], tuple(values))


@dataclass(frozen=True, eq=False)
class SheetPlan:
    """The columns of one sheet."""

    kind: str
    title: str
    columns: tuple[Column, ...]
    order: Callable[[Values], tuple[object, ...]]
    """Sort key by which people find a row; of no account for reading."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by machine name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Columns that are read, by their folded header and its synonyms."""
        read = [column for column in self.columns if not column.derive and not column.hidden]
        named = {fold(word): column for column in reversed(read) for word in column.synonyms}
        return named | {fold(column.header): column for column in reversed(read)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Everything that may stand in the header row, folded."""
        return frozenset(self.by_header) | {fold(column.header) for column in self.columns}

    @property
    def uid_mark(self) -> str:
        """Machine name of the uid column: it also says of which kind the sheet is, should it be renamed."""
        return f"{self.kind}.{UID}"

    def in_use(self, rows: Sequence[Values]) -> tuple[Column, ...]:
        """The columns worth showing: those of counts and states only where they say something."""
        idle = set()
        if not any(COUNT in row for row in rows):
            idle.add(COUNT)
        if all(row.get(STATE) == RowState.FINAL for row in rows):
            idle.add(STATE)
        return tuple(column for column in self.columns if column.name not in idle)


class Layout:
    """The sheet plans of one catalogue, made when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._plans: dict[str, SheetPlan] = {}
        self.kinds = {fold(kind.sheet): kind.code for kind in catalogue.kinds.values()}
        self.kinds[fold(DELETED_SHEET)] = DELETED

    def knows(self, kind: str) -> bool:
        """Whether the catalogue has this kind."""
        return kind == DELETED or kind in self._catalogue.kinds

    def place(self, kind: str) -> int:
        """Where the sheet of this kind stands: figures and texts first, then records in the order of work."""
        codes = [*self._catalogue.kinds, DELETED]
        if kind == DELETED:
            return len(codes)
        return codes.index(kind) - (len(codes) if self._catalogue.kinds[kind].system else 0)

    def plan(self, kind: str) -> SheetPlan:
        """The plan of one kind's sheet."""
        if kind not in self._plans:
            deleted = kind == DELETED
            self._plans[kind] = _deleted(self._catalogue) if deleted else sheet_plan(self._catalogue, kind)
        return self._plans[kind]


@lru_cache(maxsize=4)
def layout_of(catalogue: Catalogue) -> Layout:
    """The layout of a catalogue, the same one each time."""
    return Layout(catalogue)


def sheet_plan(catalogue: Catalogue, code: str) -> SheetPlan:
    """The columns of a kind: number, fields in the order of work, state, and the hidden uid."""
    kind = catalogue.kind(code)
    fields = [column for field in kind.fields for column in _columns(catalogue, kind, field)]
    number = [] if kind.system else [Column(NUMBER, "Số", FieldType.TEXT, 22, synonyms=("Số hiệu", "Mã số"))]
    count = Column(COUNT, "Số lượt gộp", FieldType.INTEGER, 8, synonyms=("Gộp", "Số lượng bản ghi"))
    state = Column(STATE, "Tình trạng", FieldType.CHOICE, 10, list=ROW_STATES)
    columns = (*number, *fields, count, state, _uid_column())
    return SheetPlan(code, kind.sheet, _distinct(columns), _order_of(catalogue, kind))


def _uid_column() -> Column:
    return Column(UID, "Mã dòng", FieldType.TEXT, 34, hidden=True)


def _columns(catalogue: Catalogue, kind: Kind, field: Field) -> list[Column]:
    measured = field.unit and field.type in (FieldType.NUMBER, FieldType.MONEY)
    header = f"{field.label} ({field.unit})" if measured else field.label
    column = Column(
        field.name,
        header,
        field.type,
        max(field.width, 6),
        field.decimals,
        catalogue.choices_of(field),
        (*field.synonyms, field.label, field.english),
    )
    return [column, *_explained(catalogue)] if (kind.code, field.name) == ("figure", "indicator") else [column]


def _explained(catalogue: Catalogue) -> tuple[Column, Column]:
    def words(attribute: str, row: Values) -> str:
        indicator = catalogue.indicators.get(str(row.get("indicator")))
        return str(getattr(indicator, attribute)) if indicator else ""

    name = Column("~name", "Chỉ tiêu", FieldType.TEXT, 52, derive=partial(words, "name"))
    return name, Column("~unit", "Đơn vị tính", FieldType.TEXT, 11, derive=partial(words, "unit"))


def _kind_name(catalogue: Catalogue) -> Callable[[Values], str]:
    return lambda row: catalogue.kinds[code].sheet if (code := str(row.get(OF_KIND))) in catalogue.kinds else ""


def _deleted(catalogue: Catalogue) -> SheetPlan:
    """Deleted rows of all kinds: what was deleted, by whom and why."""
    columns = (
        Column("~kind", "Trang", FieldType.TEXT, 24, derive=_kind_name(catalogue)),
        Column("~number", "Số", FieldType.TEXT, 22, derive=lambda row: str(row.get(NUMBER, ""))),
        Column("_reason", "Lý do xóa", FieldType.TEXT, 60, synonyms=("Lý do",)),
        Column("~author", "Người xóa", FieldType.TEXT, 24, derive=lambda row: str(row.get("_author", ""))),
        Column(
            "~at",
            "Lúc xóa",
            FieldType.TEXT,
            18,
            derive=lambda row: cells.shown_moment(str(row.get("_at", ""))),
        ),
        _uid_column(),
    )
    return SheetPlan(DELETED, DELETED_SHEET, columns, lambda row: (str(row.get(NUMBER, "")), str(row[UID])))


def _order_of(catalogue: Catalogue, kind: Kind) -> Callable[[Values], tuple[object, ...]]:
    if kind.code == "figure":
        places = {code: place for place, code in enumerate(catalogue.indicators)}
        return lambda row: (places.get(str(row.get("indicator")), 9999), *_texts(row, "month", "breakdown"))
    first = kind.date_field or kind.fields[0].name
    return lambda row: _texts(row, first, NUMBER, *kind.listed, UID)


def _texts(row: Values, *names: str) -> tuple[str, ...]:
    return tuple(str(row.get(name, "")) for name in names)


def _label(item: Choice, shared: bool) -> str:
    return f"{item.label} ({item.code})" if shared else item.label


def _distinct(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Two headers must differ: people filter by them, and a retyped sheet is read by them."""
    taken: set[str] = set()
    distinct = []
    for column in columns:
        header = column.header
        while fold(header) in taken:
            header += " (2)"
        taken.add(fold(header))
        distinct.append(column if header == column.header else replace(column, header=header))
    return tuple(distinct)
