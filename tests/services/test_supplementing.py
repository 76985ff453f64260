"""After the figures were signed: late files with their effect, and which figures of last year are compared."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.commands import figure_words
from desktop.services import (
    basing,
    correcting,
    counting,
    exporting,
    freezing,
    merging,
    pairing,
    recording,
    reporting,
    sampling,
    supplementing,
    taking,
)
from desktop.services.basing import Basis
from desktop.services.books import Books
from desktop.wording.report_supplement import moved_words, tables
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD
from tests.services.drafts import case


@pytest.fixture
def late(headquarters: Books, sample_units: Path) -> Books:
    """Two units in time, the figures signed, the third one late."""
    first, second, third = sorted((sample_units / sampling.PACKAGES).iterdir())
    taking.take(headquarters, [first, second], "all")
    freezing.freeze(headquarters, headquarters.period(PERIOD))
    taking.take(headquarters, [third], "all")
    return headquarters


def test_a_late_file_stands_with_its_number_and_its_effect(late: Books) -> None:
    found = supplementing.supplement(late, late.period(PERIOD))
    (one,) = found.late
    assert one.number == 1
    assert one.moved
    signed = freezing.snapshots(late, late.period(PERIOD))[-1]
    now = counting.summary(late, late.period(PERIOD))
    cases = next(each for each in found.province if each.indicator.code == "TH.01")
    before, after = signed.figure("TH.01").amount, now.line("TH.01").now.amount
    assert moved_words(cases) == f"{before} → {after}"
    rate = next(each for each in found.province if each.indicator.per_cent and each.signed.amount and each.now.amount)
    assert moved_words(rate).count("%") == 2


def test_the_annex_is_written_as_word_and_as_excel(late: Books, tmp_path: Path) -> None:
    period = late.period(PERIOD)
    found = supplementing.supplement(late, period)
    cases = next(each for each in found.province if each.indicator.code == "TH.01")
    words = words_on(supplementing.write_paper(late, period, tmp_path / "dieu-chinh.docx"))
    assert "Điều chỉnh số liệu 6 tháng đầu năm 2020 sau khi chốt" in words
    assert moved_words(cases) in words
    assert "đã nhận 01 gói bổ sung của 01 đơn vị" in words
    book = load_workbook(supplementing.write_workbook(late, period, tmp_path / "dieu-chinh.xlsx"))
    assert book.sheetnames == ["Số liệu chung", "Gói bổ sung"]
    cells = [cell.value for row in book["Gói bổ sung"].iter_rows() for cell in row]
    assert any(found.late[0].file in str(each) for each in cells)


def test_only_figures_that_moved_are_adjusted(late: Books) -> None:
    found = supplementing.supplement(late, late.period(PERIOD))
    moved = [*found.province, *found.late[0].moved]
    assert moved
    assert [moved_words(each) for each in moved if each.signed.amount == each.now.amount] == []


def test_zeros_of_a_unit_that_was_silent_are_told_as_one(late: Books) -> None:
    found = supplementing.supplement(late, late.period(PERIOD))
    assert sum(each.now.amount == 0 for each in found.late[0].moved) > 20
    effect = tables(found)[1].rows[0].cells[-1].text
    assert "· → 0" not in effect and "· → " in effect
    assert effect.endswith(" số liệu bằng 0, trước chưa báo cáo")


def test_a_table_without_rows_says_that_nothing_changed(headquarters: Books, sample_units: Path) -> None:
    taking.take(headquarters, sorted((sample_units / sampling.PACKAGES).iterdir()), "all")
    period = headquarters.period(PERIOD)
    freezing.freeze(headquarters, period)
    (table,) = tables(supplementing.supplement(headquarters, period))
    assert not table.rows
    assert table.notes == ("Số liệu chung không thay đổi.",)


def test_a_correction_after_signing_is_named(late: Books) -> None:
    period = late.period(PERIOD)
    late.clock = lambda: "2099-01-01T00:00:00"
    correcting.correct_figure(late, late.reporting_units()[0].id, 202003, "TX.03", 50, "đếm lại")
    assert any("đếm lại" in each for each in supplementing.supplement(late, period).corrections)


def test_what_was_done_after_signing_is_named_whatever_the_clock_says(late: Books) -> None:
    """A battery died: corrections are dated before the signing."""
    period, unit = late.period(PERIOD), late.reporting_units()[0]
    late.clock = lambda: "1970-01-01T00:00:00"
    correcting.correct_figure(late, unit.id, 202003, "TX.03", 50, "đếm lại")
    assert [each.rpartition(": ")[2] for each in supplementing.supplement(late, period).corrections] == ["đếm lại"]


def test_a_correction_that_is_taken_back_after_signing_is_named(headquarters: Books, sample_units: Path) -> None:
    taking.take(headquarters, sorted((sample_units / sampling.PACKAGES).iterdir()), "all")
    period, unit = headquarters.period(PERIOD), headquarters.reporting_units()[0]
    correcting.correct_figure(headquarters, unit.id, 202003, "TX.03", 50, "đếm lại")
    (made,) = correcting.corrections(headquarters)
    freezing.freeze(headquarters, period)
    assert not supplementing.supplement(headquarters, period).corrections
    correcting.withdraw(headquarters, made.uid)
    found = supplementing.supplement(headquarters, period)
    assert found.province
    assert [each.rpartition(": ")[2] for each in found.corrections] == ["bỏ điều chỉnh đếm lại"]


@pytest.mark.parametrize("again", ["redo", "import"])
def test_a_file_that_was_undone_before_signing_is_a_supplement_when_it_comes_back(
    headquarters: Books, sample_units: Path, again: str
) -> None:
    first, *_, last = sorted((sample_units / sampling.PACKAGES).iterdir())
    _, (_, undone) = taking.take(headquarters, [first, last], "all")
    merging.undo(headquarters, undone.package_id)
    period = headquarters.period(PERIOD)
    freezing.freeze(headquarters, period)
    if again == "redo":
        merging.redo(headquarters, undone.package_id)
    else:
        taking.take(headquarters, [undone.path], "all")
    (late,) = supplementing.supplement(headquarters, period).late
    assert (late.file, late.number) == (undone.name, 1)


def test_a_package_of_another_period_that_moves_signed_figures_is_named(
    headquarters: Books, sample_units: Path, unit_copy: Books, tmp_path: Path
) -> None:
    """The half-year is signed; then a unit sends May again, with one case more."""
    taking.take(headquarters, sorted((sample_units / sampling.PACKAGES).iterdir()), "all")
    period = headquarters.period(PERIOD)
    freezing.freeze(headquarters, period)
    recording.record(unit_copy, case(occurred_on="2020-05-02", detected_on="2020-05-02", solved_on="2020-05-03"))
    sent = exporting.export(unit_copy, unit_copy.period("2020-M05"), tmp_path, complete=False)
    batch, _ = taking.take(headquarters, [sent.path], "all")
    assert "có tháng của 6 tháng đầu năm 2020 đã chốt" in batch.files[0].note
    found = supplementing.supplement(headquarters, period)
    assert found.province
    (late,) = found.late
    assert (late.file, late.other) == (sent.path.name, "tháng 5 năm 2020")
    assert late.moved
    assert "gói tháng 5 năm 2020" in tables(found)[1].rows[0].cells[3].text


def test_two_tellings_of_one_case_that_are_joined_after_signing_are_named(
    headquarters: Books, sample_units: Path
) -> None:
    """No unit's figures move by that, the province's do."""
    taking.take(headquarters, sorted((sample_units / sampling.PACKAGES).iterdir()), "all")
    period = headquarters.period(PERIOD)
    with headquarters.db.read() as connection:
        statement = (
            "SELECT uid, number FROM record JOIN version ON version.id = version_id"
            " WHERE kind = 'case' AND content LIKE '%\"TTXH\"%' AND day >= '2019-12-15' GROUP BY unit_id"
        )
        (one, number), (other, its), *_ = connection.exec_driver_sql(statement).all()
    freezing.freeze(headquarters, period)
    pairing.decide(headquarters, one, other, True, "cùng một vụ")
    found = supplementing.supplement(headquarters, period)
    assert "TH.01" in [each.indicator.code for each in found.province]
    (told,) = found.corrections
    assert number in told and its in told and told.endswith("là một vụ, tính một lần")
    pairing.withdraw(headquarters, one, other)
    assert not supplementing.supplement(headquarters, period).corrections


def test_without_signed_figures_there_is_no_annex(headquarters: Books) -> None:
    with pytest.raises(UserError) as refused:
        supplementing.supplement(headquarters, headquarters.period(PERIOD))
    assert refused.value.code is Trouble.NOT_SIGNED


@pytest.fixture
def next_year(received: Books) -> Books:
    """Last year's figures were signed, then one of them was corrected."""
    base = received.period("2019-H1")
    freezing.freeze(received, base)
    unit = received.reporting_units()[0]
    correcting.correct_figure(received, unit.id, 201903, "TH.01", 40, "báo bổ sung")
    return received


