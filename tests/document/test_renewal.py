"""Made again: numbers of today, words of the writer, and every change told."""

import re
from collections.abc import Callable
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


def test_numbers_are_known_by_the_names_that_libreoffice_makes_of_them() -> None:
    """It writes `_XD011_` as `_x005F_XD011_`: the staffing of 153 communes would stay that of yesterday."""
    before = facts(*known(207, 185).lines.values(), line("XD.01.1", 153, 98), headline=("TH.01",))
    now = facts(*known(207, 185).lines.values(), line("XD.01.1", 150, 98), headline=("TH.01",))

    def edit(paper: Paper) -> None:
        for each in paper.element.body.iter(qn("w:bookmarkStart")):
            each.set(qn("w:name"), re.sub(r"_(?=[xX][0-9a-fA-F]{4}_)", "_x005F_", each.get(qn("w:name"))))

    data = edited(saved(made(before)), edit)
    assert data.count(b"_x005F_") or "_x005F_" in Document(BytesIO(data)).element.xml
    paper, told = again(data, now)
    assert ("153", "150") in [(each.before, each.after) for each in told if each.what is Renewal.REFRESHED]
    assert not [each for each in told if each.what is Renewal.BY_HAND]
    assert words_on(paper) == words_on(made(now))


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
