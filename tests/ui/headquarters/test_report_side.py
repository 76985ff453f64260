"""The right side of the report: notes are picked, sentences copied, the writer's paper made again, checked, frozen."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.document import reading
from desktop.kit import messages
from desktop.services import basing, freezing, papers, templating
from desktop.services.basing import Basis
from desktop.ui.headquarters.report_side import BANK, FINISH, NOTES, SOURCE
from desktop.ui.headquarters.report_view import ReportView
from tests.document.paper_room import words_on


@pytest.fixture
def view(full, shown, settled):
    view = ReportView(full)
    shown(view)
    view.arrived()
    settled()
    return view


@pytest.fixture
def report(view, tmp_path, settled):
    view.out.write_report(tmp_path / "bao-cao.docx")
    settled()
    return tmp_path / "bao-cao.docx"


def type_over(path: Path, words: str) -> str:
    """Another number of subjects, by hand; return the right one."""
    paper = Document(str(path))
    for paragraph in paper.element.body.iter(qn("w:p")):
        for each in reading.figures(paragraph):
            if each.mark.indicators == ("TX.03",) and "đối tượng" in each.text:
                right, each.nodes[0].text = each.text, words
                paper.save(str(path))
                return right
    raise AssertionError("no number of subjects")


def test_a_note_is_put_into_the_report_by_space(view, settled, qtbot):
    view.side.show_part(NOTES)
    settled()
    notes = view.side.notes
    text = notes.words.text()
    assert text.startswith("Theo Công an ")
    qtbot.keyClick(notes.table, Qt.Key.Key_Space)
    settled()
    assert text in view.paper.toPlainText()
    assert notes.pick.text() == "Bỏ khỏi báo cáo"
    notes.copy.click()
    assert QGuiApplication.clipboard().text() == text


def test_a_sentence_of_the_bank_is_copied(view, settled):
    view.side.show_part(BANK)
    settled()
    bank = view.side.bank
    bank.seek("TX.04")
    assert "Tỷ lệ điều tra, khám phá" in bank.words.text()
    bank.copy.click()
    assert QGuiApplication.clipboard().text() == bank.words.text()


def test_a_figure_brings_its_source_to_the_front(view, settled):
    view.side.show_part(BANK)
    settled()
    view.paper.ask(next(each for each in view.paper.figures() if each.origin.indicators == ("TH.01",)))
    settled()
    assert view.side.tabs.current() == SOURCE


def test_the_writers_paper_is_made_again_beside_the_old_one(view, report, settled, tmp_path):
    type_over(report, "77 đối tượng")
    finish = view.side.finish
    finish.renew(report, tmp_path / "so moi.docx")
    settled()
    assert "77 đối tượng" in words_on(tmp_path / "so moi.docx")
    assert "1 số gõ tay giữ nguyên" in finish.told._words.text()
    assert finish.model.rowCount() == 2


def test_a_paper_that_was_made_again_before_stays(view, report, settled, monkeypatch):
    """Somebody may have gone on writing in it."""
    earlier = report.with_name(f"{report.stem} - so moi.docx")
    earlier.write_bytes(b"what she wrote since")
    monkeypatch.setattr(messages, "ask_file", lambda *_: report)
    view.side.finish.ask_renew()
    settled()
    assert earlier.read_bytes() == b"what she wrote since"
    assert report.with_name(f"{report.stem} - so moi 2.docx").exists()


def test_a_wrong_number_is_mended_or_kept_before_the_figures_are_frozen(view, full, report, settled, tmp_path):
    right = type_over(report, "77 đối tượng")
    view.side.show_part(FINISH)
    finish = view.side.finish
    finish.check(report)
    settled()
    assert finish.told._title.text() == "1 số chưa đúng"
    assert not finish.sign_button.isEnabled()
    finish.mend(tmp_path / "da sua.docx")
    settled()
    assert right in words_on(tmp_path / "da sua.docx")
    assert finish.told._title.text() == "Không còn số sai"
    finish.sign_button.click()
    settled()
    assert len(freezing.snapshots(full.books, full.period)) == 1
    assert papers.last_paper(full.books, papers.SIGNED, full.period.key).name == "da sua.docx"
    assert finish.told._title.text().startswith("Đã chốt ")
    assert any("Số liệu đã chốt" in words for _, words in view.facts())


def test_a_number_is_kept_with_a_reason(view, report, settled):
    type_over(report, "77 đối tượng")
    finish = view.side.finish
    finish.check(report)
    settled()
    finish.reason.set_value("theo văn bản của tỉnh")
    finish.reason.line.returnPressed.emit()
    assert finish.sign_button.isEnabled()
    assert list(finish.reasons.values()) == ["theo văn bản của tỉnh"]


def test_a_paper_from_elsewhere_is_told(view, settled, tmp_path):
    Document().save(str(tmp_path / "khac.docx"))
    view.side.finish.renew(tmp_path / "khac.docx", tmp_path / "so moi.docx")
    settled()
    assert view.side.finish.told._title.text() == "Chưa làm được"
    assert not (tmp_path / "so moi.docx").exists()


def test_the_menu_changes_base_and_template(view, full, settled, tmp_path):
    words = [action.text() for action in view.files.menu(view.more).actions()]
    assert "Trình chiếu cho hội nghị…" in words
    view.files.choose(Basis.SIGNED)
    settled()
    assert basing.basis(full.books) is Basis.SIGNED
    path = templating.take_out(full.books, tmp_path / "mau.docx")
    view.files.load(path)
    settled()
    assert templating.name(full.books) == "mau.docx"
    view.files.reset()
    settled()
    assert templating.name(full.books) == ""
