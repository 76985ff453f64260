"""A report (báo cáo) before it becomes paper: head, paragraphs, tables, and where every number comes from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Comparison, Figure, State


@dataclass(frozen=True)
class Line:
    """One indicator of the report: now, base, how they compare; a ratio with its parts."""

    indicator: Indicator
    now: Figure
    base: Figure
    comparison: Comparison
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base_numerator: Decimal | None = None
    base_denominator: Decimal | None = None
    missing: tuple[str, ...] = ()
    """Units that report, but have left this very indicator blank."""


class OriginKind(StrEnum):
    """What a printed number says about its indicator."""

    VALUE = "value"
    BASE = "base"
    CHANGE = "change"
    PERCENT = "percent"
    """A change in per cent, alone in its cell."""
    RATE = "rate"
    FRACTION = "fraction"
    SHARE = "share"
    TARGET = "target"
    COUNT = "count"
    TOLD = "told"
    """What the units say of a figure that headquarters corrected."""


@dataclass(frozen=True)
class Origin:
    """Where a printed number comes from; the scope is the uid of a unit or an area, empty for the whole."""

    kind: OriginKind
    indicators: tuple[str, ...]
    period: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: int = 0
    scope: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of text; one with an origin is a number made from figures."""

    text: str
    origin: Origin | None = None


class Style(StrEnum):
    """What a paragraph is."""

    PART = "part"
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    MATERIAL = "material"
    """What units told, for the writer to choose from."""
    TO_WRITE = "to_write"
    """A place that only a person can fill."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a part (`II.3`); `level` is 1 for parts, 2 for headings under them, else 0."""

    style: Style
    part: str
    pieces: tuple[Piece, ...]
    level: int = 0
    key: str = ""
    """Its own name inside the part: the same in every report made of the same sentence."""

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: as printed, and as a number where it is one."""

    text: str
    value: Decimal | None = None
    decimals: int = 0
    state: State = State.VALUE
    origin: Origin | None = None


class RowStyle(StrEnum):
    """How a row stands out."""

    PLAIN = "plain"
    PART = "part"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    style: RowStyle = RowStyle.PLAIN


@dataclass(frozen=True)
class Column:
    """One column; its width is counted in characters."""

    title: str
    width: int
    numeric: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart of a table: names in column `names`, one series for each of `values` (columns from 0)."""

    shape: str
    """`bar` (lying), `column` or `line`."""
    title: str
    names: int
    values: tuple[int, ...]
    first_row: int = 0
    rows: int = 0
    """How many rows of the table it shows; 0 for all."""


@dataclass(frozen=True)
class Table:
    """A table of an annex: in the document, in the workbook, or in both."""

    sheet: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Letterhead:
    """Who writes, and the blanks that the clerk fills by hand."""

    superior: str
    issuer: str
    symbol: str
    place: str
    signer: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The whole report, ready to be written."""

    head: Letterhead
    subject: str
    span: str
    training: str
    """The line that marks training data; empty for real figures."""
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    year: int = 0
    name: str = "BÁO CÁO"
    """What the paper is called above its subject."""


@dataclass(frozen=True)
class Traced:
    """One printed number with the place where it stands."""

    place: str
    text: str
    origin: Origin


def traced(report: Report) -> tuple[Traced, ...]:
    """Every number of the report, text and annexes, in the order of reading."""
    return (*_in_text(report.paragraphs), *(each for table in report.tables for each in _in_table(table)))


def _in_text(paragraphs: tuple[Paragraph, ...]) -> list[Traced]:
    found: list[Traced] = []
    counts: dict[str, int] = {}
    for paragraph in paragraphs:
        counts[paragraph.part] = counts.get(paragraph.part, -1) + 1
        place = f"Mục {paragraph.part}, đoạn {counts[paragraph.part]}"
        found += (Traced(place, piece.text, piece.origin) for piece in paragraph.pieces if piece.origin)
    return found


def _in_table(table: Table) -> list[Traced]:
    return [
        Traced(f"{table.sheet}, {_row_name(table, row)}, {column.title}", cell.text, cell.origin)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.origin
    ]


def _row_name(table: Table, row: Row) -> str:
    """The longest words of the row's first cells."""
    words = (cell.text for column, cell in zip(table.columns, row.cells, strict=True) if not column.numeric)
    return max(words, key=len)
