"""Every fault of a catalogue is named with its file and line."""

# ruff: noqa: E501

import shutil
from pathlib import Path

import pytest

from desktop.base.paths import resource
from desktop.domain.catalogue import Catalogue, CatalogueError, CatalogueFault, FaultCode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "catalogue"
    shutil.copytree(resource("catalogue"), copy)
    return copy


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace a text; give the line where it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> tuple[CatalogueFault, ...]:
    with pytest.raises(CatalogueError) as refused:
        Catalogue.read(folder)
    assert all(str(fault) in str(refused.value) for fault in refused.value.faults)
    return refused.value.faults


ONE_FAULT = {
    "version before that is none": ("catalogue.toml", '"2020.1", "2019.2"', '"2020.1", "mới"', FaultCode.BAD_VERSION, "mới"),
    "version before that is later": ("catalogue.toml", '"2020.1", "2019.2"', '"2020.1", "2020.10"', FaultCode.BAD_VERSION, "2020.10"),
    "third version before": ("catalogue.toml", '"2020.1", "2019.2"', '"2020.1", "2019.2", "2019.1"', FaultCode.BAD_VERSION, "2019.1"),
    "key unknown": ("kinds/case.toml", 'width = 60, group = "Nội dung"', 'widht = 60, group = "Nội dung"', FaultCode.KEY_UNKNOWN, "widht"),
    "key missing": ("sections.toml", 'tab = "Hậu cần"\n', "", FaultCode.KEY_MISSING, "tab"),
    "wrong type": ("kinds/case.toml", 'width = 60, group', 'width = "60", group', FaultCode.WRONG_TYPE, "60"),
    "type word": ("kinds/duty.toml", 'type = "date"', 'type = "datum"', FaultCode.BAD_WORD, "datum"),
    "list of a field": ("kinds/case.toml", 'choices = "severity"', 'choices = "severities"', FaultCode.UNKNOWN_LIST, "severities"),
    "default choice": ("kinds/case.toml", 'default = "tiep_nhan"', 'default = "tiep"', FaultCode.UNKNOWN_CHOICE, "tiep"),
    "parent field": ("kinds/case.toml", 'parent = "group"', 'parent = "gruppe"', FaultCode.UNKNOWN_FIELD, "gruppe"),
    "parent choice": ("choices.toml", 'parent = "MA" }', 'parent = "MX" }', FaultCode.UNKNOWN_CHOICE, "MX"),
    "parent list": ("choices.toml", 'parents = "penalty_field"', 'parents = "penalty"', FaultCode.UNKNOWN_LIST, "penalty"),
    "listed field": ("kinds/patrol.toml", '"route"]', '"rout"]', FaultCode.UNKNOWN_FIELD, "rout"),
    "date field": ("kinds/patrol.toml", 'date_field = "held_on"', 'date_field = "route"', FaultCode.NOT_A_DATE, "route"),
    "section of a kind": ("kinds/patrol.toml", 'section = "PT"', 'section = "PX"', FaultCode.UNKNOWN_SECTION, "PX"),
    "long sheet": ("kinds/patrol.toml", 'sheet = "Tuần tra"', f'sheet = "{"T" * 32}"', FaultCode.BAD_SHEET, "T" * 32),
    "illegal sheet": ("kinds/patrol.toml", 'sheet = "Tuần tra"', 'sheet = "Tuần/tra"', FaultCode.BAD_SHEET, "Tuần/tra"),
    "sheet twice": ("kinds/patrol.toml", 'sheet = "Tuần tra"', 'sheet = "Chỉ tiêu"', FaultCode.DUPLICATE, "Chỉ tiêu"),
    "prefix twice": ("kinds/patrol.toml", 'number_prefix = "TT"', 'number_prefix = "XP"', FaultCode.DUPLICATE, "XP"),
    "bounds": ("kinds/patrol.toml", 'label = "Ngày", english = "Date", type = "date"', 'label = "Ngày", english = "Date", type = "date", maximum = 5', FaultCode.BAD_BOUNDS, "5"),
    "common field": ("kinds/patrol.toml", 'hamlet = "common"', 'hamletts = "common"', FaultCode.UNKNOWN_FIELD, "common"),
    "label twice in a list": ("choices.toml", 'label = "Đường sắt"', 'label = "Đường bộ"', FaultCode.AMBIGUOUS_LABEL, "Đường bộ"),
    "header twice in a kind": ("kinds/duty.toml", 'label = "Bàn giao"', 'label = "Diễn biến"', FaultCode.AMBIGUOUS_LABEL, "Diễn biến"),
    "bad code": ("choices.toml", "duong_sat =", '"duong-sat" =', FaultCode.BAD_CODE, "duong-sat"),
    "counted kind": ("indicators/GT.toml", 'count = "patrol"', 'count = "patrols"', FaultCode.UNKNOWN_KIND, "patrols"),
    "counted date": ("indicators/GT.toml", 'by = "held_on"', 'by = "route"', FaultCode.NOT_A_DATE, "route"),
    "counted date unknown": ("indicators/GT.toml", 'by = "held_on"', 'by = "day"', FaultCode.UNKNOWN_FIELD, "day"),
    "summed field": ("indicators/GT.toml", 'sum = "amount"', 'sum = "note"', FaultCode.NOT_A_NUMBER, "note"),
    "split field": ("indicators/GT.toml", 'split = ["violation"]', 'split = ["note"]', FaultCode.UNKNOWN_FIELD, "note"),
    "condition": ("indicators/GT.toml", '["patrol_kind = giao_thong"]', '["patrol_kind is giao_thong"]', FaultCode.BAD_CONDITION, "patrol_kind is giao_thong"),
    "condition field": ("indicators/GT.toml", '["patrol_kind = giao_thong"]', '["kind = giao_thong"]', FaultCode.UNKNOWN_FIELD, "kind"),
    "condition choice": ("indicators/GT.toml", '["patrol_kind = giao_thong"]', '["patrol_kind = bien"]', FaultCode.UNKNOWN_CHOICE, "bien"),
    "origin": ("indicators/TX.toml", 'origin = "inside"', 'origin = "within"', FaultCode.BAD_WORD, "within"),
    "expression": ("indicators/TB.toml", 'numerator = "TB.04"', 'numerator = "TB.04 x"', FaultCode.BAD_EXPRESSION, "TB.04 x"),
    "operand": ("indicators/TX.toml", 'denominator = "TH.01"', 'denominator = "TH.99"', FaultCode.UNKNOWN_INDICATOR, "TH.99"),
    "ratio of a ratio": ("indicators/TX.toml", 'denominator = "TH.01"', 'denominator = "TX.05"', FaultCode.UNKNOWN_INDICATOR, "TX.05"),
    "cycle": ("indicators/TB.toml", 'numerator = "TB.02 + TB.01', 'numerator = "TB.05 + TB.01', FaultCode.CYCLE, "TB.05"),
    "examples": ("indicators/TH.toml", 'not_counted = "thiệt hại của vụ kinh tế, của vụ cháy."\n', "", FaultCode.EXAMPLES_MISSING, "TH.05"),
    "row missing": ("indicators/DV.toml", '["DV.01"]', '["DV.02"]', FaultCode.ROW_MISSING, "DV.01"),
    "likeness choice": ("kinds/case.toml", 'choices = ["group", "offence"]', 'choices = ["group", "hamlet"]', FaultCode.UNKNOWN_FIELD, "hamlet"),
    "likeness amount": ("kinds/case.toml", 'amounts = ["subjects",', 'amounts = ["summary",', FaultCode.UNKNOWN_FIELD, "summary"),
    "likeness word": ("kinds/case.toml", 'words = ["summary",', 'words = ["story",', FaultCode.UNKNOWN_FIELD, "story"),
    "likeness days": ("kinds/case.toml", "days = 3", "days = -1", FaultCode.BAD_BOUNDS, "-1"),
    "likeness days, in words": ("kinds/case.toml", "days = 3", 'days = "three"', FaultCode.WRONG_TYPE, "three"),
    "likeness key": ("kinds/case.toml", "days = 3", "weeks = 3", FaultCode.KEY_UNKNOWN, "weeks"),
    "rule kind": ("rules.toml", 'kind = "penalty"', 'kind = "penalties"', FaultCode.UNKNOWN_KIND, "penalties"),
    "rule field": ("rules.toml", 'left = "decided_on"', 'left = "decided"', FaultCode.UNKNOWN_FIELD, "decided"),
    "rule operator": ("rules.toml", 'op = "both_or_none"', 'op = "both"', FaultCode.BAD_WORD, "both"),
    "rule level": ("rules.toml", 'level = "W"', 'level = "X"', FaultCode.BAD_WORD, "X"),
    "rule scope": ("rules.toml", 'scope = "period"', 'scope = "week"', FaultCode.BAD_WORD, "week"),
    "rule missing word": ("rules.toml", 'missing = "zero"', 'missing = "nought"', FaultCode.BAD_WORD, "nought"),
    "rule choice": ("rules.toml", 'values = ["khau"]', 'values = ["cay"]', FaultCode.UNKNOWN_CHOICE, "cay"),
    "rule condition": ("rules.toml", 'when = ["tip present"]', 'when = ["tips present"]', FaultCode.UNKNOWN_FIELD, "tips"),
    "rule indicator": ("rules.toml", 'left = "TH.02"', 'left = "TH.77"', FaultCode.UNKNOWN_INDICATOR, "TH.77"),
    "rule sentence": ("rules.toml", "Có {teams} tổ", "Có {groups} tổ", FaultCode.BAD_TEMPLATE, "groups"),
    "rule bound": ("rules.toml", 'op = "<="\nright = "@today"', 'op = "not_both"\nright = "@today"', FaultCode.BAD_EXPRESSION, "@today"),
}  # fmt: skip


