"""The table in an old sheet: titles, heads of several rows, totals, signatures; what it is and what its rows say."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.old_cells import CellVerdict, CellWhy
from desktop.domain.old_figures import FigureWhy, IndicatorWhy, figure_rows
from desktop.domain.old_guesses import Guesser, choice_of, is_personal, open_fields
from desktop.domain.old_maps import (
    FIGURES,
    SKIP,
    SWAP,
    UNIT,
    MapFault,
    SheetMap,
    map_facts,
    map_of_facts,
    maps_text,
    parse_maps,
    shape_of,
)
from desktop.domain.old_rows import RowReader, unit_code
from desktop.domain.old_sheets import OldSheet
from desktop.domain.old_tables import LeftOut, find_table

CATALOGUE = Catalogue.load()
GUESSER = Guesser(CATALOGUE)


def sheet(*rows, title="Sheet1", **facts):
    width = max(map(len, rows))
    return OldSheet(title, tuple((*row, *[""] * (width - len(row))) for row in rows), **facts)


def table(*rows, **facts):
    found = find_table(sheet(*rows, **facts), GUESSER.known)
    assert found is not None
    return found


def test_titles_numbering_totals_and_signatures_are_told_from_data():
    found = table(
        ["CÔNG AN XÃ"],
        ["DANH SÁCH VỤ VIỆC NĂM 2024"],
        [],
        ["STT", "Ngày xảy ra", "Nội dung", "Số đối tượng"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["I. Quý I"],
        [1.0, date(2024, 3, 5), "Trộm cắp", 2.0],
        [],
        ["STT", "Ngày xảy ra", "Nội dung", "Số đối tượng"],
        [2.0, date(2024, 4, 5), "Cộng tác viên báo tin", 1.0],
        ["", "Cộng", "", 3.0],
        [],
        ["", "", "Người lập biểu", ""],
        ["", "", "Nguyễn A", ""],
    )
    assert found.headers == ("STT", "Ngày xảy ra", "Nội dung", "Số đối tượng")
    assert found.titles == ("CÔNG AN XÃ", "DANH SÁCH VỤ VIỆC NĂM 2024")
    assert found.rows == (6, 9)
    assert dict(found.left_out) == {
        4: LeftOut.NUMBERING,
        5: LeftOut.SEPARATOR,
        8: LeftOut.HEAD_AGAIN,
        10: LeftOut.TOTAL,
        12: LeftOut.FOOT,
        13: LeftOut.FOOT,
    }


@pytest.mark.parametrize("word", ["Cộng", "CỘNG:", "Tổng số", "Tổng cộng", "Tổng số quý I", "Lũy kế", "Cộng tháng 3"])
def test_words_of_total_rows(word):
    found = table(["STT", "Ngày", "Nội dung"], [1.0, date(2024, 1, 2), "a"], ["", word, 5.0])
    assert found.left_out == ((2, LeftOut.TOTAL),)


def test_heads_of_several_rows_with_merged_cells():
    found = table(
        ["Số TT", "Thời gian", "", "Nội dung"],
        ["", "Ngày", "Từ giờ", ""],
        [1.0, date(2024, 1, 2), 21.0, "a"],
        merged=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)),
    )
    assert found.head == (0, 1)
    assert found.headers == ("Số TT", "Thời gian – Ngày", "Thời gian – Từ giờ", "Nội dung")


def test_heads_of_several_rows_without_merged_cells():
    """As a .csv has them."""
    found = table(["STT", "Thời gian", "", "Nội dung"], ["", "Ngày", "Từ giờ", ""], ["1", "2/1/2024", "21", "a"])
    assert found.headers == ("STT", "Thời gian – Ngày", "Thời gian – Từ giờ", "Nội dung")
    assert found.rows == (2,)


def test_a_cell_merged_downwards_says_it_for_all_its_rows():
    found = table(
        ["STT", "Ngày", "Nội dung"],
        [1.0, date(2024, 1, 2), "a"],
        [2.0, "", "b"],
        merged=((1, 1, 2, 1),),
    )
    assert found.cell(2, 1) == date(2024, 1, 2)
    assert found.is_merged(2, 1)


def test_an_empty_sheet_has_no_table():
    assert find_table(sheet([""]), GUESSER.known) is None


@pytest.mark.parametrize(
    ("title", "heads", "kind", "fields"),
    [
        (
            "Vụ việc", ["STT", "Ngày xảy ra", "Nội dung vụ việc", "Tội danh", "Địa bàn", "Đối tượng", "Ghi chú"],
            "case", ("", "occurred_on", "summary", "offence", "hamlet", "subjects", ""),
        ),
        (
            "Tuần tra", ["TT", "Thời gian", "Loại tuần tra", "Tuyến đường", "Quân số", "Kết quả", "Ghi chú"],
            "patrol", ("", "held_on", "patrol_kind", "route", "officers", "result", "note"),
        ),
        (
            "Văn bản", ["STT", "Số, ký hiệu", "Ngày ban hành", "Loại văn bản", "Trích yếu"],
            "document", ("", "number", "issued_on", "document_type", "subject"),
        ),
        (
            "Sheet1", ["Ngày lập biên bản", "Lĩnh vực", "Hành vi", "Số tiền phạt", "Hình thức"],
            "penalty", ("recorded_on", "field", "violation", "amount", "form"),
        ),
    ],
)  # fmt: skip
def test_kinds_and_columns_are_guessed(title, heads, kind, fields):
    made = GUESSER.guess(table(heads, ["x"] * len(heads), title=title))
    assert (made.kind, made.columns) == (kind, fields)


def test_a_table_of_nothing_we_know_is_not_taken():
    made = GUESSER.guess(table(["Tên món", "Giá", "Số bàn"], ["Phở", "30000", "4"]))
    assert made.kind == SKIP


def test_columns_that_name_citizens_are_never_taken():
    assert is_personal("Họ và tên đối tượng")
    assert is_personal("Số CCCD")
    assert not is_personal("Số đối tượng")
    found = table(
        ["Ngày xảy ra", "Họ và tên", "Nội dung", "Số điện thoại"],
        [date(2024, 1, 2), "Nguyễn Văn A", "Trộm cắp, gọi 0912345678", "0912345678"],
        title="Vụ việc",
    )
    made = SheetMap("case", ("occurred_on", "summary", "hamlet", "lead"))
    (row,) = RowReader(CATALOGUE, CATALOGUE.kind("case"), found, made).rows()
    assert "Nguyễn" not in repr(row) and "0912345678" not in repr(row.raw)
    assert {cell.field for cell in row.cells} == {"occurred_on", "hamlet"}


def read(rows, heads, kind, made=None, **facts):
    found = table(heads, *rows, **facts)
    guessed = made or GUESSER.guess(found)
    assert guessed.kind == kind
    return list(RowReader(CATALOGUE, CATALOGUE.kind(kind), found, guessed).rows())


def test_cells_have_verdicts():
    heads = ["Ngày xảy ra", "Tội danh", "Đối tượng", "Nội dung", "Chết"]
    rows = read(
        [
            ["5/3/2024", "Trộm cắp tài sản", 2.0, "a", ""],
            ["31/2/2024", "Trộm cắp", "03 đối tượng", "b", ""],
            [date(2024, 3, 25), "Trồng cây lạ", "hai", "c", "không"],
        ],
        heads,
        "case",
        title="Vụ việc 2024",
    )
    verdicts = [[(cell.verdict, cell.why) for cell in row.cells] for row in rows]
    assert verdicts[0][:3] == [
        (CellVerdict.CONVERTED, CellWhy.PLAIN),
        (CellVerdict.TAKEN, CellWhy.PLAIN),
        (CellVerdict.TAKEN, CellWhy.PLAIN),
    ]
    assert rows[0].values["group"], "the group comes with the offence"
    assert verdicts[1][0] == (CellVerdict.CANNOT, CellWhy.NOT_DATE)
    assert verdicts[1][2] == (CellVerdict.CONVERTED, CellWhy.NUMBER_TEXT)
    assert verdicts[2][1:3] == [
        (CellVerdict.CANNOT, CellWhy.UNKNOWN_CHOICE),
        (CellVerdict.CANNOT, CellWhy.NOT_NUMBER),
    ]
    assert rows[2].values["deaths"] == 0
    assert "deaths" not in rows[0].values, "a blank is no zero"


def test_a_persons_word_about_swapped_days_holds():
    heads, cells = ["Ngày", "Loại tuần tra"], [[date(2024, 5, 3), "x"], ["25/3/2024", "x"], ["13/3/2024", "x"]]
    rows = read(cells, heads, "patrol", title="Tuần tra")
    assert (rows[0].values["held_on"], rows[0].cells[0].verdict) == ("2024-03-05", CellVerdict.DOUBTFUL)
    made = SheetMap("patrol", ("held_on", "patrol_kind")).with_days("held_on", SWAP)
    assert read(cells, heads, "patrol", made)[0].cells[0].verdict is CellVerdict.CONVERTED


def test_values_for_all_rows_and_words_of_choices():
    heads = ["Ngày xảy ra", "Tội danh", "Nội dung"]
    made = SheetMap("case", ("occurred_on", "offence", "summary"))
    assert [each.name for each in open_fields(CATALOGUE.kind("case"), made)] == ["severity"]
    made = made.with_constant("severity", "IT").with_choice("offence", "Mất gà", "trom_cap")
    (row,) = read([["5/3/2024", "mất  GÀ", "a"]], heads, "case", made)
    assert (row.values["severity"], row.values["offence"]) == ("IT", "trom_cap")


def test_choices_that_are_nearly_right_are_only_proposed():
    items = CATALOGUE.choices["offence"]
    assert choice_of(items, "trộm cắp tài sản") == ("trom_cap", True)
    assert choice_of(items, "Trộm cắp tài sãn") == ("trom_cap", True), "marks are folded"
    assert choice_of(items, "Trộm cấp tài sàn nhỏ")[1] is False
    assert choice_of(items, "xyz") is None


@pytest.mark.parametrize("text", ["01273", "1273", "1273,0", "1273 "])
def test_codes_get_their_zeros_back(text):
    assert unit_code(text) == "01273"


def test_names_of_units_are_compared_without_what_is_called_before():
    assert unit_code("Công an xã Đàm Thủy") == unit_code("xã Đàm Thủy") == unit_code("ĐÀM THỦY")


def test_maps_there_and_back():
    made = SheetMap("case", ("occurred_on", "", UNIT), {"severity": "IT"}, {"offence": {"a": "trom_cap"}}, {}, 2024)
    assert map_of_facts(map_facts(made)) == made
    shape = shape_of(["Ngày", "Nội dung"])
    assert shape == shape_of(["NGÀY", "nội  dung"]) != shape_of(["Nội dung", "Ngày"])
    assert parse_maps(maps_text({shape: made})) == {shape: made}


NO_MAPS = ("", "[]", "{}", '{"giaoban_map": 1}', '{"giaoban_map": 1, "maps": {"a": {"kind": 1}}}')


@pytest.mark.parametrize("text", NO_MAPS)
def test_other_files_are_no_maps(text):
    with pytest.raises(MapFault):
        parse_maps(text)


def test_a_table_of_figures_month_by_month():
    found = table(
        ["Biểu số liệu năm 2019"],
        ["TT", "Chỉ tiêu", "ĐVT", "Tháng 1", "Tháng 2", "Tháng 3"],
        [1.0, "1. Vụ việc khiếu kiện, tranh chấp phức tạp", "vụ", 0.0, "", "-"],
        [2.0, "Số vụ phạm tội về trật tự xã hội xảy ra", "vụ", "1.234", "không", "abc"],
        [3.0, "Tỷ lệ điều tra, khám phá", "%", 88.9, 89.4, ""],
        [4.0, "Chỉ tiêu lạ", "", 1.0, 1.0, 1.0],
    )
    made = GUESSER.guess(found)
    assert (made.kind, made.year) == (FIGURES, 2019)
    rows = list(figure_rows(GUESSER, found, made))
    assert [row.indicator.code if row.indicator else "" for row in rows] == ["TH.13", "TH.01", "TX.04", ""]
    assert [row.why for row in rows][2:] == [IndicatorWhy.RECOMPUTED, IndicatorWhy.UNKNOWN]
    assert [(each.period, each.state, each.why) for each in rows[0].figures] == [
        ("2019-M01", "zero", FigureWhy.PLAIN),
        ("2019-M02", None, FigureWhy.PLAIN),
        ("2019-M03", None, FigureWhy.DASH),
    ]
    assert [each.value for each in rows[1].figures] == [Decimal(1234), 0, None]


def test_a_table_of_one_period():
    found = table(
        ["Số liệu 6 tháng đầu năm 2019"],
        ["Chỉ tiêu", "Số lượng"],
        ["Số vụ phạm tội về trật tự xã hội xảy ra", 12.0],
    )
    made = GUESSER.guess(found)
    assert made.period == "2019-H1"
    (row,) = figure_rows(GUESSER, found, made)
    assert [(each.period, each.value) for each in row.figures] == [("2019-H1", 12)]
