"""A preview of any table: every row once, no cell breaks it, what enters is right by every check of the kind."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from desktop.domain.catalogue import Level
from desktop.domain.old_cells import CellVerdict
from desktop.domain.old_fonts import Script
from desktop.domain.old_guesses import Guesser
from desktop.domain.old_sheets import OldSheet, TextNote
from desktop.domain.old_tables import find_table
from desktop.domain.records import RecordDraft
from desktop.services import old_asking, old_previewing, recording
from desktop.services.old_looking import Look, LookedSheet
from desktop.services.old_previewing import Fate, Light

HEADS = ("STT", "Ngày", "Từ giờ", "Loại tuần tra", "Tuyến đường", "Lực lượng", "Số lượng", "Ghi chú")
ODD = (
    "", None, "x", "-", "không", "31/2/2019", "5/3", "5/3/2019", "tháng 3/2019", "12 vụ", "1.234,5", "1,234.5", "1.5",
    "Tuần tra đêm", "tuan tra chung", "Đi dạo", "Cộng", "Tổng số", "Người lập biểu", "Quốc lộ 4A", "(1)", "=1+1",
    "0912345678", 0.0, 1.0, 2.5, -3.0, 43532.0, 1e20, float("inf"), True, date(2019, 3, 5), date(1900, 1, 1),
    datetime(2019, 3, 5, 14, 30), "a" * 600, "\u200b", "Trém c¾p",
)  # fmt: skip


def looked(books, rows, **facts) -> Look:
    sheet = OldSheet("Tuần tra 2019", (HEADS, *map(tuple, rows)), **facts)
    guesser = Guesser(books.catalogue)
    table = find_table(sheet, guesser.known)
    return Look(Path("a.xlsx"), "a.xlsx", b"\1" * 32, (LookedSheet(sheet, table, guesser.guess(table)),))


def check(books, rows) -> None:
    look = looked(books, rows)
    preview = old_previewing.preview(books, look)
    told = [place for place, row in enumerate(rows, 2) if any(cell not in ("", None) for cell in row)]
    if look.sheets[0].table.head == (0,) and look.sheets[0].made.kind:
        assert [row.number for row in preview.rows] == told
    assert preview.counts().read == len(preview.rows)
    old_asking.asks(books, look, preview.rows, 2020)
    for row in preview.rows:
        assert row.fate in (row.choices or (row.fate,))
        if row.fate is Fate.FINAL:
            problems = recording.check(books, RecordDraft(row.kind, row.values))
            assert all(problem.level is not Level.E for problem in problems)
            assert all(cell.verdict is not CellVerdict.CANNOT for cell in row.cells)


def test_every_row_of_any_table_is_told_once(unit_books):
    @settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
    @given(some.lists(some.lists(some.sampled_from(ODD), min_size=8, max_size=8), min_size=1, max_size=12))
    def told(rows):
        check(unit_books, rows)

    told()


GOOD = [1.0, date(2019, 3, 20), 22.0, "Tuần tra đêm", "Quốc lộ 4A", 3.0, "", ""]


def fate_of_only(books, row, **facts):
    (made,) = old_previewing.preview(books, looked(books, [row], **facts)).rows
    return made


def test_a_hidden_row_waits_for_a_look(unit_books):
    row = fate_of_only(unit_books, GOOD, hidden_rows=frozenset({1}))
    assert (row.light, row.fate, row.why) == (Light.DOUBTFUL, Fate.DRAFT, ("Dòng ẩn trong Excel. Xem có nhập không.",))
    assert Fate.FINAL in row.choices


def test_a_broken_cell_makes_a_draft(unit_books):
    row = fate_of_only(unit_books, [*GOOD[:5], "", *GOOD[6:]], broken=frozenset({(1, 5)}))
    assert (row.light, row.fate) == (Light.CANNOT, Fate.DRAFT)
    assert "ô báo lỗi" in row.why[0]


def test_words_that_may_be_of_an_old_font_wait_for_a_look(unit_books):
    note = TextNote("trém", "trộm", Script.TCVN3, False)
    row = fate_of_only(unit_books, [*GOOD[:7], "trộm"], notes={(1, 7): note})
    assert (row.light, row.fate) == (Light.DOUBTFUL, Fate.DRAFT)
    assert "“trém” có thể là chữ phông cũ" in row.why[0]


def test_numbers_of_citizens_wait_for_a_look_and_are_not_kept_beside(unit_books):
    row = fate_of_only(unit_books, [*GOOD[:7], "Gọi 0912345678"])
    assert (row.light, row.fate) == (Light.DOUBTFUL, Fate.DRAFT)
    assert ("Ghi chú", "Gọi •••") in row.raw


@pytest.mark.parametrize(("cell", "count"), [(5.0, 5), ("", None), ("3 lượt", 3)])
def test_a_day_total_keeps_its_count(unit_books, cell, count):
    row = fate_of_only(unit_books, [*GOOD[:6], cell, ""])
    assert (row.fate, row.values.get("_count")) == (Fate.FINAL, count)


def test_only_the_root_cause_is_told(unit_books):
    rows = (("Ngày xảy ra", "Tội danh", "Mức độ"), (date(2019, 3, 20), "Lạ", "Ít nghiêm trọng"))
    sheet = OldSheet("Vụ việc 2019", rows)
    guesser = Guesser(unit_books.catalogue)
    table = find_table(sheet, guesser.known)
    look = Look(Path("a"), "a", b"", (LookedSheet(sheet, table, guesser.guess(table)),))
    (row,) = old_previewing.preview(unit_books, look).rows
    assert len(row.why) == 1 and row.why[0].startswith("Tội danh “Lạ” không có trong danh mục.")
