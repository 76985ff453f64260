"""What a person put into a report or did to its sentences, when it is made again."""

from copy import deepcopy
from typing import Any

import pytest
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.domain.report_renewal import Renewal
from desktop.wording.report_facts import FactsArea, FactsSlice
from tests.document.test_renewal import Edit, again, edited, first, known, of, paragraph
from tests.wording.report_room import facts, figure

__all__ = ["first"]


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
