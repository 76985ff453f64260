"""The province's template: out to Word, edited, checked with places, used for every report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper

from desktop.base.errors import Trouble, UserError
from desktop.services import reporting, templating
from desktop.services.books import Books
from desktop.wording.messages import sentence
from tests import resaving
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD


@pytest.fixture
def path(received: Books, tmp_path: Path) -> Path:
    return templating.take_out(received, tmp_path / "mau.docx")


def edit(path: Path, change: Callable[[Paper], None]) -> None:
    paper = Document(str(path))
    change(paper)
    paper.save(str(path))


def replace(path: Path, before: str, after: str) -> None:
    def change(paper: Paper) -> None:
        runs = [run for each in paper.paragraphs for run in each.runs]
        runs += [run for row in paper.tables[0].rows for each in row.cells[1].paragraphs for run in each.runs]
        run = next(each for each in runs if before in each.text)
        run.text = run.text.replace(before, after)

    edit(path, change)


def text(books: Books) -> str:
    return "\n".join(each.text for each in reporting.preview(books, books.period(PERIOD)))


def test_the_template_as_it_was_taken_out_changes_nothing(received: Books, path: Path) -> None:
    before = reporting.composed(received, received.period(PERIOD))[1]
    templating.load(received, path)
    assert templating.name(received) == "mau.docx"
    assert reporting.composed(received, received.period(PERIOD))[1] == before


def test_fixed_words_order_and_head_are_the_provinces_own(received: Books, path: Path, tmp_path: Path) -> None:
    replace(path, "Tham mưu cấp ủy, chính quyền ban hành", "Đã tham mưu ban hành")
    replace(path, "CÔNG AN TỈNH CAO BẰNG", "CÔNG AN TỈNH CAO BẰNG\nPHÒNG THAM MƯU")
    replace(path, "{@Sơ kết} công tác", "Kết quả công tác")

    def swap(paper: Paper) -> None:
        first, second = (next(e for e in paper.paragraphs if w in e.text) for w in ("{CT.01.1}", "{NN.01}"))
        first._p.addprevious(second._p)

    edit(path, swap)
    templating.load(received, path)
    words = words_on(reporting.write(received, received.period(PERIOD), tmp_path / "b.docx").path)
    assert "Đã tham mưu ban hành" in words
    assert "Kết quả công tác 6 tháng đầu năm 2020" in words
    assert words.index("kinh doanh có điều kiện về an ninh") < words.index("Kiểm tra cư trú")
    left = Document(str(tmp_path / "b.docx")).tables[0].rows[0].cells[0].text
    assert "PHÒNG THAM MƯU" in left


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("{TM.01}", "{TM.99}", "mục II.1, đoạn 1: chỉ tiêu “TM.99” không có trong danh mục"),
        ("{TM.03:tỷ lệ}", "{TM.03:tỉ lệ}", "mục II.1, đoạn 1: không có cách viết “tỉ lệ”"),
        ("[, {TM.04:so}]", "[, {TM.04:so}", "mục II.1, đoạn 1: dấu ngoặc thiếu một nửa"),
        ("@chuyển biến tốt", "@chuyển biến hay", "mục III.1, đoạn 2: không có đoạn “@chuyển biến hay”"),
        ("{@KỲ TỚI}", "{@kỳ sau}", "mục IV, đầu mục: không có từ @kỳ sau"),
        ("1. Công tác tham mưu", "Công tác tham mưu", "đầu mục “Công tác tham mưu” không bắt đầu bằng số"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    received: Books, path: Path, before: str, after: str, told: str
) -> None:
    replace(path, before, after)
    with pytest.raises(UserError) as refused:
        templating.load(received, path)
    assert refused.value.code is Trouble.TEMPLATE_FAULTY
    assert told in sentence(refused.value)
    assert "mau.docx" in sentence(refused.value)
    assert templating.wording(received) is None


def test_the_programs_own_template_comes_back(received: Books, path: Path) -> None:
    before = text(received)
    replace(path, "Tham mưu cấp ủy", "Đã tham mưu cấp ủy")
    templating.load(received, path)
    assert text(received) != before
    templating.reset(received)
    assert text(received) == before
    assert templating.name(received) == ""


if resaving.INSTALLED:

    def test_a_template_saved_by_libreoffice_is_the_same(received: Books, path: Path, tmp_path: Path) -> None:
        before = text(received)
        templating.load(received, resaving.save(path, tmp_path / "saved"))
        assert text(received) == before
