"""Two dimensions against each other (bảng chéo): which there are for a measure, their heads and their cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Indicator
from desktop.domain.figures import BLANK, Figure
from desktop.domain.periods import Period, period_of_month
from desktop.services import counting, pivot_amounts, regrouping
from desktop.services.books import Books
from desktop.services.collected import Collected
from desktop.services.collecting import collect
from desktop.services.regrouping import Region

RECORDS = ""
"""The measure that is no indicator: how many records there are."""
UNIT, AREA, GROUP, REGION, MONTH, KIND, SECTION = "unit", "area", "group", "region", "month", "kind", "section"
PLACES = frozenset({UNIT, AREA, GROUP, REGION})
CROSSED = frozenset({frozenset({AREA, GROUP})})
"""The only places that say something against each other."""


@dataclass(frozen=True)
class Axis:
    """A dimension: one of the names above, or `by:` and a choice list."""

    key: str
    name: str

    @property
    def choices(self) -> str:
        """The choice list; empty for the others."""
        return self.key.partition(":")[2]


@dataclass(frozen=True)
class Head:
    """One row or column of a pivot."""

    key: str
    name: str
    unit_ids: tuple[int, ...] | None = None
    month: int = 0
    region: Region | None = None

    @property
    def estimated(self) -> bool:
        """Whether a share of a divided unit is in it."""
        return self.region is not None and self.region.estimated


@dataclass(frozen=True)
class Pivot:
    """A measure by two dimensions, with the totals of rows and columns."""

    indicator: Indicator | None
    period: Period
    rows: Axis
    columns: Axis
    row_heads: tuple[Head, ...]
    column_heads: tuple[Head, ...]
    cells: dict[tuple[str, str], Figure]
    row_totals: dict[str, Figure]
    column_totals: dict[str, Figure]
    whole: Figure

    def cell(self, row: Head, column: Head) -> Figure:
        """One cell; nothing told is blank."""
        return self.cells.get((row.key, column.key), BLANK)


def axes(books: Books, code: str) -> list[Axis]:
    """The dimensions of a measure."""
    found = [Axis(UNIT, "Đơn vị")]
    found += [Axis(AREA, "Khu vực")] if counting.areas(books) else []
    found.append(Axis(GROUP, "Loại đơn vị"))
    found += [Axis(REGION, "Đơn vị hiện nay")] if regrouping.is_changed(books) else []
    found.append(Axis(MONTH, "Tháng"))
    if code == RECORDS:
        return [*found, Axis(KIND, "Loại bản ghi"), Axis(SECTION, "Mục")]
    indicator = books.catalogue.indicators[code]
    lists = indicator.count.breakdown_fields if indicator.count is not None else {}
    return [*found, *(Axis(f"by:{each}", books.catalogue.choices[each].name) for each in lists)]


def partners(books: Books, code: str, rows: str) -> list[Axis]:
    """The dimensions that may stand against one."""
    return [each for each in axes(books, code) if _may_meet(rows, each.key)]


def _may_meet(one: str, other: str) -> bool:
    if one == other or {one, other} == {KIND, SECTION}:
        return False
    return not {one, other} <= PLACES or frozenset({one, other}) in CROSSED


def pivot(books: Books, period: Period, code: str, rows: str, columns: str) -> Pivot:
    """Count a measure by two dimensions; raise UserError for two that do not fit."""
    by_key = {each.key: each for each in axes(books, code)}
    if rows not in by_key or columns not in by_key or not _may_meet(rows, columns):
        raise UserError(Trouble.SUBJECT_UNKNOWN, text=f"{rows} × {columns}")
    down, across = by_key[rows], by_key[columns]
    if code == RECORDS or down.choices or across.choices:
        return pivot_amounts.fill(books, _empty(books, period, code, down, across))
    return _figures(books, _empty(books, period, code, down, across))


def _empty(books: Books, period: Period, code: str, rows: Axis, columns: Axis) -> Pivot:
    indicator = None if code == RECORDS else books.catalogue.indicators[code]
    heads = (heads_of(books, period, rows), heads_of(books, period, columns))
    return Pivot(indicator, period, rows, columns, *heads, {}, {}, {}, BLANK)


def heads_of(books: Books, period: Period, axis: Axis) -> tuple[Head, ...]:
    """All rows or columns of a dimension, in the order that people know."""
    made: dict[str, Callable[[], Iterable[Head]]] = {
        UNIT: lambda: (Head(each.uid, each.name, (each.id,)) for each in books.reporting_units()),
        AREA: lambda: (Head(area.uid, area.name, tuple(ids)) for area, ids in counting.areas(books)),
        GROUP: lambda: _groups(books),
        REGION: lambda: (Head(each.uid, each.name, each.unit_ids, 0, each) for each in regrouping.regions(books)),
        MONTH: lambda: (Head(f"{each}", f"T{each % 100}", None, each) for each in period.months),
        KIND: lambda: (Head(each.code, each.name) for each in books.catalogue.record_kinds),
        SECTION: lambda: (Head(each.code, each.name) for each in books.catalogue.sections.values()),
    }
    if axis.key in made:
        return tuple(made[axis.key]())
    listed = (Head(each.code, each.label) for each in books.catalogue.choices[axis.choices].items)
    return (*listed, Head("", "Không ghi"), Head(counting.ADJUSTED, "Điều chỉnh"))


def _groups(books: Books) -> Iterable[Head]:
    members: dict[str, list[int]] = {}
    for unit in books.reporting_units():
        members.setdefault(unit.kind, []).append(unit.id)
    return (Head(kind, kind, tuple(ids)) for kind, ids in members.items())


# Figures of units and months: as the summary has them, with their states, ratios recomputed


def _figures(books: Books, empty: Pivot) -> Pivot:
    assert empty.indicator is not None
    code, period, scope = empty.indicator.code, empty.period, counting.scope_units(books)
    whole, months = collect(books, period, codes=(code,)), {}
    if MONTH in (empty.rows.key, empty.columns.key):
        months = {
            each: collect(books, period_of_month(each, period.calendar), within=period, codes=(code,))
            for each in period.months
        }

    def figure(*heads: Head) -> Figure:
        month = max((head.month for head in heads), default=0)
        return _figure(months[month] if month else whole, code, scope, heads)

    return replace(
        empty,
        cells={(r.key, c.key): figure(r, c) for r in empty.row_heads for c in empty.column_heads},
        row_totals={each.key: figure(each) for each in empty.row_heads},
        column_totals={each.key: figure(each) for each in empty.column_heads},
        whole=figure(),
    )


def _figure(collected: Collected, code: str, scope: list[int], heads: tuple[Head, ...]) -> Figure:
    region = next((head.region for head in heads if head.region is not None), None)
    if region is not None:
        return regrouping.evaluate(collected, region).of(code)
    units, told = scope, [head.unit_ids for head in heads if head.unit_ids is not None]
    if told:
        units = [each for each in told[0] if all(each in others for others in told[1:])]
    return collected.evaluate(units).of(code) if units else BLANK
