"""The report on paper, read back: layout of Nghị định 30/2020/NĐ-CP, text, tables."""

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length

from desktop.base.progress import Silent
from desktop.document import report as document
from desktop.domain.report import Style
from desktop.wording.report import compose
from desktop.wording.report_facts import FactsArea, FactsSlice, ReportFacts
from tests.document.paper_room import words_on
from tests.wording.report_room import SEED, facts, figure


def unit(number: int) -> FactsSlice:
    return FactsSlice(f"u{number}", f"Xã {number}", {"TH.01": figure(number)}, {})


def province(**others: object) -> ReportFacts:
    area = FactsArea(FactsSlice("a", "Huyện X", {"TH.01": figure(9)}, {}), tuple(unit(n) for n in range(40)))
    return facts(*SEED, headline=("TH.01",), areas=(area,), **others)


def written(folder: Path, found: ReportFacts) -> Paper:
    path = folder / "bao-cao.docx"
    document.write(path, compose(found), Silent())
    return Document(str(path))


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return written(tmp_path, province())


def millimetres(length: Length | None) -> int:
    """Word keeps twentieths of a point: whole millimetres come back a hair off."""
    assert length is not None
    return round(length.mm)


def test_the_page_is_a4_with_the_margins_of_the_decree(paper: Paper) -> None:
    page = paper.sections[0]
    assert [millimetres(each) for each in (page.page_width, page.page_height)] == [210, 297]
    margins = page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    assert [millimetres(each) for each in margins] == [20, 20, 30, 20]


def test_every_script_is_times_new_roman_fourteen(paper: Paper) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        properties = paper.styles[name].element.rPr
        fonts = properties.find(qn("w:rFonts"))
        assert dict(fonts.attrib) == {
            qn(f"w:{script}"): "Times New Roman" for script in ("ascii", "hAnsi", "eastAsia", "cs")
        }
        assert {properties.find(qn(f"w:{size}")).get(qn("w:val")) for size in ("sz", "szCs")} == {"28"}


def test_pages_are_numbered_at_the_top_from_the_second(paper: Paper) -> None:
    first, last = paper.sections[0], paper.sections[-1]
    assert first.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0].text == ""
    field = first.header.paragraphs[0]._p.findall(f".//{qn('w:instrText')}")
    assert [each.text for each in field] == ["PAGE"]
    assert last.header.is_linked_to_previous
    assert not last.different_first_page_header_footer


def test_the_head_leaves_number_and_day_to_the_clerk(paper: Paper) -> None:
    left, right = (cell.text for cell in paper.tables[0].rows[0].cells)
    assert left.splitlines()[:2] == ["BỘ CÔNG AN", "CÔNG AN TỈNH CAO BẰNG"]
    assert re.search(r"Số: +/BC-CAT$", left)
    assert right.splitlines()[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.search(r"Cao Bằng, ngày +tháng +năm 2020$", right)


def test_title_text_and_end_stand_in_order(paper: Paper) -> None:
    text = words_on(paper)
    assert text.startswith("BÁO CÁO\nSơ kết công tác 6 tháng đầu năm 2020 và phương hướng")
    assert "185/207 vụ, 403 đối tượng, đạt tỷ lệ 89,4%" in text
    assert text.count("./.") == 1
    assert text.index("V. KIẾN NGHỊ") < text.index("./.") < text.index("Phụ lục 1.")
    headings = [each.text for each in paper.paragraphs if each.style and each.style.name == "Heading 1"]
    assert [each.partition(".")[0] for each in headings] == ["I", "II", "III", "IV", "V"]


def test_a_place_to_write_is_marked(paper: Paper) -> None:
    places = [each for each in compose(province()).paragraphs if each.style is Style.TO_WRITE]
    marked = [run.text for each in paper.paragraphs for run in each.runs if run.font.highlight_color is not None]
    assert marked == [each.text for each in places]


def test_signature_and_recipients_close_the_text(paper: Paper) -> None:
    left, right = (cell.text for cell in paper.tables[1].rows[0].cells)
    assert left.splitlines() == ["Nơi nhận:", "- Bộ Công an (để báo cáo);", "- Lưu: VT."]
    assert right.strip() == "GIÁM ĐỐC"


def test_annexes_repeat_their_head_and_the_wide_one_lies(paper: Paper) -> None:
    indicators, units = paper.tables[2:]
    for table in (indicators, units):
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(table.rows) - 1)
    assert [cell.text for cell in indicators.rows[0].cells] == [
        "STT",
        "Chỉ tiêu",
        "ĐVT",
        "Kỳ này",
        "Cùng kỳ",
        "Tăng, giảm",
        "%",
    ]
    assert len(units.rows) == 1 + 1 + 40
    orientations = [section.orientation for section in paper.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_training_figures_are_marked_on_every_page(tmp_path: Path) -> None:
    paper = written(tmp_path, province(training=True))
    line = "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert line in words_on(paper)
    page = paper.sections[0]
    assert line in [each.text for each in page.header.paragraphs]
    assert line in [each.text for each in page.first_page_header.paragraphs]


def test_words_that_look_like_markup_stay_words(tmp_path: Path) -> None:
    silent = ("xã <A> & B",)
    found = province(silent=silent)
    paper = written(tmp_path, found)
    assert "xã <A> & B" in words_on(paper)
    with zipfile.ZipFile(tmp_path / "bao-cao.docx") as parts:
        assert parts.testzip() is None
