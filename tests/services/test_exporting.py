"""The unit's package: its cover, its name, its place in the series."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import exporting, recording
from desktop.services.counting import summary
from tests.services.conftest import PERIOD, case


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
