"""The unit's package: its cover, its name, its place in the series."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import exporting, recording
from desktop.services.counting import summary
from tests.services.conftest import PERIOD
from tests.services.drafts import case


@pytest.fixture
def period(unit_copy):
    return unit_copy.period(PERIOD)


def test_the_cover_says_who_reports_what_and_who_signs(unit_copy, period):
    unit_copy.clock = lambda: "2020-06-05T08:00:00"
    cover = exporting.cover(unit_copy, period)
    assert (cover.authority, cover.unit) == ("CÔNG AN TỈNH CAO BẰNG", "Công an thị trấn Pác Miầu")
    assert cover.signer == "TRƯỞNG CÔNG AN THỊ TRẤN"
    assert cover.place_and_day == "Pác Miầu, ngày 05 tháng 6 năm 2020"
    assert cover.dates == "số liệu từ 15/12/2019 đến 14/06/2020"
    assert cover.marks == ("SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT",)


def test_the_cover_counts_what_the_file_holds(unit_copy, period):
    figures = dict(exporting.cover(unit_copy, period).figures)
    known = summary(unit_copy, period)
    assert figures["Vụ phạm tội TTXH"] == known.line("TH.01").now.amount
    assert len(figures) == 8
    before = figures["Bản ghi trong tệp"]
    recording.record(unit_copy, case())
    again = dict(exporting.cover(unit_copy, period).figures)
    assert again["Bản ghi trong tệp"] == before + 1
    assert again["Vụ phạm tội TTXH"] == figures["Vụ phạm tội TTXH"] + 1


def test_a_commune_without_figures_shows_that_none_were_entered(unit_books):
    figures = dict(exporting.cover(unit_books, unit_books.period(PERIOD)).figures)
    assert figures["Vụ phạm tội TTXH"] == "chưa nhập"
    assert figures["Bản ghi trong tệp"] == 0


def test_the_history_names_what_was_sent_newest_first(unit_copy, period, tmp_path):
    sent = [exporting.export(unit_copy, period, tmp_path) for _ in range(2)]
    newest, *_ = exporting.history(unit_copy)
    assert (newest.code, newest.sequence, newest.file_name) == (sent[1].code, sent[1].sequence, sent[1].path.name)
    assert exporting.next_name(unit_copy, period) == "BC_04_01290_2020-H1_L04.xlsx"


def test_nothing_to_send_is_refused(unit_books, tmp_path):
    with pytest.raises(UserError) as caught:
        exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False)
    assert caught.value.code is Trouble.NO_RECORDS
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_deleted_record_travels_once_it_was_sent_and_not_before(unit_copy, period, tmp_path):
    fresh = recording.record(unit_copy, case())
    recording.delete(unit_copy, fresh.uid, "ghi nhầm")
    before = exporting.export(unit_copy, period, tmp_path).rows
    sent = recording.record(unit_copy, case())
    assert exporting.export(unit_copy, period, tmp_path).rows == before + 1
    recording.delete(unit_copy, sent.uid, "ghi nhầm")
    assert exporting.export(unit_copy, period, tmp_path).rows == before + 1


def sent(books, key, folder):
    """What a package of that period holds: number of rows by sheet."""
    done = exporting.export(books, books.period(key), folder, complete=False)
    with books.db.read() as connection:
        statement = (
            "SELECT sheet, COUNT(*) FROM package_row JOIN package ON package.id = package_row.package_id"
            " WHERE package.package_id = ? GROUP BY sheet ORDER BY sheet"
        )
        return dict(map(tuple, connection.exec_driver_sql(statement, (done.package_id,))))


def test_what_a_month_told_and_was_deleted_goes_out_with_the_half_year(unit_books, tmp_path):
    uid = recording.record(unit_books, case(occurred_on="2020-06-02", solved_on="2020-06-03")).uid
    assert sent(unit_books, "2020-M06", tmp_path) == {"case": 1}
    recording.delete(unit_books, uid, "ghi trùng")
    for key in ("2020-H1", "2020-9T", "2020-M06"):
        assert sent(unit_books, key, tmp_path) == {"deleted": 1}, key


def test_what_a_month_told_of_an_earlier_one_is_taken_back_there_too(unit_books, tmp_path):
    uid = recording.record(unit_books, case(occurred_on="2020-03-20", solved_on="2020-06-03")).uid
    assert sent(unit_books, "2020-M06", tmp_path) == {"case": 1}
    recording.amend(unit_books, uid, {**case().values, "occurred_on": "2020-06-01", "solved_on": "2020-06-03"})
    assert sent(unit_books, "2020-M04", tmp_path) == {"case": 1}


@pytest.mark.parametrize("final", [True, False])
def test_a_record_moved_away_or_made_a_draft_again_is_told_where_it_was(unit_books, tmp_path, final):
    uid = recording.record(unit_books, case(occurred_on="2020-06-02", solved_on="2020-06-03")).uid
    sent(unit_books, "2020-M06", tmp_path)
    moved = {**case().values, "occurred_on": "2020-07-02", "solved_on": "2020-07-03"}
    recording.amend(unit_books, uid, moved, final)
    for key in ("2020-H1", "2020-Q2", "2020-M06"):
        assert sent(unit_books, key, tmp_path) == {"case": 1}, key


def test_a_draft_that_never_went_out_stays_at_home(unit_books, period, tmp_path):
    recording.record(unit_books, case(), final=False)
    recording.delete(unit_books, recording.record(unit_books, case()).uid, "ghi trùng")
    with pytest.raises(UserError) as caught:
        exporting.export(unit_books, period, tmp_path, complete=False)
    assert caught.value.code is Trouble.NO_RECORDS


def test_a_declaration_goes_with_every_month_it_answers(unit_books, tmp_path):
    recording.declare(unit_books, PERIOD, "GT", "none", "Trưởng Công an xã")
    for key in ("2020-M01", "2020-M06", PERIOD, "2020-Y"):
        assert sent(unit_books, key, tmp_path) == {"declaration": 1}, key
