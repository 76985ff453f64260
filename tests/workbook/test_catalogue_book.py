"""The catalogue as a workbook: as people expect it in Excel, and the same catalogue after other hands saved it."""

import pytest
from openpyxl import Workbook, load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Silent
from desktop.domain.catalogue_columns import FRONT, SHEETS
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_reading import read_back
from desktop.domain.catalogue_sheets import flatten
from desktop.domain.catalogue_source import parse_source, shipped, source_text, version_of
from desktop.workbook import catalogue_writer
from desktop.workbook.catalogue_reader import open_file
from tests import resaving

WHO = "Công an tỉnh Cao Bằng"


def written(source, path):
    catalogue_writer.write(path, flatten(source), version_of(source), WHO, Silent())
    return path


@pytest.fixture(scope="module")
def base():
    return shipped()


@pytest.fixture(scope="module")
def book(base, tmp_path_factory):
    return written(base, tmp_path_factory.mktemp("catalogue") / "danh-muc.xlsx")


def test_it_is_a_workbook_to_be_edited(book):
    opened = load_workbook(book)
    assert opened.sheetnames[:-1] == [FRONT, *(plan.title for plan in SHEETS)]
    assert opened[opened.sheetnames[-1]].sheet_state == "hidden"
    for plan in SHEETS:
        sheet = opened[plan.title]
        assert sheet.row_dimensions[1].hidden and sheet.freeze_panes.endswith("3")
        assert [cell.value for cell in sheet[1]] == [column.key for column in plan.columns]
        assert [cell.value for cell in sheet[2]] == [column.header for column in plan.columns]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    offered = {str(each.sqref).partition(":")[0] for each in opened["Chỉ tiêu"].data_validations.dataValidation}
    assert {"E3", "F3", "G3", "H3"} <= offered


def test_unchanged_it_is_the_very_same(base, book):
    found = read_back(base, open_file(str(book)))
    assert (found.faults, found.changes, found.source == base) == ((), (), True)


def test_words_that_look_like_something_else_stay_words(base, tmp_path):
    """A label like a formula, a number, a day or an escaped sign; numbers with decimals; a day as a bound."""
    source = parse_source(source_text(base))
    source["sections.toml"]["TH"]["name"] = "=1+1"
    source["sections.toml"]["TM"]["name"] = "01/02/2020"
    source["sections.toml"]["AN"]["name"] = "+84 _x000D_ 1E5"
    source["kinds/case.toml"]["fields"]["occurred_on"]["minimum"] = "1990-01-31"
    source["indicators/TX.toml"]["TX.04"]["target"] = 1
    source["rules.toml"]["case.solved_before_occurred"]["message"] = "@SUM(A1) 50%"
    path = written(source, tmp_path / "danh-muc.xlsx")

    found = read_back(source, open_file(str(path)))

    assert (found.faults, found.changes) == ((), ())


@pytest.mark.skipif(not resaving.INSTALLED, reason="LibreOffice is not installed")
def test_libreoffice_may_save_it_twice(base, book, tmp_path):
    for place in ("first", "second"):
        (tmp_path / place).mkdir()
        book = resaving.save(book, tmp_path / place)

    found = read_back(base, open_file(str(book)))

    assert (found.faults, found.changes, found.source == base) == ((), (), True)


def test_formulas_are_told_by_their_cells(base, book, tmp_path):
    opened = load_workbook(book)
    opened["Chỉ tiêu"]["B4"] = "=A1"
    opened.save(tmp_path / "danh-muc.xlsx")

    (fault,) = read_back(base, open_file(str(tmp_path / "danh-muc.xlsx"))).faults

    assert (fault.sheet, fault.cell, fault.code) == ("Chỉ tiêu", "B4", FaultCode.FORMULA)


def test_what_is_no_catalogue_is_refused(tmp_path):
    Workbook().save(tmp_path / "bang.xlsx")
    (tmp_path / "ghi-chu.xlsx").write_text("không phải Excel", "utf-8")
    for name, trouble in (("bang.xlsx", Trouble.NOT_A_CATALOGUE), ("ghi-chu.xlsx", Trouble.NOT_EXCEL)):
        with pytest.raises(UserError) as refusal:
            open_file(str(tmp_path / name))
        assert refusal.value.code is trouble
