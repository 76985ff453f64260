"""Slides and PDF: the same figures as the report, charts that stay editable, a sentence where a program is missing."""

import builtins
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base, Silent
from desktop.document import pdf
from desktop.domain.findings import Verdict
from desktop.domain.slides import Deck, Slide
from desktop.services import presenting, reporting, reviewing
from desktop.services.books import Books
from tests.services.conftest import PERIOD


@pytest.fixture
def show(received: Books, tmp_path: Path) -> Any:
    return Presentation(str(presenting.write_slides(received, received.period(PERIOD), tmp_path / "trinh-chieu.pptx")))


def words_of(show: Any) -> list[str]:
    return [each for slide in show.slides for each in words_of_page(slide)]


def words_of_page(slide: Any) -> list[str]:
    framed = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return [each.text for frame in framed for each in frame.paragraphs]


def test_ten_calm_slides_say_what_the_report_says(show: Any, received: Books) -> None:
    assert 8 <= len(show.slides) <= 12
    _, report = reporting.composed(received, received.period(PERIOD))
    printed = {piece.text for paragraph in report.paragraphs for piece in paragraph.pieces if piece.origin}
    values = [each for each in words_of_page(show.slides[1]) if re.fullmatch(r"[\d.,]+(%| \D+)", each)]
    assert len(values) == 6
    assert set(values) <= printed
    assert report.subject in words_of(show)


def test_charts_name_what_they_count_and_shares_say_so(show: Any) -> None:
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    named = [each.chart_title.text_frame.text for each in charts if each.has_title]
    formats = [each.plots[0].data_labels.number_format for each in charts]
    assert "Đơn vị tính: vụ" in named
    assert [made.endswith('"%"') for made in formats].count(True) == 1


def test_what_the_slides_say_holds_before_they_are_written(
    received: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period, path = received.period(PERIOD), tmp_path / "trinh-chieu.pptx"
    presenting.write_slides(received, period, path)
    review = reviewing.review(reviewing.open_file(path))
    assert review.count(Verdict.RIGHT) > 3
    assert review.count(Verdict.WRONG) == 0
    path.unlink()
    wrong = Slide("Kết quả", "Khám phá 185/207 vụ, đạt tỷ lệ 88,9%")
    made = Deck("Công an tỉnh", "Sơ kết", "", "", "", (wrong,))
    monkeypatch.setattr(presenting, "deck", lambda *_: made)
    with pytest.raises(UserError) as refused:
        presenting.write_slides(received, period, path)
    assert refused.value.code is Trouble.SLIDES_WRONG
    assert refused.value.facts["text"] == "185/207 vụ, đạt tỷ lệ 88,9%"
    assert not path.exists()


def test_charts_are_native_and_hold_the_figures(show: Any, received: Books) -> None:
    facts, _ = reporting.composed(received, received.period(PERIOD))
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) >= 4
    months = next(each for each in charts if len(list(each.plots[0].categories)) == 6)
    now = months.plots[0].series[1].values
    assert sum(now) == facts.lines["TH.01"].now.amount


def test_without_the_extra_a_sentence_is_said(received: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("pptx"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError) as refused:
        presenting.write_slides(received, received.period(PERIOD), tmp_path / "trinh-chieu.pptx")
    assert refused.value.code is Trouble.SLIDES_MISSING


def test_without_libreoffice_a_sentence_is_said(
    received: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError) as refused:
        presenting.write_pdf(received, received.period(PERIOD), tmp_path / "bao-cao.pdf")
    assert refused.value.code is Trouble.OFFICE_MISSING


def office(folder: Path, script: str) -> None:
    """Something that is called soffice."""
    command = folder / "soffice"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)


def test_an_office_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "exec tail -f /dev/null")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(UserError) as slow:
        pdf.convert(tmp_path / "b.docx", tmp_path / "b.pdf", Silent(), seconds=0.3)
    assert slow.value.code is Trouble.OFFICE_SLOW


def test_an_office_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(UserError) as failed:
        pdf.convert(tmp_path / "b.docx", tmp_path / "b.pdf", Silent())
    assert failed.value.code is Trouble.OFFICE_FAILED
    assert not (tmp_path / "b.pdf").exists()


class Stop(Base):
    """Somebody pressed Cancel."""

    def step(self, label: str, done: int, total: int) -> None:
        raise Cancelled


def test_a_conversion_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, "exec tail -f /dev/null")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Cancelled):
        pdf.convert(tmp_path / "b.docx", tmp_path / "b.pdf", Stop())


if shutil.which("soffice"):

    def test_the_report_becomes_a_pdf(received: Books, tmp_path: Path) -> None:
        path = presenting.write_pdf(received, received.period(PERIOD), tmp_path / "bao-cao.pdf")
        assert path.read_bytes().startswith(b"%PDF-")
