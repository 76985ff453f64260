"""A file or pasted words → findings; stored figures beside them; the mended copy, the original untouched."""

from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Inches

from desktop.base.errors import Trouble, UserError
from desktop.domain.findings import StoredVerdict, Verdict
from desktop.services import counting, keeping, reporting, reviewing
from tests.services.conftest import PERIOD

WRONG = "Điều tra khám phá 185/207 vụ, 403 đối tượng, đạt tỷ lệ 88,9%."


@pytest.fixture
def books(merged):
    books = keeping.open_books(merged)
    yield books
    books.close()


@pytest.fixture
def word(tmp_path):
    """A Word file with the sentence of the origin, and again in a table."""
    document = Document()
    document.add_heading("KẾT QUẢ CÔNG TÁC")
    document.add_paragraph(WRONG)
    document.add_table(1, 1).cell(0, 0).text = "Đạt 153/153 = 100%"
    path = tmp_path / "bao cao.docx"
    document.save(str(path))
    return path


def wrong(review):
    return [found for found in review.findings if found.verdict is Verdict.WRONG]


def refusal(action):
    with pytest.raises(UserError) as caught:
        action()
    return caught.value.code


def test_a_word_file_is_read_with_its_tables(word):
    review = reviewing.review(reviewing.open_file(word))
    assert [(found.claimed, found.verdict) for found in review.findings] == [
        ("88,9%", Verdict.WRONG),
        ("100%", Verdict.RIGHT),
    ]
    assert review.count(Verdict.WRONG) == 1
    assert review.mentions == ()