LOCATED_ELSEWHERE = {FaultCode.KEY_MISSING, FaultCode.ROW_MISSING, FaultCode.EXAMPLES_MISSING, FaultCode.BAD_TEMPLATE}
"""What is missing, and a word inside a sentence, is named at its table."""
MULTILINE = {'op = "<="\nright = "@today"': 1}
"""Texts of two lines whose fault lies on the second."""


@pytest.mark.parametrize("fault", ONE_FAULT.values(), ids=ONE_FAULT)
def test_a_fault_is_named_with_its_file_and_line(folder: Path, fault: tuple[str, str, str, FaultCode, str]) -> None:
    name, old, new, code, value = fault
    line = spoil(folder, name, old, new)
    found = [each for each in faults(folder) if (each.code, each.value) == (code, value)]
    assert found, faults(folder)
    if code not in LOCATED_ELSEWHERE:
        assert (found[0].file, found[0].line) == (name, line + MULTILINE.get(old, 0))
    assert found[0].line > 1 or name == found[0].file


def test_a_missing_key_is_named_at_its_table(folder: Path) -> None:
    spoil(folder, "sections.toml", 'tab = "Hậu cần"\n', "")
    line = (folder / "sections.toml").read_text(encoding="utf-8").split("[HC]")[0].count("\n") + 1
    assert faults(folder)[0] == CatalogueFault("sections.toml", line, "HC", FaultCode.KEY_MISSING, "tab")


