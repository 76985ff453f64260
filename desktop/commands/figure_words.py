"""Figures for people: one block a section, or a table of units or months."""

from collections.abc import Iterable
from decimal import Decimal

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import format_number
from desktop.services import counting
from desktop.services.books import Books
from desktop.services.reporting_facts import basis_words
from desktop.wording.columns import aligned
from desktop.wording.figures import change_words, figure_words, missing_words

HEADLINES = ("TH.01", "TX.01", "TX.04", "TX.03", "MA.01", "GT.01", "VP.01", "PC.01", "PT.10", "XD.01")
"""What a table of many units has room for."""
TRAINING = "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"
BASES = {"same-period": "cùng kỳ", "previous": "kỳ trước"}


def head_words(books: Books, now: counting.Summary, base: str) -> list[str]:
    """Whose figures, of when, how complete, and against what."""
    dates = f"{now.period.first:%d/%m/%Y} – {now.period.last:%d/%m/%Y}"
    return [
        f"{books.me.police_name}: {now.period.label} ({dates}), {now.received}/{now.expected} đơn vị đã gửi",
        f"So với {base}: {now.base_period.label}, {now.base_received}/{now.expected} đơn vị{_basis(now)}",
        *([TRAINING] if books.me.training else []),
    ]


def _basis(now: counting.Summary) -> str:
    """Which figures of that period, where some were signed."""
    words = basis_words(now.basis)
    return f", số {words}" if words else ""


def section_words(books: Books, now: counting.Summary, base: str) -> list[str]:
    """Every section with the figures that are known, in columns; at the end how many are not."""
    known = [line for line in now.lines if line.now.state is not State.BLANK]
    rows = [("Mã", "Chỉ tiêu", "Kỳ này", "", "So sánh", base.capitalize(), "")]
    first, *others = aligned([*rows, *(_row(line, base) for line in known)], frozenset({2, 5}), "  ")
    lines = dict(zip((line.indicator.code for line in known), others, strict=True))
    words = ["", first]
    for section in books.catalogue.sections.values():
        inside = [lines[line.indicator.code] for line in known if line.indicator.section == section.code]
        words += ["", section.name, *inside] if inside else []
    blank = len(now.lines) - len(known)
    return words + (["", f"{format_number(blank)} chỉ tiêu chưa nhập."] if blank else [])


def _row(line: counting.SummaryLine, base: str) -> tuple[str, ...]:
    indicator = line.indicator
    return (
        indicator.code,
        indicator.name,
        _value(indicator, line.now, line.numerator, line.denominator),
        "" if indicator.per_cent else indicator.unit,
        change_words(line.comparison, indicator.per_cent, base),
        _value(indicator, line.base, line.base_numerator, line.base_denominator),
        missing_words(line.now),
    )


def _value(indicator: Indicator, figure: Figure, numerator: Decimal | None, denominator: Decimal | None) -> str:
    value = figure_words(figure, indicator.per_cent, indicator.decimals)
    if numerator is None or not denominator:
        return value
    return f"{format_number(numerator)}/{format_number(denominator)} = {value}"


def unit_words(books: Books, slices: Iterable[counting.Slice]) -> list[str]:
    """The headline figures, one row a unit."""
    codes = [code for code in HEADLINES if code in books.catalogue.indicators]
    rows = [("Đơn vị", *codes), *((each.name, *_cells(books, each, codes)) for each in slices)]
    legend = [(code, books.catalogue.indicators[code].name) for code in codes]
    return ["", *aligned(rows, frozenset(range(1, len(codes) + 1))), "", *aligned(legend)]


def _cells(books: Books, each: counting.Slice, codes: Iterable[str]) -> Iterable[str]:
    for code in codes:
        indicator = books.catalogue.indicators[code]
        yield figure_words(each.figures[code], indicator.per_cent, indicator.decimals, blank="·")


def month_words(books: Books, now: counting.Summary, slices: list[counting.Slice]) -> list[str]:
    """Every section, months across, the whole period at the end."""
    known = [line for line in now.lines if line.now.state is not State.BLANK]
    head = ("", "Chỉ tiêu", *(each.name for each in slices), "Cả kỳ")
    rows = [head, *(_month_row(books, line, slices) for line in known)]
    first, *others = aligned(rows, frozenset(range(2, len(head))), "  ")
    lines = dict(zip((line.indicator.code for line in known), others, strict=True))
    words = ["", first]
    for section in books.catalogue.sections.values():
        inside = [lines[line.indicator.code] for line in known if line.indicator.section == section.code]
        words += [section.name, *inside] if inside else []
    return words


def _month_row(books: Books, line: counting.SummaryLine, slices: Iterable[counting.Slice]) -> tuple[str, ...]:
    indicator = line.indicator
    name = indicator.name if indicator.per_cent else f"{indicator.name} ({indicator.unit})"
    cells = (next(iter(_cells(books, each, [indicator.code]))) for each in slices)
    return (indicator.code, name, *cells, figure_words(line.now, indicator.per_cent, indicator.decimals))
