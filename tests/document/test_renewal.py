"""Made again: numbers of today, words of the writer, and every change told."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from desktop.base.progress import Silent
from desktop.document import reading, renewal
from desktop.document import report as document
from desktop.domain.report import OriginKind
from desktop.domain.report_renewal import Renewal, Renewed
from desktop.wording.report import compose
from desktop.wording.report_facts import FactsArea, FactsSlice, ReportFacts
from tests import resaving
from tests.document.paper_room import words_on
from tests.wording.report_room import facts, figure, line, rate

Edit = Callable[[Paper], None]


def known(cases: int, solved: int, **others: object) -> ReportFacts:
    units = tuple(FactsSlice(f"U{n}", f"Xã {n}", {"TH.01": figure(cases + n)}, {}) for n in range(3))
    area = FactsArea(FactsSlice("A", "Huyện X", {"TH.01": figure(cases)}, {}), units)
    lines = (line("TH.01", cases, 217), line("TX.01", solved), line("TX.03", 403), rate("TX.04", (solved, cases)))
    return facts(*lines, headline=("TH.01",), areas=(area,), **others)


def made(found: ReportFacts) -> Paper:
    return document.made(compose(found), Silent())


def saved(paper: Paper) -> bytes:
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def edited(data: bytes, edit: Edit) -> bytes:
    paper = Document(BytesIO(data))
    edit(paper)
    return saved(paper)


def again(data: bytes, found: ReportFacts) -> tuple[Paper, list[Renewed]]:
    paper, told = renewal.renewed(data, made(found))
    return Document(BytesIO(saved(paper))), told


def paragraph(paper: Paper, words: str) -> Any:
    return next(each._p for each in paper.paragraphs if words in reading.words_of(each._p))


def number(paper: Paper, text: str) -> Any:
    """The first node of a named number with these words."""
    for each in paper.element.body.iter(qn("w:p")):
        for found in reading.figures(each):
            if found.text == text:
                return found.nodes[0]
    raise AssertionError(text)


def of(told: list[Renewed], what: Renewal) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in told if each.what is what and not each.place.startswith("A")]


@pytest.fixture(scope="module")
def first() -> bytes:
    return saved(made(known(207, 185)))


def test_numbers_carry_indicator_period_and_kind(first: bytes) -> None:
    marks = [each.mark for each in reading.places(first) if each.text == "185/207 vụ"]
    assert [(each.kind, each.indicators, each.period) for each in marks] == [
        (OriginKind.FRACTION, ("TX.04",), "2020H1")
    ]
    units = [each.mark.scope for each in reading.places(first) if each.in_table and each.mark.scope]
    assert units == ["A", "U0", "U1", "U2"]


def test_names_are_short_enough_for_word_and_never_twice(first: bytes) -> None:
    body = Document(BytesIO(first)).element.body
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    ids = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(names) > 60
    assert len(set(names)) == len(names) == len(set(ids))
    assert max(map(len, names)) <= 40


def test_the_same_figures_change_nothing(first: bytes) -> None:
    paper, told = again(first, known(207, 185))
    assert told == []
    assert words_on(paper) == words_on(made(known(207, 185)))


def test_an_untouched_report_becomes_that_of_today(first: bytes) -> None:
    paper, told = again(first, known(208, 185))
    assert words_on(paper) == words_on(made(known(208, 185)))
    refreshed = of(told, Renewal.REFRESHED)
    assert ("207 vụ", "208 vụ") in refreshed
    assert ("185/207 vụ", "185/208 vụ") in refreshed
    assert ("89,4%", "88,9%") in refreshed


def test_what_was_made_again_can_be_made_again(first: bytes) -> None:
    paper, _ = again(first, known(208, 185))
    back, told = again(saved(paper), known(207, 185))
    assert words_on(back) == words_on(made(known(207, 185)))
    assert ("208 vụ", "207 vụ") in of(told, Renewal.REFRESHED)


def write_after(words: str, new: str) -> Edit:
    def edit(paper: Paper) -> None:
        next(each for each in paper.paragraphs if words in reading.words_of(each._p)).insert_paragraph_before(new)

    return edit


def test_a_persons_paragraph_stays_where_it_is(first: bytes) -> None:
    data = edited(first, write_after("Điều tra, khám phá", "Nhiều vụ làm rõ ngay trong ngày."))
    paper, _ = again(data, known(208, 185))
    lines = words_on(paper).splitlines()
    at = lines.index("Nhiều vụ làm rõ ngay trong ngày.")
    assert "185/208 vụ" in lines[at + 1]


def test_words_around_a_number_stay_and_the_number_is_refreshed(first: bytes) -> None:
    def edit(paper: Paper) -> None:
        run = paragraph(paper, "Điều tra, khám phá").find(qn("w:r"))
        run.find(qn("w:t")).text = "Lực lượng Công an đã làm rõ "

    paper, told = again(edited(first, edit), known(208, 185))
    assert "Lực lượng Công an đã làm rõ 185/208 vụ, 403 đối tượng, đạt tỷ lệ 88,9%" in words_on(paper)
    assert ("185/207 vụ", "185/208 vụ") in of(told, Renewal.REFRESHED)


def test_a_number_typed_over_stays_and_is_told(first: bytes) -> None:
    def edit(paper: Paper) -> None:
        number(paper, "403 đối tượng").text = "405 đối tượng"

    paper, told = again(edited(first, edit), known(208, 185))
    assert "185/208 vụ, 405 đối tượng" in words_on(paper)
    assert of(told, Renewal.BY_HAND) == [("405 đối tượng", "403 đối tượng")]


def test_a_paragraph_taken_out_stays_out_and_a_new_one_comes_in(first: bytes) -> None:
    def edit(paper: Paper) -> None:
        gone = paragraph(paper, "Điều tra, khám phá")
        gone.getparent().remove(gone)

    found = known(208, 185)
    more = facts(*found.lines.values(), line("TX.08", 3, 1), headline=("TH.01",), areas=found.areas)
    paper, told = again(edited(first, edit), more)
    text = words_on(paper)
    assert "Điều tra, khám phá" not in text
    assert len(of(told, Renewal.LEFT_OUT)) == 1
    assert "Triệt phá 03 băng, nhóm tội phạm" in text
    assert any("Triệt phá 03" in after for _, after in of(told, Renewal.ADDED))
    lines = text.splitlines()
    heads = [number for number, each in enumerate(lines) if each.startswith(("3. Công tác đấu tranh", "4. Công tác"))]
    assert heads[0] < next(n for n, each in enumerate(lines) if "Triệt phá" in each) < heads[1]


def test_a_number_typed_over_in_an_annex_stays_and_is_told(first: bytes) -> None:
    def edit(paper: Paper) -> None:
        rows = paper.tables[2].rows
        row = next(each for each in rows if "phạm tội về trật tự xã hội xảy ra" in each.cells[1].text)
        paragraphs = row.cells[3].paragraphs
        for node in list(paragraphs[0]._p):
            if node.tag != qn("w:pPr"):
                paragraphs[0]._p.remove(node)  # Word loses the bookmark when the whole cell is typed over
        paragraphs[0].add_run("209")

    paper, told = again(edited(first, edit), known(208, 185))
    by_hand = [(each.before, each.after) for each in told if each.what is Renewal.BY_HAND]
    assert by_hand == [("209", "208")]
    assert "209" in [cell.text for row in paper.tables[2].rows for cell in row.cells]


def table_of(paper: Paper) -> Any:
    """The first annex, the longest one."""
    return max(paper.tables, key=lambda table: len(table._tbl))


def note_beside_a_name(paper: Paper) -> None:
    table_of(paper).rows[2].cells[1].paragraphs[0].add_run(" (không tính án chuyển)")


def note_beside_a_number(paper: Paper) -> None:
    table_of(paper).rows[2].cells[3].paragraphs[0].add_run(" (xem ghi chú)")


def row_of_hers(paper: Paper) -> None:
    table = table_of(paper)
    row = deepcopy(table.rows[2]._tr)
    for each in [*row.iter(qn("w:bookmarkStart")), *row.iter(qn("w:bookmarkEnd"))]:
        each.getparent().remove(each)
    for node, words in zip(row.iter(qn("w:t")), "abcdefg", strict=True):
        node.text = f"dòng thêm {words}"
    table.rows[3]._tr.addnext(row)


def column_of_hers(paper: Paper) -> None:
    _add_column(table_of(paper))


def _add_column(table: Any) -> None:
    for number, row in enumerate(table.rows):
        cell = deepcopy(row._tr.findall(qn("w:tc"))[-1])
        for each in [*cell.iter(qn("w:bookmarkStart")), *cell.iter(qn("w:bookmarkEnd"))]:
            each.getparent().remove(each)
        next(cell.iter(qn("w:t"))).text = f"ý kiến {number}"
        row._tr.append(cell)


def table_of_hers(paper: Paper) -> None:
    """Under the title of the annex, before the table."""
    table = table_of(paper)
    hers = paper.add_table(1, 1)
    hers.cell(0, 0).text = "Bảng riêng"
    table._tbl.addprevious(hers._tbl)


def remark(paper: Paper) -> None:
    found = next(each for each in paper.paragraphs if "Điều tra, khám phá" in reading.words_of(each._p))
    paper.add_comment(found.runs, "Xem lại số này", author="Thư ký")


def picture(paper: Paper) -> None:
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:drawing"))
    paragraph(paper, "Điều tra, khám phá").append(run)


def bold(paper: Paper) -> None:
    for run in paragraph(paper, "Điều tra, khám phá").iter(qn("w:r")):
        run.insert(0, OxmlElement("w:rPr"))
        run[0].append(OxmlElement("w:b"))


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (note_beside_a_name, "(không tính án chuyển)"),
        (note_beside_a_number, "208 (xem ghi chú)"),
        (row_of_hers, "dòng thêm g"),
        (column_of_hers, "ý kiến 3"),
        (table_of_hers, "Bảng riêng"),
        (remark, "commentReference"),
        (picture, "drawing"),
        (bold, "<w:b/>"),
    ],
)
def test_what_a_person_put_into_a_table_or_hung_on_a_sentence_stays(first: bytes, edit: Edit, kept: str) -> None:
    paper, told = again(edited(first, edit), known(208, 185))
    body = paper.element.body
    words = "\n".join(reading.words_of(each) for each in body.iter(qn("w:p")))
    assert kept in words or kept in paragraph(paper, "Điều tra, khám phá").xml
    assert "185/208 vụ" in words and "207" not in words
    assert ("207 vụ", "208 vụ") in of(told, Renewal.REFRESHED)
    assert not of(told, Renewal.BY_HAND)


def parted(paper: Paper) -> None:
    """Enter pressed in the middle of a sentence."""
    sentence, rest = paragraph(paper, "Điều tra, khám phá"), OxmlElement("w:p")
    words = ["".join(node.text or "" for node in each.iter(qn("w:t"))) for each in sentence]
    rest.extend(list(sentence)[next(n for n, each in enumerate(words) if "đạt tỷ lệ" in each) :])
    sentence.addnext(rest)


def copied(paper: Paper) -> None:
    """The sentence stands in the summary too."""
    paper.element.body.insert(3, deepcopy(paragraph(paper, "Điều tra, khám phá")))


def put_into_a_table(paper: Paper) -> None:
    sentence, table = paragraph(paper, "Điều tra, khám phá"), paper.add_table(1, 1)
    sentence.addprevious(table._tbl)
    table.cell(0, 0)._tc.append(sentence)


@pytest.mark.parametrize("edit", [parted, copied, put_into_a_table])
def test_numbers_of_a_sentence_that_was_parted_copied_or_moved_are_refreshed(first: bytes, edit: Edit) -> None:
    paper, told = again(edited(first, edit), known(208, 185))
    words = "\n".join(reading.words_of(each) for each in paper.element.body.iter(qn("w:p")))
    assert words.count("185/208 vụ") == words.count("đạt tỷ lệ 88,9%") == (2 if edit is copied else 1)
    assert "185/207" not in words and "89,4%" not in words
    assert not of(told, Renewal.LEFT_OUT) and not of(told, Renewal.ADDED)


def test_rows_of_an_annex_come_and_go_with_the_units(first: bytes) -> None:
    """And a person's own column has a cell in each."""
    found = known(208, 185)
    units = tuple(FactsSlice(f"U{n}", f"Xã {n}", {"TH.01": figure(208 + n)}, {}) for n in range(1, 4))
    area = FactsArea(FactsSlice("A", "Huyện X", {"TH.01": figure(208)}, {}), units)
    other = facts(*found.lines.values(), headline=("TH.01",), areas=(area,))
    paper, told = again(edited(first, lambda paper: _add_column(paper.tables[-1])), other)
    rows = [[cell.text for cell in row.cells] for row in paper.tables[-1].rows]
    assert [row[:3] for row in rows[-3:]] == [["1", "Xã 1", "209"], ["2", "Xã 2", "210"], ["3", "Xã 3", "211"]]
    assert [row[3] for row in rows] == ["ý kiến 0", "ý kiến 1", "ý kiến 3", "ý kiến 4", ""]
    rows_told = [(each.what, each.place) for each in told if each.what in (Renewal.ADDED, Renewal.DROPPED)]
    assert rows_told == [(Renewal.DROPPED, "A2, Xã 0"), (Renewal.ADDED, "A2, Xã 3")]


