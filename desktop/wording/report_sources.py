"""Sheet *Nguồn*: every printed number with its indicator, parts, units and packages."""

from collections.abc import Iterator

from desktop.domain.report import Cell, Column, OriginKind, Row, Table, Traced
from desktop.wording.report_cells import number_cell, text, whole_number
from desktop.wording.report_facts import ReportFacts

_KINDS = {
    OriginKind.VALUE: "số liệu",
    OriginKind.BASE: "số cùng kỳ",
    OriginKind.CHANGE: "tăng, giảm",
    OriginKind.PERCENT: "tăng, giảm %",
    OriginKind.RATE: "tỷ lệ",
    OriginKind.FRACTION: "tử số trên mẫu số",
    OriginKind.SHARE: "tỷ trọng",
    OriginKind.TARGET: "chỉ tiêu đề ra",
    OriginKind.COUNT: "số đếm",
    OriginKind.TOLD: "đơn vị báo, điều chỉnh",
}
_COLUMNS = (
    Column("Vị trí", 52),
    Column("Nội dung in", 46),
    Column("Mã chỉ tiêu", 16),
    Column("Chỉ tiêu", 60),
    Column("Loại số", 16),
    Column("Kỳ", 10),
    Column("Giá trị", 18, numeric=True),
    Column("Tử số", 14, numeric=True),
    Column("Mẫu số", 14, numeric=True),
    Column("Số đơn vị", 10, numeric=True),
    Column("Số gói", 10, numeric=True),
)


def sources(facts: ReportFacts, numbers: tuple[Traced, ...]) -> Table:
    """One row for every printed number."""
    counted = {key: (units, packages) for key, units, packages in _scopes(facts)}
    rows = tuple(Row(tuple(_cells(facts, each, counted))) for each in numbers)
    subtitle = "Mỗi số in trong báo cáo và phụ lục, chỉ tiêu và số gói báo cáo đã dùng"
    return Table("Nguồn", "Nguồn số liệu", subtitle, _COLUMNS, rows, landscape=True)


def _scopes(facts: ReportFacts) -> Iterator[tuple[str, int, int]]:
    """How many units a scope expects, and how many packages it is made of."""
    yield "", facts.expected, facts.packages
    for area in facts.areas:
        reported = sum(unit.reported for unit in area.units)
        if area.whole:
            yield area.whole.key, len(area.units), reported
        for unit in area.units:
            yield unit.key, 1, int(unit.reported)


def _cells(facts: ReportFacts, number: Traced, counted: dict[str, tuple[int, int]]) -> Iterator[Cell]:
    origin = number.origin
    units, packages = counted.get(origin.scope, counted[""])
    names = "; ".join(facts.lines[code].indicator.name for code in origin.indicators)
    words = (number.place, number.text, ", ".join(origin.indicators), names, _KINDS[origin.kind], origin.period)
    yield from (text(each) for each in words)
    yield from (number_cell(each) for each in (origin.value, origin.numerator, origin.denominator))
    yield whole_number(max(0, units - origin.missing))
    if origin.period == facts.period.key:
        yield whole_number(packages)
    else:
        yield text("") if origin.scope else whole_number(facts.base_packages)
