"""Words out of a .docx with their places, and mended words back into their runs."""

from io import BytesIO

import pytest
from docx import Document
from docx.shared import RGBColor

from desktop.document import passages
from desktop.domain.findings import Mend, Place


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def paper(*runs):
    """One paragraph of these runs, the second one red and bold."""
    document = Document()
    paragraph = document.add_paragraph()
    for number, words in enumerate(runs):
        run = paragraph.add_run(words)
        if number == 1:
            run.bold = True
            run.font.color.rgb = RGBColor(255, 0, 0)
    return document


def mend(start, end, text, paragraph=0):
    return Mend(Place(paragraph, start, end), text)


def test_paragraphs_and_cells_come_in_the_order_of_reading():
    document = Document()
    document.add_paragraph("Một")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "207", "217"
    document.add_paragraph("Hai")
    found = passages.read(saved(document))
    assert [(each.text, each.cell) for each in found] == [
        ("Một", None),
        ("207", (1, 1, 1)),
        ("217", (1, 1, 2)),
        ("Hai", None),
    ]


def test_decomposed_letters_and_odd_blanks_are_read_as_composed_words():
    (found,) = passages.read(saved(paper("đa\u0323t ty\u0309 lê\u0323\u00a088,9\u200b%")))
    assert found.text == "đạt tỷ lệ 88,9%"


def test_a_mended_figure_keeps_the_look_of_its_run():
    document = paper("đạt ", "88,9%", ", tốt")
    (paragraph,) = Document(BytesIO(passages.mended(saved(document), [mend(4, 9, "89,4%")]))).paragraphs
    assert [run.text for run in paragraph.runs] == ["đạt ", "89,4%", ", tốt"]
    assert paragraph.runs[1].bold
    assert paragraph.runs[1].font.color.rgb == RGBColor(255, 0, 0)


def test_a_figure_over_several_runs_is_written_into_the_first():
    document = paper("đạt 8", "8,", "9% rồi")
    (paragraph,) = Document(BytesIO(passages.mended(saved(document), [mend(4, 9, "89,4%")]))).paragraphs
    assert [run.text for run in paragraph.runs] == ["đạt 89,4%", "", " rồi"]


def test_several_mends_of_one_paragraph_do_not_shift_each_other():
    document = paper("a 1% b 2% c")
    mends = [mend(2, 4, "100%"), mend(7, 9, "3%")]
    (paragraph,) = Document(BytesIO(passages.mended(saved(document), mends))).paragraphs
    assert paragraph.text == "a 100% b 3% c"


def test_places_hold_where_letters_were_decomposed():
    raw = "đa\u0323t 88,9%"
    (found,) = passages.read(saved(paper(raw)))
    start = found.text.index("88")
    (paragraph,) = Document(BytesIO(passages.mended(saved(paper(raw)), [mend(start, start + 5, "89,4%")]))).paragraphs
    assert paragraph.text == "đa\u0323t 89,4%"


@pytest.mark.parametrize("raw", ["", "abc", "tỷ lệ 5%", "a\u0323b\u200bc\u00a0d"])
def test_every_composed_letter_knows_where_it_stood(raw):
    words, places = passages.composed(raw)
    assert len(places) == len(words) + 1
    assert places[-1] == len(raw)
    assert places == sorted(places)


def test_words_that_stay_keep_their_runs():
    document = Document()
    paragraph = document.add_paragraph()
    for words in ("làm rõ 185/207 vụ", ", đạt tỷ lệ ", "89,4%", " rồi"):
        paragraph.add_run(words)
    whole = "185/207 vụ, đạt tỷ lệ 89,4%"
    change = [mend(7, 7 + len(whole), "185/207 vụ, đạt tỷ lệ 88,9%")]
    (found,) = Document(BytesIO(passages.mended(saved(document), change))).paragraphs
    assert [run.text for run in found.runs] == ["làm rõ 185/207 vụ", ", đạt tỷ lệ ", "88,9%", " rồi"]