def test_columns_of_another_catalogue_are_taken_whole_and_told(first: bytes) -> None:
    found = known(208, 185)
    other = facts(*found.lines.values(), headline=("TH.01", "TX.01"), areas=found.areas)
    paper, told = again(first, other)
    assert len(paper.tables[-1].columns) == 4
    reworded = [each.place for each in told if each.what is Renewal.REWORDED]
    assert "A2" in reworded and "A1" not in reworded


def test_number_day_and_signature_of_the_clerk_stay(first: bytes) -> None:
    def edit(paper: Paper) -> None:
        paper.tables[0].rows[0].cells[0].paragraphs[-1].runs[0].text = "Số: 45/BC-CAT"
        paper.tables[1].rows[0].cells[1].paragraphs[-1].runs[0].text = "Đại tá Nguyễn Văn A"

    paper, _ = again(edited(first, edit), known(208, 185))
    assert "Số: 45/BC-CAT" in paper.tables[0].rows[0].cells[0].text
    assert "Đại tá Nguyễn Văn A" in paper.tables[1].rows[0].cells[1].text


def as_word_saves(paper: Paper) -> None:
    """Runs are parted at spelling marks, hyphens become elements, controls lose the bookmarks around them."""
    for node in list(paper.element.body.iter(qn("w:t"))):
        before, hyphen, after = (node.text or "").partition("\u2011")
        if hyphen:
            node.text = after
            node.addprevious(OxmlElement("w:noBreakHyphen"))
            assert not before
    for number, run in enumerate(list(paper.element.body.iter(qn("w:r")))):
        node = run.find(qn("w:t"))
        if node is not None and len(node.text or "") > 8:
            run.set(qn("w:rsidR"), f"00{number:06X}")
            second = OxmlElement("w:r")
            words = OxmlElement("w:t")
            words.text, node.text = node.text[4:], node.text[:4]
            for each in (words, node):
                each.set(qn("xml:space"), "preserve")
            second.append(words)
            run.addnext(OxmlElement("w:proofErr"))
            run.getnext().addnext(second)
    for control in paper.element.body.iter(qn("w:sdt")):
        for near in (control.getprevious(), control.getnext()):
            if near is not None and near.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
                near.getparent().remove(near)


