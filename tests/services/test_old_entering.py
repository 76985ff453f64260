"""Old tables enter: what a preview says is what happens; twice is once; a batch goes as it came; nothing is lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base
from desktop.domain.figures import State
from desktop.domain.records import RecordDraft
from desktop.services import (
    browsing,
    grid,
    keeping,
    old_asking,
    old_entering,
    old_looking,
    old_previewing,
    recording,
    undoing,
)
from desktop.services.books import Books, Role
from desktop.services.filtering import Filter
from desktop.services.old_asking import About
from desktop.services.old_looking import Look
from desktop.services.old_origins import figure_origins, origin
from desktop.services.old_previewing import Fate, Light, OldCounts, Preview
from desktop.wording.messages import sentence
from tests.services.world import Here
from tests.workbook.old_books import HEADS, PATROLS, figures, patrols

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_looking, "Readers", Here)


@pytest.fixture
def previewed(unit_books: Books, here: None) -> Callable[[Path], Preview]:
    def look(path: Path) -> Preview:
        return old_previewing.preview(unit_books, old_looking.look(unit_books, path))

    return look


def records(books: Books) -> list[browsing.RecordRow]:
    return sorted(browsing.rows_in_blocks(books, Filter()), key=lambda row: (row.day, row.uid))


def fates(preview: Preview) -> dict[int, Fate]:
    return {row.number: row.fate for row in preview.rows}


def test_a_file_is_read_in_a_child_and_a_look_changes_nothing(unit_books, tmp_path):
    before = keeping.digest(unit_books)
    looked = old_looking.look(unit_books, patrols(tmp_path / "a.xlsx", "tcvn3"))
    preview = old_previewing.preview(unit_books, looked)
    assert preview.counts() == OldCounts(final=3, skipped=2)
    assert preview.counts().read == len(preview.rows)
    assert keeping.digest(unit_books) == before
    assert old_entering.batches(unit_books) == []


def test_rows_become_records_that_know_where_they_are_from(unit_books, previewed, tmp_path):
    done = old_entering.enter(unit_books, previewed(patrols(tmp_path / "Tuần tra.xlsx", "vni")))
    found = records(unit_books)
    assert [(row.day, row.values["route"]) for row in found] == [
        ("2019-03-20", "Quốc lộ 4A"),
        ("2019-03-25", "Đường liên xã"),
        ("2019-03-28", "Xóm Bản Giốc"),
    ]
    assert [row.number for row in found] == ["TT-01495-2019-0001", "TT-01495-2019-0002", "TT-01495-2019-0003"]
    came = origin(unit_books, found[2].uid)
    assert (came.file_name, came.sheet, came.row_no) == ("Tuần tra.xlsx", "Sổ 1", 7)
    assert ("Lực lượng", "03 đ/c") in came.cells
    told = browsing.detail(unit_books, found[2].uid).history[0].reason
    assert told == "Từ tệp Tuần tra.xlsx, trang “Sổ 1”, dòng 7."
    (batch,) = old_entering.batches(unit_books)
    assert (batch.id, batch.counts, batch.living) == (done.batch, OldCounts(final=3, skipped=2), 3)


def test_twice_is_once_also_saved_anew_or_under_another_map(unit_books, previewed, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    old_entering.enter(unit_books, previewed(path))
    for again in (path, patrols(tmp_path / "b.xlsx", "tcvn3")):
        preview = previewed(again)
        assert preview.counts() == OldCounts(skipped=5)
        with pytest.raises(UserError) as refused:
            old_entering.enter(unit_books, preview)
        assert refused.value.code is Trouble.NOTHING_TO_ENTER
    ask = next(
        each for each in old_asking.asks(unit_books, previewed(path).look, (), 2020)
        if each.about is About.COLUMN and each.words == "Kết quả"
    )  # fmt: skip
    other = old_asking.answer(unit_books, previewed(path).look, ask, "note")
    assert old_previewing.preview(unit_books, other).counts() == OldCounts(skipped=5)


def test_a_record_changed_after_it_came_is_not_brought_again(unit_books, previewed, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    old_entering.enter(unit_books, previewed(path))
    row = records(unit_books)[0]
    recording.amend(unit_books, row.uid, {**row.values, "route": "Tỉnh lộ 206"})
    assert previewed(path).counts() == OldCounts(skipped=5)
    assert previewed(patrols(tmp_path / "b.xlsx", "tcvn3")).counts() == OldCounts(skipped=5)


def test_two_laptops_make_the_same_records(previewed, unit_books, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    other = keeping.create(tmp_path / "other", Role.UNIT, "01495", "2020", "Máy hai", True)
    for books in (unit_books, other):
        old_entering.enter(books, old_previewing.preview(books, old_looking.look(books, path)))
    assert [row.uid for row in records(unit_books)] == [row.uid for row in records(other)]
    other.close()


def test_what_is_in_the_book_already_is_skipped_or_held(unit_books, previewed, tmp_path):
    same = {"held_on": "2019-03-20", "from_hour": 22, "patrol_kind": "dem", "route": "Quốc lộ 4A", "officers": 3}
    recording.record(unit_books, RecordDraft("patrol", {**same, "result": "Bình thường"}))
    near = {"held_on": "2019-03-25", "from_hour": 20, "patrol_kind": "chung", "route": "đường LIÊN xã"}
    recording.record(unit_books, RecordDraft("patrol", near))
    preview = previewed(patrols(tmp_path / "a.xlsx"))
    assert [fates(preview)[number] for number in (5, 6, 7)] == [Fate.SKIPPED, Fate.HELD, Fate.FINAL]
    row = next(row for row in preview.rows if row.number == 6)
    assert row.light is Light.DOUBTFUL and "TT-01495-2019-0002" in row.why[0]
    done = old_entering.enter(unit_books, preview, {row.key: Fate.FINAL})
    assert done.counts == OldCounts(final=2, skipped=3)
    assert len(records(unit_books)) == 4


def test_rows_alike_in_one_file_are_asked_about_and_may_both_enter(unit_books, previewed, tmp_path):
    path = patrols(tmp_path / "a.xlsx", rows=[PATROLS[0], (2, *PATROLS[0][1:])])
    preview = previewed(path)
    second = next(row for row in preview.rows if row.number == 6)
    assert (second.fate, second.why) == (Fate.HELD, ("Giống hệt dòng 5. Xem có phải hai việc không.",))
    old_entering.enter(unit_books, preview, {second.key: Fate.FINAL})
    assert len(records(unit_books)) == 2
    assert previewed(path).counts().final == 0


def test_rows_that_are_not_good_become_drafts_with_what_could_not_be_read(unit_books, previewed, tmp_path):
    rows = [(1, "31/2/2019", 22, "Tuần tra đêm", "Quốc lộ 4A", "ba", None), (2, "5/3", 22, "Đi dạo", "Hồ", 2, None)]
    preview = previewed(patrols(tmp_path / "a.xlsx", rows=rows))
    assert preview.counts() == OldCounts(draft=1, skipped=2, held=1), "a draft without its day would block every period"
    first = preview.rows[0]
    assert "không phải ngày có thật" in first.why[0]
    assert Fate.FINAL not in first.choices
    done = old_entering.enter(unit_books, preview, {first.key: Fate.DRAFT})
    assert [row.fate for row in old_entering.left_rows(unit_books, done.batch)] == [Fate.SKIPPED] * 2
    found = {row.day: row for row in records(unit_books)}
    assert {row.state.value for row in found.values()} == {"draft"}
    assert found[""].values["note"] == "Chưa đọc được từ bảng cũ: Ngày “31/2/2019”; Lực lượng “ba”"
    assert found["2019-03-05"].values["route"] == "Hồ"
    assert previewed(tmp_path / "a.xlsx").counts() == OldCounts(skipped=4)


def test_a_held_row_stays_in_sight(unit_books, previewed, tmp_path):
    rows = [*PATROLS, (4, "31/2/2019", 22, "Tuần tra đêm", "Hồ Thang Hen", 2, None)]
    done = old_entering.enter(unit_books, previewed(patrols(tmp_path / "a.xlsx", rows=rows)))
    assert done.counts == OldCounts(final=3, skipped=2, held=1)
    first, *others = old_entering.left_rows(unit_books, done.batch)
    assert (first.row_no, first.fate) == (8, Fate.HELD)
    assert first.text == "4, 31/2/2019, 22, Tuần tra đêm, Hồ Thang Hen, 2"
    assert "không phải ngày có thật" in first.why
    assert [row.fate for row in others] == [Fate.SKIPPED, Fate.SKIPPED]


def test_doubtful_days_are_drafts_until_somebody_says_so(unit_books, previewed, tmp_path):
    rows = [
        (1, date(2019, 5, 3), 22, "Tuần tra đêm", "Quốc lộ 4A", 3, None),
        (2, "25/3/2019", 22, "Tuần tra đêm", "Đường liên xã", 3, None),
        (3, "13/3/2019", 22, "Tuần tra đêm", "Bản Giốc", 3, None),
    ]
    preview = previewed(patrols(tmp_path / "a.xlsx", rows=rows))
    first = preview.rows[0]
    assert (first.light, first.fate, first.values["held_on"]) == (Light.DOUBTFUL, Fate.DRAFT, "2019-03-05")
    asks = old_asking.asks(unit_books, preview.look, preview.rows, 2020)
    ask = next(each for each in asks if each.about is About.DAYS)
    assert ask.waits
    looked = old_asking.answer(unit_books, preview.look, ask, "swap")
    assert old_previewing.preview(unit_books, looked).counts().final == 3
    looked = old_asking.answer(unit_books, preview.look, ask, "keep")
    assert old_previewing.preview(unit_books, looked).rows[0].values["held_on"] == "2019-05-03"


def test_rows_of_other_units_are_left_out(unit_books, previewed, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tuần tra"
    sheet.append(["Mã xã", *HEADS[1:4]])
    for code in (1495, "01495", "Đàm Thủy", 1290):
        sheet.append([code, date(2019, 3, 20), 22, "Tuần tra đêm"])
        sheet.cell(sheet.max_row, 3, 20 + sheet.max_row % 4)
    book.save(tmp_path / "a.xlsx")
    preview = previewed(tmp_path / "a.xlsx")
    assert list(fates(preview).values()) == [Fate.FINAL, Fate.FINAL, Fate.FINAL, Fate.SKIPPED]
    assert preview.rows[3].why == ("Dòng của đơn vị khác: 1290.",)


def test_a_batch_is_withdrawn_whole_and_one_key_brings_it_back(unit_books, previewed, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    done = old_entering.enter(unit_books, previewed(path))
    kept = records(unit_books)[0]
    recording.amend(unit_books, kept.uid, {**kept.values, "officers": 9})
    back = old_entering.withdraw(unit_books, done.batch)
    assert (back.taken, back.kept) == (2, 1)
    assert [row.uid for row in records(unit_books)] == [kept.uid]
    assert undoing.undo(unit_books).rows == 2
    assert len(records(unit_books)) == 3
    assert old_entering.withdraw(unit_books, done.batch).taken == 2
    assert previewed(path).counts() == OldCounts(final=2, skipped=3)
    with pytest.raises(UserError) as refused:
        old_entering.withdraw(unit_books, 99)
    assert refused.value.code is Trouble.BATCH_GONE


def test_an_import_is_one_step_to_undo(unit_books, previewed, tmp_path):
    before = [row.uid for row in records(unit_books)]
    old_entering.enter(unit_books, previewed(patrols(tmp_path / "a.xlsx")))
    assert undoing.undo(unit_books).rows == 3
    assert [row.uid for row in records(unit_books)] == before
    (batch,) = old_entering.batches(unit_books)
    assert batch.withdrawn
    assert undoing.redo(unit_books).rows == 3
    assert len(records(unit_books)) == 3


def test_what_a_person_deleted_is_not_brought_back_unasked(unit_books, previewed, tmp_path):
    path = patrols(tmp_path / "a.xlsx")
    old_entering.enter(unit_books, previewed(path))
    recording.delete(unit_books, records(unit_books)[0].uid, "Ghi nhầm")
    preview = previewed(path)
    assert preview.counts() == OldCounts(skipped=4, held=1)
    row = next(row for row in preview.rows if row.fate is Fate.HELD)
    assert "Ghi nhầm" in row.why[0]
    old_entering.enter(unit_books, preview, {row.key: Fate.FINAL})
    assert len(records(unit_books)) == 3


class StopsAt(Base):
    """Progress that is told to stop."""

    def __init__(self, label: str) -> None:
        self._label = label

    def step(self, label: str, done: int, total: int) -> None:
        if label == self._label and done:
            raise Cancelled


def test_a_stopped_import_leaves_nothing(unit_books, previewed, tmp_path):
    preview = previewed(patrols(tmp_path / "a.xlsx"))
    before = keeping.digest(unit_books)
    with pytest.raises(Cancelled):
        old_entering.enter(unit_books, preview, None, StopsAt(old_entering.ENTERING))
    assert keeping.digest(unit_books) == before
    assert old_entering.batches(unit_books) == []


def test_the_map_is_remembered_and_handed_on(unit_books, previewed, tmp_path):
    rows = [(1, date(2019, 3, 20), 22, "Đi dạo", "Quốc lộ 4A", 3, None)]
    path = patrols(tmp_path / "a.xlsx", rows=rows)
    preview = previewed(path)
    asks = old_asking.asks(unit_books, preview.look, preview.rows, 2020)
    ask = next(each for each in asks if each.about is About.WORD)
    assert (ask.words, ask.waits) == ("Loại: “Đi dạo”", True)
    looked = old_asking.answer(unit_books, preview.look, ask, "dem")
    old_looking.write_maps(looked, tmp_path / "map.json")
    old_entering.enter(unit_books, old_previewing.preview(unit_books, looked))
    later = patrols(tmp_path / "b.xlsx", "tcvn3", [(1, date(2019, 4, 20), *rows[0][2:])])
    again: Look = old_looking.look(unit_books, later)
    assert again.sheets[0].remembered
    assert old_previewing.preview(unit_books, again).counts().final == 1
    other = keeping.create(tmp_path / "other", Role.UNIT, "01290", "2020", "Máy hai", True)
    told = old_looking.look(other, path, None, tmp_path / "map.json")
    assert old_previewing.preview(other, told).counts().final == 1
    with pytest.raises(UserError) as refused:
        old_looking.look(other, path, None, path)
    assert refused.value.code is Trouble.NOT_A_MAP
    other.close()


def test_figures_of_months_enter_and_counted_ones_are_remembered(unit_books, previewed, tmp_path):
    preview = previewed(figures(tmp_path / "a.xlsx"))
    assert preview.counts() == OldCounts(final=2, held=1)
    done = old_entering.enter(unit_books, preview)
    assert done.figures == 10
    shown = grid.unit_grid(unit_books, unit_books.period("2020-H1"), 202002, True, date(2020, 6, 15))
    typed, counted = shown.row("TH.13"), shown.row("TH.01")
    assert (typed.ghost_last_year.state, typed.ghost_last_year.amount) == (State.VALUE, 1)
    assert (counted.ghost_last_year.amount, counted.last_year.amount) == (2, 21)
    third = grid.unit_grid(unit_books, unit_books.period("2020-H1"), 202003, True, date(2020, 6, 15)).row("TH.13")
    assert third.ghost_last_year.state is State.BLANK, "a blank is no zero"
    first = grid.unit_grid(unit_books, unit_books.period("2020-H1"), 202001, True, date(2020, 6, 15)).row("TH.13")
    assert first.ghost_last_year.state is State.ZERO
    period = unit_books.period("2020-H1")
    assert figure_origins(unit_books, period, 202002, "TH.13") == [
        "Số tháng 2 năm 2019: từ tệp a.xlsx, trang “Biểu 1”, dòng 4."
    ]
    assert previewed(tmp_path / "a.xlsx").counts() == OldCounts(skipped=2, held=1)
    old_entering.withdraw(unit_books, done.batch)
    gone = grid.unit_grid(unit_books, unit_books.period("2020-H1"), 202002, True, date(2020, 6, 15))
    assert gone.row("TH.01").last_year.state is State.BLANK
    assert gone.row("TH.13").ghost_last_year.state is State.BLANK
    assert figure_origins(unit_books, period, 202002, "TH.13") == []


def test_a_figure_that_cannot_be_is_told_and_left(unit_books, previewed, tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(figures(tmp_path / "a.xlsx"))
    sheet = book.worksheets[0]
    sheet["D4"], sheet["E4"], sheet["G4"] = -3, 1.23456, None
    book.save(tmp_path / "a.xlsx")
    row = previewed(tmp_path / "a.xlsx").rows[0]
    assert "Tháng 1: -3 nhỏ hơn 0." in " ".join(row.why)
    assert "Tháng 2: 1,235 vụ việc có phần lẻ." in " ".join(row.why)
    assert (row.light, row.fate) == (Light.DOUBTFUL, Fate.HELD)
    assert {figure.period: figure.value for figure in row.figures} == {"2019-M02": Decimal("1.235"), "2019-M05": 2}


def test_a_figure_in_the_books_is_never_replaced(unit_books, previewed, tmp_path):
    recording.type_figure(unit_books, 201902, "TH.13", "value", 7)
    preview = previewed(figures(tmp_path / "a.xlsx"))
    row = preview.rows[0]
    assert "sổ đã có 7" in " ".join(row.why)
    old_entering.enter(unit_books, preview)
    shown = grid.unit_grid(unit_books, unit_books.period("2020-H1"), 202002, True, date(2020, 6, 15))
    assert shown.row("TH.13").ghost_last_year.amount == 7


@pytest.mark.parametrize("name", ["thiếu.xlsx", "trống.csv"])
def test_files_without_a_table_are_refused(unit_books, here, tmp_path, name):
    if name == "trống.csv":
        (tmp_path / name).write_text("một hai ba\n", "utf-8")
    with pytest.raises(UserError) as refused:
        old_looking.look(unit_books, tmp_path / name)
    assert refused.value.code in (Trouble.FILE_MISSING, Trouble.NO_TABLE)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"%PDF-1.4", "Tệp a.xlsx là PDF, không phải bảng tính. Mở bằng Excel, lưu thành"),
        ("a.xlsx", b"PK\3\4 broken", "Tệp a.xlsx bị hỏng, không đọc được. Mở bằng Excel,"),
        ("a.csv", b"", "Tệp a.csv rỗng hoặc chưa chép xong. Mở bằng Excel,"),
        ("a.xls", OLD_EXCEL + bytes(600), "Tệp a.xls là Excel kiểu cũ (.xls). Mở tệp, chọn Lưu thành"),
    ],
)
def test_nobody_is_sent_to_another_unit_for_ones_own_file(unit_books, here, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as refused:
        old_looking.look(unit_books, tmp_path / name)
    assert sentence(refused.value).startswith(said)
    assert "đơn vị xuất lại" not in sentence(refused.value)