def test_text_that_is_no_toml_is_named_with_its_line(folder: Path) -> None:
    line = spoil(folder, "rules.toml", 'level = "W"', "level = W")
    first = faults(folder)[0]
    assert (first.file, first.line, first.code) == ("rules.toml", line, FaultCode.NOT_TOML)


def test_the_same_code_twice_is_named(folder: Path) -> None:
    line = spoil(folder, "choices.toml", "duong_sat =", "duong_bo =")
    found = next(fault for fault in faults(folder) if fault.code is FaultCode.NOT_TOML)
    assert (found.file, found.line) == ("choices.toml", line)


def test_the_same_indicator_in_two_files_is_named(folder: Path) -> None:
    text = (folder / "indicators" / "DV.toml").read_text(encoding="utf-8")
    with (folder / "indicators" / "HC.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + text.split("\n", 1)[1])
    assert [(each.file, each.code, each.value) for each in faults(folder)] == [
        ("indicators/HC.toml", FaultCode.DUPLICATE, "DV.01")
    ]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "kinds" / "duty.toml").unlink()
    assert ("kinds/duty.toml", FaultCode.FILE_MISSING) in {(each.file, each.code) for each in faults(folder)}


def test_a_kind_that_no_one_lists_is_named(folder: Path) -> None:
    line = spoil(folder, "catalogue.toml", '"patrol", ', "")
    found = [each for each in faults(folder) if each.code is FaultCode.ROW_MISSING]
    assert [(each.file, each.value) for each in found] == [("catalogue.toml", "kinds/patrol.toml")]
    assert found[0].line == line - 1


def test_all_faults_are_told_at_once(folder: Path) -> None:
    spoil(folder, "rules.toml", 'level = "W"', 'level = "X"')
    spoil(folder, "kinds/patrol.toml", 'section = "PT"', 'section = "PX"')
    spoil(folder, "choices.toml", 'label = "Đường sắt"', 'label = "Đường bộ"')
    assert {each.file for each in faults(folder)} == {"rules.toml", "kinds/patrol.toml", "choices.toml"}


def test_an_untouched_copy_is_read(folder: Path) -> None:
    assert Catalogue.read(folder).version == Catalogue.load().version
