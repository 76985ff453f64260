"""Every figure of report, annex and slides is the one on the screen, and every counted one walks to its cells."""

import re
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from desktop.document import reading
from desktop.domain.report import OriginKind
from desktop.services import counting, keeping, presenting, reporting, sampling, tracing, vault
from desktop.services.books import Books
from desktop.services.counting import Summary, SummaryLine
from desktop.services.reporting_facts import HEADLINE
from tests.journeys.test_sample_province import said

PERIOD = "2020-H1"
NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
SCALES = {"triệu": 10**6, "tỷ": 10**9}


@pytest.fixture(scope="module")
def books(sample: sampling.Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """A copy of the headquarters; nobody writes in it."""
    home = shutil.copytree(sample.folder / sampling.HEADQUARTERS, tmp_path_factory.mktemp("every") / "copy")
    books = keeping.open_books(home)
    yield books
    books.close()


@pytest.fixture(scope="module")
def papers(books: Books, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    room = tmp_path_factory.mktemp("papers")
    written = reporting.write(books, books.period(PERIOD), room / "b.docx", room / "p.xlsx")
    assert written.annex is not None
    return written.path, written.annex


@pytest.fixture(scope="module")
def screen(books: Books) -> Summary:
    return counting.summary(books, books.period(PERIOD))


# What is printed, as numbers with the place of their last digit


def printed(text: str) -> list[tuple[Decimal, Decimal]]:
    """The numbers of a text, each with half of what its last digit stands for."""
    found = []
    for each in NUMBER.finditer(text):
        digits = each[0].rstrip(".")
        after = text[each.start() + len(digits) :].split()
        scale = Decimal(SCALES.get(after[0].strip(",;.)"), 1)) if after else Decimal(1)
        number = Decimal(digits.replace(".", "").replace(",", "."))
        half = scale * Decimal(5).scaleb(-1 - len(digits.partition(",")[2]))
        found.append((number * scale, half))
    return found


def is_printed(text: str, at: int, value: Decimal | None) -> bool:
    """Whether the number at a place of a text is this value, rounded half up to what is printed; signs are words."""
    if value is None:
        return False
    number, half = printed(text)[at]
    return (abs(value) / (2 * half)).quantize(Decimal(1), ROUND_HALF_UP) * 2 * half == number


def says(kind: OriginKind, text: str, line: SummaryLine) -> bool:
    """Whether printed words say what the screen has."""
    now, base, moved = line.now.amount, line.base.amount, line.comparison
    match kind:
        case OriginKind.VALUE | OriginKind.RATE:
            return is_printed(text, 0, now) if printed(text) else now is None
        case OriginKind.BASE:
            return is_printed(text, 0, base) if printed(text) else base is None
        case OriginKind.PERCENT:
            return is_printed(text, 0, moved.percent) if printed(text) else moved.percent is None
        case OriginKind.FRACTION:
            return is_printed(text, 0, line.numerator) and is_printed(text, 1, line.denominator)
        case OriginKind.CHANGE:
            bare = re.sub(r"năm \d{4}", "", text)
            if not printed(bare):
                return not moved.difference  # `bằng cùng kỳ`, or nothing to compare with
            told = [moved.difference]
            told += [now, base] if "/" in bare else []  # of few cases both are told
            told += [moved.percent] if "%)" in bare else []
            return len(printed(bare)) == len(told) and all(is_printed(bare, at, each) for at, each in enumerate(told))
    raise AssertionError(kind)


def test_every_named_number_of_the_paper_is_the_one_on_the_screen(
    books: Books, papers: tuple[Path, Path], screen: Summary
) -> None:
    period, seen = books.period(PERIOD), dict.fromkeys(OriginKind, 0)
    codes = [line.indicator.code for line in screen.lines]
    scopes = {each.key: each for each in counting.by_unit(books, period, codes)}
    scopes |= {each.key: each for each in counting.by_area(books, period, codes)}
    for each in reading.places(papers[0].read_bytes()):
        mark, text = each.mark, each.text.replace("\u2011", "-")
        seen[mark.kind] += 1
        if mark.kind is OriginKind.SHARE:
            part, whole = (screen.line(code).now.amount for code in mark.indicators)
            assert part and whole and is_printed(text, 0, part * 100 / whole), text
        elif mark.kind is OriginKind.TARGET:
            (line,) = (screen.line(code) for code in mark.indicators)
            told = [number for number, _ in printed(text)]
            assert line.now.amount is not None and line.indicator.target is not None, text
            assert told[-1:] in ([], [line.indicator.target]), text
            apart = line.now.amount - line.indicator.target
            assert is_printed(text, 0, apart) if len(told) > 1 else told or not apart, text
        elif mark.kind is OriginKind.COUNT:
            assert mark.indicators or is_printed(text, 0, Decimal(screen.received)), text
        elif mark.scope:
            amount = scopes[mark.scope].figures[mark.indicators[0]].amount
            assert is_printed(text, 0, amount) if printed(text) else not amount, (mark, text)
        else:
            line = screen.line(mark.indicators[0])
            in_millions = each.in_table and line.indicator.unit == "đồng" and mark.kind is not OriginKind.PERCENT
            assert says(mark.kind, f"{text} triệu" if in_millions and printed(text) else text, line), (mark, text)
    assert min(seen[kind] for kind in OriginKind if kind is not OriginKind.TOLD) > 0
    assert sum(seen.values()) > 500


# The workbook


def rows_of(path: Path, sheet: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The titles of a sheet and its rows."""
    rows = load_workbook(path)[sheet].iter_rows(min_row=4, values_only=True)
    return [str(each) for each in next(rows)], list(rows)


def is_cell(cell: object, value: Decimal | None) -> bool:
    """Whether a cell holds a value as the annex rounds it; signs stand for no value."""
    if not isinstance(cell, int | float):
        return value is None or (cell is not None and str(cell).startswith("0") and not value)
    told = Decimal(str(cell))
    places = max(0, -int(told.as_tuple().exponent))
    return value is not None and (
        value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == told
        or value.quantize(Decimal("0.1"), ROUND_HALF_UP) == told
    )


def test_every_cell_of_the_summary_sheet_is_the_one_on_the_screen(papers: tuple[Path, Path], screen: Summary) -> None:
    titles, rows = rows_of(papers[1], "Tổng hợp")
    by_code = {str(row[0]): dict(zip(titles, row, strict=True)) for row in rows if row[0] and row[1]}
    assert set(by_code) == {line.indicator.code for line in screen.lines}
    for line in screen.lines:
        row = by_code[line.indicator.code]
        told = {
            "Kỳ này": line.now.amount,
            "Cùng kỳ": line.base.amount,
            "Tăng, giảm": line.comparison.difference,
            "%": line.comparison.percent,
            "Tử số": line.numerator,
            "Mẫu số": line.denominator,
        }
        for title, value in told.items():
            assert is_cell(row[title], value), (line.indicator.code, title, row[title], value)


def columns_of(books: Books, titles: list[str]) -> dict[int, tuple[str, bool]]:
    """Which column holds which indicator, and whether that of last year."""
    short = {each.short: each.code for each in books.catalogue.indicators.values()}
    found = {}
    for place, title in enumerate(titles):
        name = title.rpartition(" (")[0] or title
        base = name.endswith(", cùng kỳ")
        if name.removesuffix(", cùng kỳ") in short:
            found[place] = short[name.removesuffix(", cùng kỳ")], base
    return found


def test_every_cell_by_unit_area_and_month_is_the_one_on_the_screen(books: Books, papers: tuple[Path, Path]) -> None:
    period, codes = books.period(PERIOD), list(HEADLINE)
    units = counting.by_unit(books, period, codes)
    placed = [books.units[unit].uid for _, members in counting.areas(books) for unit in members]
    ordered = sorted(units, key=lambda each: placed.index(each.key))
    screens = {
        "Theo đơn vị": ordered,
        "Theo địa bàn": counting.by_area(books, period, codes),
        "Theo tháng": counting.by_month(books, period, codes),
    }
    for sheet, slices in screens.items():
        titles, rows = rows_of(papers[1], sheet)
        columns = columns_of(books, titles)
        assert {code for code, _ in columns.values()} == set(codes), sheet
        names = {each.name for each in slices}
        shown = [row for row in rows if (isinstance(row[0], int) if sheet == "Theo đơn vị" else row[0] in names)]
        assert len(shown) == len(slices), sheet
        for row, each in zip(shown, slices, strict=True):
            for place, (code, base) in columns.items():
                amount = (each.base if base else each.figures)[code].amount
                assert is_cell(row[place], amount), (sheet, each.name, code, row[place], amount)


def test_every_offence_of_the_annex_is_the_one_on_the_screen(books: Books, papers: tuple[Path, Path]) -> None:
    _, rows = rows_of(papers[1], "Theo tội danh")
    told = {row[0]: row[1:3] for row in rows if row[0] and isinstance(row[1], int)}
    found = counting.by_breakdown(books, books.period(PERIOD), "TH.01", "offence")
    assert found
    for each in found:
        assert told[each.name] == (each.figures["TH.01"].amount, each.base["TH.01"].amount)


# The slides


def test_every_chart_and_table_of_the_slides_holds_the_figures_of_the_screen(
    books: Books, screen: Summary, tmp_path: Path
) -> None:
    period = books.period(PERIOD)
    path = presenting.write_slides(books, period, tmp_path / "t.pptx")
    by_name = {line.indicator.short: line for line in screen.lines}
    sliced = [*counting.by_area(books, period, ("TH.01",)), *counting.by_month(books, period, ("TH.01",))]
    sliced += counting.by_breakdown(books, period, "TH.01", "offence")
    pairs = {each.name: (each.figures["TH.01"].amount, each.base["TH.01"].amount) for each in sliced}
    pairs |= {name: (line.now.amount, line.base.amount) for name, line in by_name.items() if name not in pairs}
    charted = tabled = 0
    for shape in (shape for page in Presentation(str(path)).slides for shape in page.shapes):
        if shape.has_chart:
            series = {each.name: list(each.values) for each in shape.chart.series}
            for place, name in enumerate(shape.chart.plots[0].categories):
                if name != "Các tội khác":
                    now, base = pairs[name]
                    assert is_cell(series["2020"][place], now), name
                    assert is_cell(series["2019"][place], base), name
                    charted += 1
        elif shape.has_table:
            head, *rows = ([cell.text for cell in row.cells] for row in shape.table.rows)
            for row in rows:
                cells, line = dict(zip(head, row, strict=True)), by_name[row[0]]
                assert says(OriginKind.VALUE, cells["Kỳ này"], line), row
                assert "Cùng kỳ" not in cells or says(OriginKind.BASE, cells["Cùng kỳ"], line), row
                assert "Tăng, giảm" not in cells or says(OriginKind.CHANGE, cells["Tăng, giảm"], line), row
                tabled += 1
    assert charted > 15 and tabled > 10


# Down to the cells


def test_every_counted_figure_walks_down_to_the_cells_of_packages(books: Books, screen: Summary) -> None:
    """Now and a year before: all of them, so that ten at random are among them."""
    opened: dict[Path, Any] = {}
    walked = 0
    for line in screen.lines:
        if not line.indicator.stored:
            continue
        for period, figure in ((screen.period, line.now), (screen.base_period, line.base)):
            sources = tracing.sources(books, period, line.indicator.code)
            assert sum(source.amount for source in sources) == (figure.amount or 0), (line.indicator.code, period.key)
            for source in sources:
                place = vault.place_of(books, source.file_hash)
                book = opened.get(place) or opened.setdefault(place, load_workbook(place))
                value = book[source.sheet][source.cell].value
                assert said(value, source, period), f"{line.indicator.code} {source.file_name} {source.cell}"
            walked += bool(sources)
    assert walked > 100
