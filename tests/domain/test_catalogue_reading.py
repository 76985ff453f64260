"""The catalogue goes to Excel and comes back: unchanged the same, edited exactly those edits, faults at their cell."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.catalogue import Catalogue, FaultCode
from desktop.domain.catalogue_changes import What
from desktop.domain.catalogue_columns import FORMAT, FORMAT_KEY, FRONT, SHEETS
from desktop.domain.catalogue_reading import read_back
from desktop.domain.catalogue_sheets import flatten
from desktop.domain.catalogue_source import parse_source, shipped, source_text, version_of
from tests.domain.catalogue_books import Edited

BASE = shipped()
LABELLED = [
    (plan.part, tuple(str(row[key]) for key in plan.keys), name)
    for plan in SHEETS
    for name in ("name", "label")
    if any(column.key == name for column in plan.columns)
    for row in flatten(BASE)[plan.part]
    if row.get(name)
]
INDICATOR = {
    "code": "TX.90", "name": "Vụ trên không gian mạng", "unit": "vụ", "kind": "nhập tay", "aggregation": "cộng",
    "direction": "trung tính",
}  # fmt: skip


@pytest.fixture
def edited():
    return Edited(BASE)


def faults(edited, not_before=""):
    return [
        (each.sheet, each.cell, each.code, each.value) for each in read_back(BASE, edited.book(), not_before).faults
    ]


def only_fault(edited, not_before=""):
    (found,) = faults(edited, not_before)
    return found


def test_unchanged_it_is_the_very_same(edited):
    found = read_back(BASE, edited.book())

    assert (found.faults, found.changes) == ((), ())
    assert source_text(found.source) == source_text(BASE)


def test_its_text_holds_all_of_it():
    assert parse_source(source_text(BASE)) == BASE
    assert vars(Catalogue.read(BASE))["rules"] == Catalogue.load().rules


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(LABELLED), min_size=1, max_size=8, unique=True), st.randoms())
def test_exactly_the_edits_come_back(places, random):
    edited, wanted = Edited(BASE), set()
    for number, (part, key, column) in enumerate(places):
        words = f"Nhãn mới {number} {random.randrange(1000)}"
        edited.put(part, key, column, words)
        wanted.add((part, ".".join(key), words))

    found = read_back(BASE, edited.book())

    assert found.faults == ()
    assert {(each.part, each.key, each.cells[0].after) for each in found.changes} == wanted
    assert all(len(each.cells) == 1 and each.what is What.CHANGED for each in found.changes)
    again = read_back(found.source, Edited(found.source).book())
    assert again.changes == () and again.source == found.source


def test_a_new_version_names_the_one_before(edited):
    edited.put("sections", ("TH",), "name", "Tình hình chung")

    found = read_back(BASE, edited.book())

    assert version_of(found.source) == "2020.3"
    assert Catalogue.read(found.source).previous == ("2020.2", "2020.1")


def test_rows_are_added_and_retired(edited):
    edited.add("indicators", ("TX.01",), **INDICATOR)
    edited.put("choices", ("offence", "cuop"), "valid_to", date(2020, 6, 30))

    found = read_back(BASE, edited.book())

    assert [(each.part, each.what, each.key) for each in found.changes] == [
        ("indicators", What.ADDED, "TX.90"),
        ("choices", What.RETIRED, "offence.cuop"),
    ]
    made = Catalogue.read(found.source)
    assert (made.indicator("TX.90").short, made.indicator("TX.90").english) == (INDICATOR["name"],) * 2
    assert made.choices["offence"].by_code["cuop"].valid_to == "2020-06-30"


def test_another_order_is_told_once(edited):
    grid = edited.grid("choices")
    line = edited.line("choices", "offence", "cuop")
    grid[line], grid[line + 1] = grid[line + 1], grid[line]

    (change,) = read_back(BASE, edited.book()).changes

    assert (change.part, change.what) == ("choices", What.MOVED)


def test_columns_may_be_moved_and_blank_tails_are_nothing(edited):
    for row in edited.grid("indicators"):
        row.append(row.pop(2))
    edited.grid("rules").extend([[None, "", "  "]] * 40)
    edited.grid("fields")[0] = [""] * len(edited.grid("fields")[0])

    found = read_back(BASE, edited.book())

    assert (found.faults, found.changes, found.source == BASE) == ((), (), True)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("unit", "người", FaultCode.MEANING_CHANGED),
        ("aggregation", "cuối kỳ", FaultCode.MEANING_CHANGED),
        ("count", "penalty", FaultCode.MEANING_CHANGED),
        ("core", "đúng", FaultCode.NOT_A_FLAG),
        ("decimals", 1.5, FaultCode.NOT_WHOLE),
        ("target", "nhiều", FaultCode.NOT_NUMERIC),
        ("target", 0.12345678901234567, FaultCode.NOT_NUMERIC),
        ("valid_to", 43983.0, FaultCode.NOT_A_DAY),
        ("valid_to", "31/02/2020", FaultCode.NOT_A_DAY),
        ("valid_to", date(2020, 1, 31), FaultCode.TOO_EARLY),
        ("direction", "lên", FaultCode.BAD_WORD),
        ("where", "group TTXH", FaultCode.BAD_CONDITION),
        ("where", "group = KHONG_CO", FaultCode.UNKNOWN_CHOICE),
        ("name", True, FaultCode.WRONG_TYPE),
    ],
)
def test_a_fault_names_sheet_cell_and_value(edited, column, value, code):
    edited.put("indicators", ("TX.01",), column, value)
    cell = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[edited.place('indicators', column)]}{edited.line('indicators', 'TX.01') + 1}"

    found = faults(edited, "2020-06-15")

    assert [each[:3] for each in found if each[2] is code] == [("Chỉ tiêu", cell, code)]


def test_a_deleted_row_must_be_retired_instead(edited):
    edited.drop("choices", "offence", "cuop")

    assert only_fault(edited)[2:] == (FaultCode.ROW_REMOVED, "cuop")


def test_a_code_stands_once(edited):
    edited.add("choices", list="offence", code="cuop", label="Cướp nữa", parent="TTXH")

    sheet, cell, code, value = only_fault(edited)

    assert (sheet, code, value) == ("Lựa chọn", FaultCode.DUPLICATE, "cuop")
    assert cell == f"B{len(edited.grid('choices'))}"


def test_formulas_and_errors_are_no_values(edited):
    edited.odd = {"Chỉ tiêu": {(5, 3): "#N/A"}}

    assert only_fault(edited) == ("Chỉ tiêu", "D6", FaultCode.FORMULA, "#N/A")


def test_rules_that_cannot_be_read_are_at_their_cells(edited):
    edited.add("rules", code="case.new", level="cảnh báo", kind="case", left="subjects +", op="lớn hơn", value=3,
               message="Có {subjects} đối tượng.")  # fmt: skip
    line = len(edited.grid("rules"))

    assert only_fault(edited) == ("Quy tắc", f"E{line}", FaultCode.BAD_EXPRESSION, "subjects +")


def test_a_new_rule_begins_as_a_warning_and_a_new_field_is_not_required(edited):
    edited.add("rules", code="case.new", level="sai, giữ lại", kind="case", left="subjects", op="không lớn hơn",
               value=50, message="Có {subjects} đối tượng.")  # fmt: skip
    edited.add("fields", kind="case", code="weather", label="Thời tiết", type="chữ", required="x")

    assert [(each[0], each[2]) for each in faults(edited)] == [
        ("Trường", FaultCode.NEW_REQUIRED),
        ("Quy tắc", FaultCode.TOO_STRICT),
    ]


def test_bounds_only_widen(edited):
    edited.put("fields", ("business_check", "premises"), "maximum", 10)

    assert only_fault(edited)[2:] == (FaultCode.NARROWED, "10")
    edited.put("fields", ("business_check", "premises"), "maximum", 99999)
    assert faults(edited) == []


@pytest.mark.parametrize(
    ("part", "row", "column", "code"),
    [
        ("fields", {"kind": "no", "code": "a", "label": "A", "type": "chữ"}, "kind", FaultCode.UNKNOWN_KIND),
        ("choices", {"list": "no", "code": "a", "label": "A"}, "list", FaultCode.UNKNOWN_LIST),
        ("indicators", {**INDICATOR, "code": "ZZ.01"}, "code", FaultCode.UNKNOWN_SECTION),
        ("indicators", {**INDICATOR, "code": ""}, "code", FaultCode.KEY_MISSING),
        ("fields", {"kind": "case", "code": "a", "label": "A", "type": "chọn", "choices": "no"}, "choices",
         FaultCode.UNKNOWN_LIST),
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_named(edited, part, row, column, code):
    edited.add(part, **row)

    _, cell, found, _ = only_fault(edited)

    assert (found, cell) == (code, f"{'ABCDEFGHIJKLMNOP'[edited.place(part, column)]}{len(edited.grid(part))}")


def test_a_workbook_of_another_version_or_without_a_sheet_is_refused(edited):
    edited.grids["Hướng dẫn"][1][1] = "2020.1"
    del edited.grids["Quy tắc"]

    assert [each[2] for each in faults(edited)] == [FaultCode.OTHER_VERSION, FaultCode.SHEET_MISSING]


def test_a_workbook_of_a_later_program_is_told_as_one(edited):
    """It may hold sheets and columns that would be left out here in silence."""
    edited.grids[FRONT].append([FORMAT_KEY, str(FORMAT + 1)])
    edited.grids["Quy tắc"][0][0] = "unheard of"
    assert [each[2] for each in faults(edited)] == [FaultCode.LATER_FORMAT]
    edited.grids[FRONT][-1] = [FORMAT_KEY, float(FORMAT)]
    assert FaultCode.LATER_FORMAT not in [each[2] for each in faults(edited)]


def test_codes_that_libreoffice_spoils_are_known_again(edited):
    """Opening its own file again it takes `_xa_` for an escaped line feed."""
    line = edited.line("choices", "outreach_form", "mang_xa_hoi")
    edited.grid("choices")[line][1] = "mang\nhoi"

    assert read_back(BASE, edited.book()).source == BASE