def base_of(books: Books) -> object:
    return counting.summary(books, books.period(PERIOD)).line("TH.01").base.amount


def test_next_year_compares_with_the_figures_that_were_chosen(next_year: Books) -> None:
    signed = freezing.snapshots(next_year, next_year.period("2019-H1"))[-1].figure("TH.01").amount
    current = base_of(next_year)
    assert signed is not None
    assert current == signed + 40
    basing.choose(next_year, Basis.SIGNED)
    assert base_of(next_year) == signed
    rate = counting.summary(next_year, next_year.period(PERIOD)).line("TX.04")
    assert rate.base_denominator == signed
    areas = counting.by_area(next_year, next_year.period(PERIOD), ("TH.01",))
    assert sum(each.base["TH.01"].amount or 0 for each in areas) == signed


def test_the_report_says_which_figures_it_compares_with(next_year: Books, tmp_path: Path) -> None:
    period = next_year.period(PERIOD)
    text = "\n".join(each.text for each in reporting.preview(next_year, period))
    assert "So sánh với số liệu cùng kỳ năm 2019 hiện nay, kể cả bổ sung sau khi chốt lúc" in text
    basing.choose(next_year, Basis.SIGNED)
    written = reporting.write(next_year, period, tmp_path / "b.docx", tmp_path / "p.xlsx")
    assert "So sánh với số liệu cùng kỳ năm 2019 đã chốt lúc" in words_on(written.path)
    cells = [cell.value for row in load_workbook(tmp_path / "p.xlsx")["Tổng hợp"].iter_rows() for cell in row]
    assert any("cùng kỳ đã chốt lúc" in str(each) for each in cells)


