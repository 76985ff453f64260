from datetime import date

import pytest

from desktop.base.errors import UserError
from desktop.domain.catalogue import Level
from desktop.domain.records import RecordDraft, RowState
from desktop.services import browsing, recording
from desktop.services.browsing import Filter
from tests.services.drafts import case_in_hamlet as case
from tests.services.drafts import found, patrol, put


def test_words_are_found_without_accents_and_every_word_must_match(unit_books):
    put(unit_books, case())
    put(unit_books, patrol("2020-03-03"))
    assert [row.kind for row in found(unit_books, text="trom cap ban ra")] == ["case"]
    assert [row.kind for row in found(unit_books, text="TUẦN TRA đêm")] == ["patrol"]
    assert found(unit_books, text="trom cap ban gun") == []


def test_a_word_is_found_by_its_beginning_only(unit_books):
    put(unit_books, case())
    assert found(unit_books, text="tro")
    assert not found(unit_books, text="rom")


def test_signs_of_the_search_mean_themselves(unit_books):
    put(unit_books, case(summary="Giảm 100% so với năm trước"))
    assert found(unit_books, text="100%")
    assert not found(unit_books, text="1%0")
    assert not found(unit_books, text="gi_m")


def test_the_newest_day_comes_first_and_drafts_without_a_day_before_it(unit_books):
    for day in ("2020-03-02", "2020-05-01", "2020-04-01"):
        put(unit_books, patrol(day))
    put(unit_books, RecordDraft("patrol", {"route": "Lũng Nưa"}), final=False)
    assert [row.day for row in found(unit_books)] == ["", "2020-05-01", "2020-04-01", "2020-03-02"]
    rising = browsing.rows(unit_books, browsing.ids(unit_books, Filter(), descending=False))
    assert [row.day for row in rising] == ["2020-03-02", "2020-04-01", "2020-05-01", ""]


def test_a_span_of_days_holds_its_ends_and_the_undated_drafts(unit_books):
    for day in ("2020-02-29", "2020-03-01", "2020-03-31", "2020-04-01"):
        put(unit_books, patrol(day))
    put(unit_books, RecordDraft("patrol", {"route": "Lũng Nưa"}), final=False)
    days = [row.day for row in found(unit_books, first="2020-03-01", last="2020-03-31")]
    assert days == ["", "2020-03-31", "2020-03-01"]


def test_deleted_records_are_found_only_when_asked_for(unit_books):
    uid = put(unit_books, case()).uid
    recording.delete(unit_books, uid, "ghi trùng")
    assert found(unit_books) == []
    (row,) = found(unit_books, state=RowState.DELETED)
    assert (row.uid, row.content) == (uid, "ghi trùng")


def test_counts_of_kinds_add_up_to_the_list(unit_books):
    for day in ("2020-03-01", "2020-03-02"):
        put(unit_books, patrol(day))
    put(unit_books, case())
    recording.delete(unit_books, put(unit_books, patrol("2020-03-03")).uid, "nhầm")
    recording.type_figure(unit_books, 202003, "MA.08", "value", 3)
    assert browsing.kind_counts(unit_books) == {"patrol": 2, "case": 1}
    assert browsing.kind_counts(unit_books, "2020-03-02", "2020-03-02") == {"case": 1, "patrol": 1}
    assert len(found(unit_books)) == 3


def test_a_row_shows_words_instead_of_codes(unit_books):
    put(unit_books, case())
    (row,) = found(unit_books)
    assert (row.kind_name, row.content, row.hamlet, row.count) == ("Vụ việc", "Trộm cắp tài sản", "Bản Rạ", 1)
    assert (row.number, row.state, row.level) == ("VV-01495-2020-0001", RowState.FINAL, None)


def test_a_draft_in_error_is_marked(unit_books):
    put(unit_books, case(solved_on="2020-03-01"), final=False)
    assert [(row.state, row.level) for row in found(unit_books)] == [(RowState.DRAFT, Level.E)]