@pytest.fixture
def slides(tmp_path):
    """Two slides: the sentence of the origin as a heading, and a table with a wrong rate."""
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = WRONG
    second = show.slides.add_slide(show.slide_layouts[6])
    table = second.shapes.add_table(2, 4, Inches(1), Inches(1), Inches(6), Inches(1)).table
    for row, cells in enumerate((("Đơn vị", "Xảy ra", "Khám phá", "Tỷ lệ %"), ("Xã A", "20", "18", "91"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    path = tmp_path / "trinh chieu.pptx"
    show.save(str(path))
    return path


def test_slides_are_read_with_their_tables(slides, tmp_path):
    text = reviewing.open_file(slides)
    assert [(found.claimed, text.passages[found.place.paragraph].cell) for found in wrong(reviewing.review(text))] == [
        ("88,9%", None),
        ("91", (1, 2, 4)),
    ]
    assert reviewing.save_name(text) == "trinh chieu - da sua.txt"
    mends = [found.mend for found in wrong(reviewing.review(text))]
    copy = reviewing.save(text, mends, tmp_path / reviewing.save_name(text)).read_text("utf-8")
    assert "đạt tỷ lệ 89,4%" in copy
    assert "\n90\n" in copy


def test_slides_that_are_none_get_a_sentence(word, slides, tmp_path):
    renamed = word.rename(tmp_path / "that ra la word.pptx")
    assert refusal(lambda: reviewing.open_file(renamed)) is Trouble.TEXT_TYPE
    broken = tmp_path / "hong.pptx"
    with ZipFile(slides) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<p:sld" if name.endswith("slide1.xml") else source.read(name))
    assert refusal(lambda: reviewing.open_file(broken)) is Trouble.TEXT_DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_plain_text_is_read_in_every_encoding_of_windows(tmp_path, encoding):
    path = tmp_path / "bao cao.txt"
    path.write_bytes("Kha\u0301m pha\u0301 185/207, đa\u0323t 88,9%".encode(encoding))
    text = reviewing.open_file(path)
    assert text.passages[0].text == "Khám phá 185/207, đạt 88,9%"
    assert [found.claimed for found in wrong(reviewing.review(text))] == ["88,9%"]


def test_files_that_cannot_be_checked_are_named_with_what_to_do(tmp_path):
    empty, damaged, other = tmp_path / "a.txt", tmp_path / "b.docx", tmp_path / "c.pdf"
    empty.write_text("  \n ", "utf-8")
    with ZipFile(damaged, "w") as bundle:
        bundle.writestr("word/document.xml", "<not")
    other.write_bytes(b"%PDF")
    assert refusal(lambda: reviewing.open_file(empty)) is Trouble.TEXT_EMPTY
    assert refusal(lambda: reviewing.open_file(damaged)) is Trouble.TEXT_DAMAGED
    assert refusal(lambda: reviewing.open_file(other)) is Trouble.TEXT_TYPE
    assert refusal(lambda: reviewing.open_file(tmp_path / "d.txt")) is Trouble.FILE_MISSING
    assert refusal(lambda: reviewing.open_file(tmp_path / "e.doc")) is Trouble.FILE_MISSING
    assert refusal(lambda: reviewing.pasted("C«ng an x· §µm Thñy b¸o c¸o kÕt qu¶ c«ng t¸c")) is Trouble.UNREADABLE_TEXT


def test_the_mended_copy_differs_in_the_mended_figure_alone(word, tmp_path):
    before = word.read_bytes()
    text = reviewing.open_file(word)
    (found,) = wrong(reviewing.review(text))
    target = reviewing.save(text, [found.mend], tmp_path / reviewing.save_name(text))
    assert target.name == "bao cao - da sua.docx"
    assert word.read_bytes() == before
    words = [paragraph.text for paragraph in Document(str(target)).paragraphs]
    assert words == ["KẾT QUẢ CÔNG TÁC", WRONG.replace("88,9", "89,4")]
    assert wrong(reviewing.review(reviewing.open_file(target))) == []


def test_a_mended_text_stays_a_text(tmp_path):
    text = reviewing.pasted(f"Một\n{WRONG}")
    (found,) = wrong(reviewing.review(text))
    target = reviewing.save(text, [found.mend], tmp_path / reviewing.save_name(text))
    assert target.read_text("utf-8") == f"Một\n{WRONG.replace('88,9', '89,4')}\n"


def test_the_original_is_never_written_over(word):
    text = reviewing.open_file(word)
    before = word.read_bytes()
    assert refusal(lambda: reviewing.save(text, [], word)) is Trouble.FILE_EXISTS
    assert word.read_bytes() == before


def test_a_report_of_the_sample_is_right_and_agrees_with_its_books(books, tmp_path):
    period = books.period(PERIOD)
    written = reporting.write(books, period, tmp_path / "bao cao.docx", None)
    review = reviewing.review(reviewing.open_file(written.path), books, period)
    assert [found.text for found in wrong(review)] == []
    assert review.count(Verdict.RIGHT) > 40
    assert {mention.holds for mention in review.mentions} <= {StoredVerdict.SAME, StoredVerdict.UNKNOWN}
    assert sum(mention.holds is StoredVerdict.SAME for mention in review.mentions) > 5


def test_a_figure_that_differs_from_the_books_is_pointed_out(books):
    period = books.period(PERIOD)
    stored = counting.summary(books, period).line("GT.01").now.amount
    text = reviewing.pasted(f"Xảy ra {stored + 1} vụ tai nạn giao thông.")
    (mention,) = reviewing.review(text, books, period).mentions
    assert (mention.code, mention.holds, mention.stored) == ("GT.01", StoredVerdict.OTHER, stored)


def test_a_text_of_another_place_is_not_compared_figure_by_figure(books):
    words = (
        "Toàn quốc xảy ra 9.207 vụ phạm tội về trật tự xã hội."
        " Xảy ra 9.398 vụ tai nạn giao thông, làm chết 5.293 người, bị thương 6.246 người."
    )
    review = reviewing.review(reviewing.pasted(words), books, books.period(PERIOD))
    assert review.elsewhere
    assert {mention.holds for mention in review.mentions} == {StoredVerdict.UNKNOWN}
