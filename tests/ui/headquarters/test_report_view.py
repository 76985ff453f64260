import pytest
from PySide6.QtCore import Qt

from desktop.domain.report import Style
from desktop.ui.headquarters.report_view import ReportView
from tests.document.paper_room import words_on


@pytest.fixture
def view(full, shown, settled):
    view = ReportView(full)
    shown(view)
    view.arrived()
    settled()
    return view


def piece(view, text):
    return next(each for each in view.paper.figures() if each.text == text)


def test_outline_and_text_are_made_from_the_figures(view):
    assert view.outline.model.rowCount() > 10
    assert len(view.paper.figures()) > 30
    assert "03/04" in view.paper.toPlainText()


def test_a_figure_shows_where_it_comes_from(view, settled):
    figure = next(each for each in view.paper.figures() if each.origin.indicators == ("TH.01",))
    view.paper.ask(figure)
    settled()
    assert view.source.name.text() == "Vụ phạm tội TTXH"
    assert view.source._found.amount == figure.origin.value


def test_f2_asks_for_the_figure_at_the_cursor(view, settled, qtbot):
    figures = [each for each in view.paper.figures() if each.origin.indicators]
    view.paper.ask(figures[3])
    qtbot.keyClick(view.paper, Qt.Key.Key_F2)
    settled()
    assert view.source._asked.code == figures[3].origin.indicators[0]


def test_a_count_of_units_leads_to_the_progress_page(view, full):
    asked = []
    full.announcements.place_asked.connect(asked.append)
    view.paper.ask(piece(view, "03/04"))
    view.notice.action.click()
    assert [place.page for place in asked] == ["progress"]


def test_f8_goes_to_the_places_that_only_a_person_can_fill(view):
    gaps = [paragraph for paragraph in view._paragraphs if paragraph.style is Style.TO_WRITE]
    assert view.paper.next_gap()
    assert view.paper.textCursor().block().text() == gaps[0].text


def test_missing_units_are_told_over_the_text(view):
    assert view.notice.sentence.text().startswith("Còn 1 đơn vị chưa gửi")


def test_the_report_is_written_and_its_folder_offered(view, tmp_path, settled):
    path = tmp_path / "bao cao.docx"
    view.out.write_report(path)
    assert not view.go.isEnabled()
    settled()
    assert view.go.isEnabled()
    assert view.out.result.isVisible()
    assert view.out.show_folder.isVisible()
    assert piece(view, "03/04").text in words_on(path)


def test_the_annex_is_written_alone(view, tmp_path, settled):
    view.out.write_annex(tmp_path / "phu luc.xlsx")
    settled()
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["phu luc.xlsx"]
    assert not list(tmp_path.glob("*.docx"))


def test_a_folder_that_is_gone_is_told_and_changes_nothing(view, tmp_path, settled):
    view.out.write_report(tmp_path / "khong co" / "bao cao.docx")
    settled()
    assert view.out.result.isVisible()
    assert view.out.show_folder.isHidden()


def test_without_figures_nothing_can_be_exported(empty, shown, settled):
    view = ReportView(empty)
    shown(view)
    view.arrived()
    settled()
    if not view.paper.figures():
        assert not view.go.isEnabled()
    else:
        view.out.write_report(empty.books.folder / "rong.docx")
        settled()
        assert view.out.show_folder.isHidden()


def test_the_package_for_the_next_level_is_written_and_named(view, settled, tmp_path):
    offered = [each.text() for each in view.files.menu(view).actions()]
    assert "Gói gửi cấp trên, số tổng hợp…" in offered
    assert "Gói gửi cấp trên, kèm từng bản ghi…" in offered
    view.out.write_upward(tmp_path)
    settled()
    (path,) = tmp_path.glob("*.xlsx")
    assert path.name == "BC_04_04_2020-H1_L01.xlsx"
    assert view.out._file == path
