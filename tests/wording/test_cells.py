"""Cells in words."""

from decimal import Decimal

import pytest

from desktop.domain.arrival import CellEdit, CellFault, CellProblem
from desktop.domain.catalogue import Catalogue
from desktop.wording.cells import cell_sentence, edit_words, value_words

CATALOGUE = Catalogue.load()
CASE = CATALOGUE.kinds["case"]


@pytest.mark.parametrize("fault", list(CellFault))
def test_every_fault_says_what_stands_there_and_what_to_do(fault):
    problem = CellProblem("Vụ việc", "J3", 3, "case", b"", "subjects", fault, "ba", 7)
    words = cell_sentence(problem, CATALOGUE)
    assert words.endswith(".")
    assert words.count(". ") >= 1
    assert "{" not in words
    assert "()" not in cell_sentence(CellProblem("Vụ việc", "J3", 3, "case", b"", "", fault, ""), CATALOGUE)


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("case", "offence", "trom_cap", "Trộm cắp tài sản"),
        ("case", "occurred_on", "2020-03-02", "02/03/2020"),
        ("case", "damage", 1234567, "1.234.567 đồng"),
        ("case", "heroin_g", Decimal("0.5"), "0,5 gam"),
        ("case", "summary", "mất trâu", "mất trâu"),
        ("figure", "month", "2020-M06", "06/2020"),
    ],
)
def test_values_are_shown_as_people_read_them(kind, field, value, words):
    assert value_words(CATALOGUE, CATALOGUE.kinds[kind].field(field), value) == words


def test_an_edit_is_told_with_its_cell_before_and_after():
    edit = CellEdit("Vụ việc", "C3", 3, "case", b"", "offence", None, "trom_cap")
    assert edit_words(edit, CATALOGUE) == "Vụ việc!C3 Tội danh: trống → Trộm cắp tài sản"
    unknown = CellEdit("Trang lạ", "A1", 1, "x", b"", "y", "a", None)
    assert edit_words(unknown, CATALOGUE) == "Trang lạ!A1: a → trống"