def test_what_word_saved_is_read_back(first: bytes) -> None:
    data = edited(first, as_word_saves)
    assert "185/207 vụ" in [each.text for each in reading.places(data)]
    paper, told = again(data, known(208, 185))
    assert words_on(paper) == words_on(made(known(208, 185)))
    assert ("185/207 vụ", "185/208 vụ") in of(told, Renewal.REFRESHED)
    assert not [each for each in told if each.what is Renewal.BY_HAND]
    assert ("-10", "-9") in [(each.before, each.after) for each in told]


if resaving.INSTALLED:

    def test_what_libreoffice_saved_is_read_back(first: bytes, tmp_path: Path) -> None:
        def edit(paper: Paper) -> None:
            number(paper, "403 đối tượng").text = "405 đối tượng"
            write_after("Điều tra, khám phá", "Nhiều vụ làm rõ ngay trong ngày.")(paper)

        path = tmp_path / "bao-cao.docx"
        path.write_bytes(edited(first, edit))
        data = resaving.save(path, tmp_path / "saved").read_bytes()
        assert data != path.read_bytes()
        paper, told = again(data, known(208, 185))
        text = words_on(paper)
        assert "185/208 vụ, 405 đối tượng, đạt tỷ lệ 88,9%" in text
        assert "Nhiều vụ làm rõ ngay trong ngày." in text
        assert ("185/207 vụ", "185/208 vụ") in of(told, Renewal.REFRESHED)
        assert of(told, Renewal.BY_HAND) == [("405 đối tượng", "403 đối tượng")]
        assert [each.place for each in told if each.what is Renewal.BY_HAND] == ["II.3"]
        assert not of(told, Renewal.LEFT_OUT)
        assert not of(told, Renewal.ADDED)