def test_a_corrected_figure_prints_what_the_unit_said(received: Books, tmp_path: Path) -> None:
    period = received.period(PERIOD)
    told = counting.summary(received, period).line("TX.03").now.amount
    assert told is not None
    correcting.correct_figure(received, received.reporting_units()[0].id, 202003, "TX.03", 5, "đếm lại")
    words = words_on(reporting.write(received, period, tmp_path / "b.docx", tmp_path / "p.xlsx").path)
    said = f"đơn vị báo {told}, điều chỉnh {told + 5}: đếm lại"
    assert words.count(said) == 2  # in the text and under the annex
    cells = [cell.value for row in load_workbook(tmp_path / "p.xlsx")["Tổng hợp"].iter_rows() for cell in row]
    assert any(said in str(each) for each in cells)


def test_the_command_line_says_which_figures_it_compares_with(next_year: Books) -> None:
    summary = counting.summary(next_year, next_year.period(PERIOD))
    assert "số hiện nay, kể cả bổ sung sau khi chốt" in figure_words.head_words(next_year, summary, "cùng kỳ")[1]
    basing.choose(next_year, Basis.SIGNED)
    summary = counting.summary(next_year, next_year.period(PERIOD))
    assert "số đã chốt lúc" in figure_words.head_words(next_year, summary, "cùng kỳ")[1]
