"""A finished report is checked against the figures and against itself before it is frozen."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.base.errors import Trouble, UserError
from desktop.document import reading
from desktop.domain.inspection import IssueKind
from desktop.domain.report import OriginKind, Style
from desktop.domain.report_renewal import Renewal
from desktop.services import correcting, finishing, freezing, papers, reporting, rewriting
from desktop.services.books import Books
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD


@pytest.fixture
def report(received: Books, tmp_path: Path) -> Path:
    """The report as it was written first."""
    return reporting.write(received, received.period(PERIOD), tmp_path / "bao-cao.docx").path


def numbers(path: Path) -> list[reading.Place]:
    return [each for each in reading.places(path.read_bytes()) if not each.in_table]


def type_over(path: Path, kind: OriginKind, code: str, words: tuple[str, str]) -> None:
    """Change a named number, as somebody does who reads it out of an older paper."""
    paper = Document(str(path))
    for paragraph in paper.element.body.iter(qn("w:p")):
        for each in reading.figures(paragraph):
            if each.mark.kind is kind and each.mark.indicators == (code,) and words[0] in each.text:
                each.nodes[0].text = each.text.replace(*words)
                paper.save(str(path))
                return
    raise AssertionError(code)


def add(path: Path, words: str) -> None:
    paper = Document(str(path))
    next(each for each in paper.paragraphs if each.text.startswith("II. ")).insert_paragraph_before(words)
    paper.save(str(path))


def test_a_report_as_it_was_written_has_nothing_against_it(received: Books, report: Path) -> None:
    found = finishing.inspect(received, received.period(PERIOD), report)
    assert found.issues == ()
    assert found.numbers > 20
    shown = reporting.preview(received, received.period(PERIOD))
    assert len(found.gaps) == sum(each.style is Style.TO_WRITE for each in shown) > 0
    assert len(found.material) == sum(each.style is Style.MATERIAL and each.text.endswith(":") for each in shown) > 0


def test_three_errors_put_in_by_hand_are_three_found(received: Books, report: Path) -> None:
    rate = next(each for each in numbers(report) if each.mark.kind is OriginKind.RATE)
    change = next(each for each in numbers(report) if each.text.startswith(("tăng", "giảm")) and "%)" in each.text)
    value = next(each for each in numbers(report) if each.mark.indicators == ("TX.03",))
    turned = ("tăng", "giảm") if change.text.startswith("tăng") else ("giảm", "tăng")
    type_over(report, rate.mark.kind, rate.mark.indicators[0], (rate.text, "12,3%"))
    type_over(report, change.mark.kind, change.mark.indicators[0], turned)
    type_over(report, value.mark.kind, "TX.03", (value.text, "77 đối tượng"))
    found = finishing.inspect(received, received.period(PERIOD), report)
    assert [each.kind for each in found.issues] == [IssueKind.BY_HAND] * 3
    assert {each.said for each in found.issues} == {
        "12,3%", change.text.replace(*turned, 1), "77 đối tượng"
    }  # fmt: skip
    assert {each.now for each in found.issues} == {rate.text, change.text, value.text}


def test_three_errors_in_a_persons_own_words_are_three_found(received: Books, report: Path) -> None:
    cases = next(each for each in numbers(report) if each.mark.indicators == ("TH.01",))
    false = int(cases.text.split()[0]) + 1
    add(report, "Kiểm tra 185/207 vụ, đạt tỷ lệ 88,9%.")
    add(report, "Năm nay thu 90 đơn, tăng 10 đơn so với cùng kỳ (100 đơn).")
    add(report, f"Toàn tỉnh xảy ra {false} vụ phạm tội về trật tự xã hội.")
    found = finishing.inspect(received, received.period(PERIOD), report)
    assert [each.kind for each in found.issues] == [IssueKind.ARITHMETIC, IssueKind.ARITHMETIC, IssueKind.STORED]
    assert found.issues[2].now == cases.text.split()[0].lstrip("0")


def correct_one(books: Books) -> None:
    """Headquarters corrects a figure after the report was written."""
    unit = books.reporting_units()[0]
    correcting.correct_figure(books, unit.id, 202003, "TX.03", 50, "đếm lại")


def test_a_number_that_grew_old_is_told_and_made_new_again(received: Books, report: Path, tmp_path: Path) -> None:
    period = received.period(PERIOD)
    correct_one(received)
    stale = finishing.inspect(received, period, report).issues
    assert not [each for each in stale if each.kind is not IssueKind.STALE]
    assert any(each.indicators == ("TX.03",) for each in stale)
    add(report, "Chữ của người viết.")
    done = rewriting.rewrite(received, period, report, tmp_path / "lap-lai.docx")
    assert done.count(Renewal.REFRESHED) >= 6
    assert done.count(Renewal.BY_HAND) == 0
    assert finishing.inspect(received, period, done.path).issues == ()
    assert "Chữ của người viết." in words_on(done.path)


def test_issues_are_mended_in_a_copy(received: Books, report: Path, tmp_path: Path) -> None:
    period = received.period(PERIOD)
    value = next(each for each in numbers(report) if each.mark.indicators == ("TX.03",))
    type_over(report, value.mark.kind, "TX.03", (value.text, "77 đối tượng"))
    found = finishing.inspect(received, period, report)
    copy = finishing.mend(found, found.issues, tmp_path / "da-sua.docx")
    assert finishing.inspect(received, period, copy).issues == ()
    assert "77 đối tượng" in words_on(report)


def test_no_report_is_frozen_with_open_issues(received: Books, report: Path) -> None:
    period = received.period(PERIOD)
    type_over(report, OriginKind.VALUE, "TX.03", ("đối tượng", "người"))
    with pytest.raises(UserError) as refused:
        finishing.sign(received, period, report, {})
    assert (refused.value.code, refused.value.facts["count"]) == (Trouble.REPORT_NOT_CLEAN, 1)
    assert freezing.snapshots(received, period) == []
    (issue,) = finishing.inspect(received, period, report).issues
    snapshot = finishing.sign(received, period, report, {issue.name: "cách gọi của đơn vị"})
    assert freezing.snapshots(received, period) == [snapshot]
    kept = papers.last_paper(received, papers.SIGNED, PERIOD)
    assert kept is not None
    assert kept.content == report.read_bytes()
    assert "cách gọi của đơn vị" in kept.facts


@pytest.mark.parametrize("other", ["2020-Q2", "2020-M06"])
def test_a_report_of_another_period_is_neither_frozen_nor_made_again(
    received: Books, tmp_path: Path, other: str
) -> None:
    """Its numbers are right for their own period: nothing else would tell."""
    period = received.period(PERIOD)
    path = reporting.write(received, received.period(other), tmp_path / "khac.docx").path
    before = path.read_bytes()
    for work in (
        lambda: finishing.sign(received, period, path, {}),
        lambda: rewriting.rewrite(received, period, path, path),
    ):
        with pytest.raises(UserError) as refused:
            work()
        assert refused.value.code is Trouble.REPORT_OTHER_PERIOD
    assert freezing.snapshots(received, period) == []
    assert path.read_bytes() == before


def test_a_paper_from_elsewhere_is_not_made_again(received: Books, tmp_path: Path) -> None:
    path = tmp_path / "khac.docx"
    paper = Document()
    paper.add_paragraph("Văn bản khác.")
    paper.save(str(path))
    with pytest.raises(UserError) as refused:
        rewriting.rewrite(received, received.period(PERIOD), path, path)
    assert refused.value.code is Trouble.REPORT_NOT_OURS
    assert Document(BytesIO(path.read_bytes())).paragraphs[0].text == "Văn bản khác."
