"""The cover on paper: the margins of an official page, whole names, room to sign."""

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPdfWriter

from desktop.domain.package import Cover
from desktop.ui.unit.closing_view_cover import HEIGHT, ISSUER, WIDTH, CoverPaper, _Pen, print_on

LONG = "Công an thị trấn Nông trường Liên Sơn Trùng Khánh"


@pytest.fixture
def cover(qtbot):
    figures = tuple((name, 3) for name in ("Vụ phạm tội", "Vụ làm rõ", "Vụ tai nạn", "Vi phạm", "Buổi", "Tuần tra"))
    paper = CoverPaper()
    qtbot.addWidget(paper)
    said = Cover(
        "Công an tỉnh Cao Bằng", LONG, "6 tháng đầu năm 2020", "số liệu từ 15/12/2019 đến 14/06/2020", figures,
        "Trưởng Công an thị trấn Nông trường", marks=("BẢN CHƯA HOÀN CHỈNH", "SỐ LIỆU HUẤN LUYỆN"),
    )  # fmt: skip
    paper.show_cover(said, 12, "KA0-5M4")
    return paper


def painted(cover):
    image = QImage(int(WIDTH), int(HEIGHT) + 200, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    cover.paint_paper(painter)
    painter.end()
    return image


def test_it_is_one_page_with_the_margins_of_an_official_letter(cover, tmp_path):
    printer = QPdfWriter(str(tmp_path / "bia.pdf"))
    print_on(printer, cover)
    margins = printer.pageLayout().margins(QPageLayout.Unit.Millimeter)
    assert [round(each) for each in (margins.left(), margins.top(), margins.right())] == [30, 20, 20]
    assert (tmp_path / "bia.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_a_long_name_stands_in_several_lines_in_full_letters(cover):
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    pen = _Pen(painter)
    lines = pen.broken(LONG.upper(), ISSUER[1], 17)
    wide = [pen.write(ISSUER, 5, line, 17, bold=True) for line in lines]
    short = pen.broken("CÔNG AN XÃ ĐÀM THỦY", ISSUER[1], 17)
    painter.end()
    assert " ".join(lines) == LONG.upper() and len(lines) > 1
    assert max(wide) <= ISSUER[1]
    assert short == ["CÔNG AN XÃ ĐÀM THỦY"]


def test_even_the_longest_cover_fits_its_picture_and_has_no_frame_on_paper(cover):
    image = painted(cover)
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).value() < 128 for x in range(0, 720, 1))]
    assert rows[0] > 15 and rows[-1] < HEIGHT
    assert all(image.pixelColor(x, 300).value() == 255 for x in (*range(30), *range(690, 720)))
