"""From packages and books to the report: figures, missing units, narratives, files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Base
from desktop.domain.report import Paragraph, Style
from desktop.services import counting, merging, receiving, recording, reporting
from desktop.services.arrivals import MERGEABLE
from desktop.services.books import Books
from desktop.wording.report_phrases import over
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD
from tests.services.drafts import case


def bring(books: Books, paths: list[Path]) -> None:
    """Stage and merge packages."""
    batch = receiving.stage(books, paths)
    for file in batch.files:
        if file.verdict in MERGEABLE:
            merging.merge(books, file)
    receiving.discard(batch)


def text_of(paragraphs: list[Paragraph]) -> str:
    return "\n".join(each.text for each in paragraphs)


@pytest.fixture
def filled(headquarters: Books, packages: list[Path]) -> Books:
    bring(headquarters, packages)
    return headquarters


@pytest.fixture
def three_cases(unit_books: Books) -> Books:
    for day in ("2020-03-02", "2020-04-02"):
        recording.record(unit_books, case(occurred_on=day, solved_on=day))
    open_case = case(occurred_on="2020-05-02", status="dang_dieu_tra")
    del open_case.values["solved_on"]
    recording.record(unit_books, open_case)
    return unit_books


def test_headquarters_names_who_is_missing(filled: Books) -> None:
    period = filled.period(PERIOD)
    facts = reporting.gather(filled, period)
    assert (facts.expected, facts.received, facts.packages) == (153, 3, 3)
    assert len(facts.silent) == 150
    assert "03/153 đơn vị; chưa tính 150 đơn vị chưa báo cáo: " in text_of(reporting.preview(filled, period))
    assert facts.unit_words == "xã, thị trấn"


def test_units_of_one_name_are_told_apart_by_their_area(headquarters: Books) -> None:
    silent = reporting.gather(headquarters, headquarters.period(PERIOD)).silent
    assert "xã Vĩnh Quang (thành phố Cao Bằng)" in silent
    assert "xã Vĩnh Quang (huyện Bảo Lâm)" in silent
    assert len(set(silent)) == 153


def test_the_text_says_what_the_summary_says(filled: Books) -> None:
    period = filled.period(PERIOD)
    line = counting.summary(filled, period).line("TX.04")
    text = text_of(reporting.preview(filled, period))
    assert line.numerator is not None
    assert line.denominator is not None
    assert f"xử lý {over(line.numerator, line.denominator)} vụ, " in text


def test_what_units_wrote_is_offered_to_the_writer(filled: Books) -> None:
    paragraphs = reporting.preview(filled, filled.period(PERIOD))
    assert any(each.style is Style.MATERIAL and each.text.startswith("- ") for each in paragraphs)


def test_files_are_written_and_trace_every_number(filled: Books, tmp_path: Path) -> None:
    period = filled.period(PERIOD)
    paper, annex = tmp_path / "bao-cao.docx", tmp_path / "phu-luc.xlsx"
    written = reporting.write(filled, period, paper, annex)
    assert (written.path, written.annex, written.received) == (paper, annex, 3)
    text = words_on(paper)
    assert text_of(reporting.preview(filled, period)).splitlines()[2] in text
    assert "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT" in text
    book = load_workbook(annex)
    assert book.sheetnames == ["Tổng hợp", "Theo đơn vị", "Theo địa bàn", "Theo tháng", "Theo tội danh", "Nguồn"]
    assert book["Nguồn"].max_row == 4 + len(written.figures)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["bao-cao.docx", "phu-luc.xlsx"]


def test_months_and_areas_add_up_to_the_whole(filled: Books) -> None:
    facts = reporting.gather(filled, filled.period(PERIOD))
    whole = facts.lines["TH.01"].now.amount
    assert facts.whole is not None
    assert facts.whole.figures["TH.01"].amount == whole
    assert sum(month.figures["TH.01"].amount or 0 for month in facts.months) == whole
    areas = [area.whole.figures["TH.01"].amount or 0 for area in facts.areas if area.whole]
    assert sum(areas) == whole
    assert sum(len(area.units) for area in facts.areas) == 153
    assert facts.breakdown is not None
    assert sum(row.figures["TH.01"].amount or 0 for row in facts.breakdown.rows) == whole


def test_a_unit_writes_its_own_report(three_cases: Books, tmp_path: Path) -> None:
    written = reporting.write(three_cases, three_cases.period(PERIOD), tmp_path / "bao-cao.docx")
    assert (written.expected, written.missing, written.annex) == (1, (), None)
    paper = Document(str(tmp_path / "bao-cao.docx"))
    text = words_on(paper)
    assert "Toàn xã xảy ra 03 vụ phạm tội về trật tự xã hội" in text
    assert "Chưa có số liệu của mục này." in text
    assert "xử lý 02/03 vụ, 04 đối tượng, đạt tỷ lệ 66,7%" in text
    assert "đơn vị; chưa tính" not in text
    assert "CÔNG AN HUYỆN" in paper.tables[0].rows[0].cells[0].text


def test_our_own_narrative_becomes_text(three_cases: Books) -> None:
    recording.write_narrative(three_cases, PERIOD, "TH", "situation", "Địa bàn ổn định.")
    paragraphs = reporting.preview(three_cases, three_cases.period(PERIOD))
    found = next(each for each in paragraphs if each.text == "Địa bàn ổn định.")
    assert (found.style, found.part) == (Style.BODY, "I.2")


def test_nothing_reported_is_no_report(headquarters: Books, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        reporting.write(headquarters, headquarters.period(PERIOD), tmp_path / "bao-cao.docx")
    assert error.value.code is Trouble.REPORT_NEEDS_DATA
    assert not (tmp_path / "bao-cao.docx").exists()


def test_a_missing_folder_is_told(three_cases: Books, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        reporting.write(three_cases, three_cases.period(PERIOD), tmp_path / "không có" / "bao-cao.docx")
    assert error.value.code is Trouble.FOLDER_MISSING


def test_real_figures_are_not_called_training(tmp_path: Path, make_headquarters: Callable[..., Books]) -> None:
    books = make_headquarters(training=False)
    assert not reporting.gather(books, books.period(PERIOD)).training


class Steps(Base):
    def __init__(self) -> None:
        self.labels: list[str] = []

    def step(self, label: str, done: int, total: int) -> None:
        self.labels.append(label)


def test_progress_is_told_on_the_way(three_cases: Books, tmp_path: Path) -> None:
    steps = Steps()
    period = three_cases.period(PERIOD)
    reporting.write(three_cases, period, tmp_path / "b.docx", tmp_path / "p.xlsx", steps)
    assert list(dict.fromkeys(steps.labels))[:2] == ["Lấy số liệu", "Ghi báo cáo"]
    assert "Ghi phụ lục" in steps.labels
