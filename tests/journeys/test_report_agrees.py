"""Report, annex, slides and screen say the same figures, and a figure at random walks down to the cells."""

import random
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from desktop.base.progress import Silent
from desktop.document import reading, slides
from desktop.document import report as document
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.report import OriginKind
from desktop.services import counting, keeping, presenting, reporting, sampling, tracing, vault
from desktop.services.books import Books
from desktop.wording.report import annex as annex_of
from desktop.wording.report import compose
from desktop.wording.slides import deck
from desktop.workbook import annex
from tests.document.paper_room import words_on
from tests.journeys.test_sample_province import said
from tests.wording.report_room import SEED, facts

PERIOD, WALKED = "2020-H1", 10
SEED_WORDS = "185/207 vụ, 403 đối tượng, đạt tỷ lệ 89,4%"


@pytest.fixture
def province(sample: sampling.Made) -> Path:
    """Four units and their headquarters; look, do not touch."""
    return sample.folder


@pytest.fixture
def books(province: Path, tmp_path: Path) -> Iterator[Books]:
    shutil.copytree(province / sampling.HEADQUARTERS, tmp_path / "copy")
    books = keeping.open_books(tmp_path / "copy")
    yield books
    books.close()


@pytest.fixture
def papers(books: Books, tmp_path: Path) -> tuple[Path, Path]:
    written = reporting.write(books, books.period(PERIOD), tmp_path / "b.docx", tmp_path / "p.xlsx")
    assert written.annex is not None
    return written.path, written.annex


def sheet(path: Path) -> dict[str, dict[str, Any]]:
    """The first sheet of the annex by code and column."""
    rows = load_workbook(path)["Tổng hợp"].iter_rows(min_row=4, values_only=True)
    titles = [str(each) for each in next(rows)]
    found = (dict(zip(titles, row, strict=True)) for row in rows)
    return {str(row["Mã"]): row for row in found if row["Mã"] and row["Chỉ tiêu"]}


def amount(text: str) -> Decimal | None:
    """The number that printed words begin with; None for money in words and signs."""
    first = text.replace("\u2011", "-").split()[0].rstrip("%*")
    if not first[:1].isdigit() or any(word in text for word in ("triệu", "tỷ đồng", "kg", "/")):
        return None
    return Decimal(first.replace(".", "").replace(",", "."))


def test_the_published_sentence_stands_in_report_annex_and_slides(tmp_path: Path) -> None:
    found = facts(*SEED, headline=("TH.01", "TX.01", "TX.03", "TX.04"))
    report = compose(found)
    document.write(tmp_path / "b.docx", report, Silent())
    assert SEED_WORDS in words_on(tmp_path / "b.docx")
    annex.write(tmp_path / "p.xlsx", annex_of(found, report), "", Silent())
    rows = sheet(tmp_path / "p.xlsx")
    rate = rows["TX.04"]
    assert (rate["Tử số"], rate["Mẫu số"], rate["Kỳ này"]) == (185, 207, 89.4)
    assert (rows["TH.01"]["Kỳ này"], rows["TX.03"]["Kỳ này"]) == (207, 403)
    slides.write(tmp_path / "t.pptx", deck(found, report), Silent())
    words = [
        shape.text_frame.text
        for page in Presentation(str(tmp_path / "t.pptx")).slides
        for shape in page.shapes
        if shape.has_text_frame
    ]
    assert SEED_WORDS in words


def test_every_number_of_text_and_annexes_is_that_of_the_workbook(books: Books, papers: tuple[Path, Path]) -> None:
    rows, compared = sheet(papers[1]), 0
    for each in reading.places(papers[0].read_bytes()):
        mark = each.mark
        if mark.scope or len(mark.indicators) != 1 or mark.kind not in (OriginKind.VALUE, OriginKind.BASE):
            continue
        code = mark.indicators[0]
        if books.catalogue.indicators[code].unit == "đồng":
            continue
        printed = amount(each.text)
        if printed is not None:
            column = "Kỳ này" if mark.kind is OriginKind.VALUE else "Cùng kỳ"
            assert printed == Decimal(str(rows[code][column])), (code, each.text)
            compared += 1
    assert compared > 100


def test_the_screen_says_what_the_paper_says(books: Books, papers: tuple[Path, Path]) -> None:
    shown = [each.text for each in reporting.preview(books, books.period(PERIOD))]
    paper = words_on(papers[0])
    assert all(text in paper for text in shown)
    summary = counting.summary(books, books.period(PERIOD))
    for code, row in sheet(papers[1]).items():
        line = summary.line(code)
        if line.now.amount is not None and not line.indicator.per_cent:
            assert Decimal(str(row["Kỳ này"])) == line.now.amount, code


def test_the_charts_of_the_slides_hold_the_figures_of_the_workbook(
    books: Books, papers: tuple[Path, Path], tmp_path: Path
) -> None:
    path = presenting.write_slides(books, books.period(PERIOD), tmp_path / "t.pptx")
    charts = [shape.chart for page in Presentation(str(path)).slides for shape in page.shapes if shape.has_chart]
    months = next(each for each in charts if next(iter(each.plots[0].categories)) == "T1")
    row = sheet(papers[1])["TH.01"]
    before, now = (sum(series.values) for series in months.plots[0].series)
    assert (before, now) == (row["Cùng kỳ"], row["Kỳ này"])


def test_ten_printed_figures_at_random_walk_down_to_their_cells(books: Books, papers: tuple[Path, Path]) -> None:
    period = books.period(PERIOD)
    printed = {
        each.mark.indicators[0]: each.text
        for each in reading.places(papers[0].read_bytes())
        if each.mark.kind is OriginKind.VALUE and not each.in_table and len(each.mark.indicators) == 1
    }
    stored = (IndicatorKind.COUNTED, IndicatorKind.TYPED)
    counted = [code for code in sorted(printed) if books.catalogue.indicators[code].kind in stored]
    walkable = [code for code in counted if (amount(printed[code]) or 0) > 0]
    opened: dict[Path, Any] = {}
    for code in random.sample(walkable, WALKED):
        sources = tracing.sources(books, period, code)
        assert sum(source.amount for source in sources) == amount(printed[code]), code
        for source in sources:
            place = vault.place_of(books, source.file_hash)
            book = opened.get(place) or opened.setdefault(place, load_workbook(place))
            value = book[source.sheet][source.cell].value
            assert said(value, source, period), f"{code} {source.file_name} {source.sheet}!{source.cell}"