def test_a_warning_with_its_reason_loses_the_mark_until_the_numbers_change(unit_books):
    draft = case(summary="Liên hệ 0912 345 678")
    stored = put(unit_books, draft)
    assert [row.level for row in found(unit_books)] == [Level.W]
    (warning,) = stored.problems
    recording.explain(unit_books, "2020-H1", stored.uid.hex(), warning, "số máy của Công an xã")
    assert [row.level for row in found(unit_books)] == [None]
    assert list(browsing.reasons_of(unit_books, stored.uid, [warning]).values()) == ["số máy của Công an xã"]
    recording.amend(unit_books, stored.uid, draft.values | {"summary": "Liên hệ 0987 654 321"})
    assert [row.level for row in found(unit_books)] == [Level.W]


def test_the_history_tells_each_field_before_and_after_in_words(unit_books):
    stored = put(unit_books, case(), final=False)
    recording.amend(unit_books, stored.uid, case(status="dang_dieu_tra", damage=4500000).values)
    recording.delete(unit_books, stored.uid, "ghi trùng")
    detail = browsing.detail(unit_books, stored.uid)
    assert [entry.action for entry in detail.history] == ["recorded", "amended", "deleted"]
    changes = {each.label: (each.before, each.after) for each in detail.history[1].changes}
    assert changes["Trạng thái"] == ("Đã làm rõ", "Đã khởi tố, đang điều tra")
    assert changes["Thiệt hại"] == ("", "4.500.000 đồng")
    assert (detail.history[2].reason, detail.amended, detail.reason) == ("ghi trùng", 2, "ghi trùng")
    assert detail.state is RowState.DELETED
    assert detail.values["damage"] == 4500000


def test_a_record_that_is_not_there_is_said_so(unit_books):
    with pytest.raises(UserError, match="record_gone"):
        browsing.detail(unit_books, b"0123456789abcdef")


def test_what_a_figure_counts_can_be_listed(unit_books):
    solved_later = put(unit_books, case(solved_on="2020-05-20"))
    put(unit_books, case(status="dang_dieu_tra", solved_on=""))
    put(unit_books, case(solved_on="2020-05-21"), final=False)
    rows = found(unit_books, indicator="TX.01", months=unit_books.period("2020-H1").months)
    assert [row.uid for row in rows] == [solved_later.uid]
    assert len(found(unit_books, indicator="TH.01", months=(202003,))) == 2


def test_a_record_says_what_it_will_count_in(unit_books):
    parts = browsing.counted_in(unit_books, case())
    told = {(part.indicator.code, part.month, part.amount) for part in parts}
    assert {("TH.01", 202003, "1"), ("TX.01", 202003, "1"), ("TX.03", 202003, "2")} <= told
    assert browsing.counted_in(unit_books, RecordDraft("case", {"group": "TTXH"})) == []


def test_the_newest_day_looks_back_only_from_today(unit_books):
    assert browsing.newest_day(unit_books, date.today().isoformat()) == ""
    put(unit_books, patrol("2020-03-03"))
    assert browsing.newest_day(unit_books, "2020-03-03") == "2020-03-03"
    assert browsing.newest_day(unit_books, "2020-03-02") == ""


def test_a_solved_case_is_listed_where_it_is_counted_by_the_month_it_happened(unit_books):
    put(unit_books, case(occurred_on="2020-06-01", solved_on="2020-06-02"))
    put(unit_books, case(occurred_on="2020-03-01", solved_on="2020-06-02"))
    half = unit_books.period("2020-H1").months
    sizes = {
        (code, months): len(found(unit_books, indicator=code, months=months))
        for code in ("TX.01", "TX.02")
        for months in ((202006,), half)
    }
    assert list(sizes.values()) == [1, 2, 1, 0]
    parts = browsing.counted_in(unit_books, case(occurred_on="2020-03-01", solved_on="2020-06-02"))
    assert {part.indicator.code for part in parts} & {"TX.01", "TX.02"} == {"TX.02"}
