from datetime import date

from desktop.domain.records import RecordDraft
from desktop.services import recording
from desktop.services.diligence import Diligence, diligence
from tests.services.conftest import PERIOD


def patrol(books, day):
    kind = books.catalogue.choices["patrol_kind"].items[0].code
    return recording.record(books, RecordDraft("patrol", {"held_on": day, "patrol_kind": kind})).uid


def kept(books, today):
    return diligence(books, books.period(PERIOD), date.fromisoformat(today))


def test_empty_books_are_neither_praised_nor_blamed(unit_books):
    assert kept(unit_books, "2020-06-10") == Diligence(0, 0)


def test_two_records_of_a_day_are_one_day(unit_books):
    for day in ("2020-06-08", "2020-06-08", "2020-06-02"):
        patrol(unit_books, day)
    assert kept(unit_books, "2020-06-10").days == 2


def test_a_weekend_without_records_breaks_nothing_but_a_working_day_does(unit_books):
    for day in ("2020-06-03", "2020-06-05", "2020-06-08", "2020-06-09"):
        patrol(unit_books, day)
    assert kept(unit_books, "2020-06-09").streak == 3  # Friday, Monday, Tuesday; Thursday is empty
    assert kept(unit_books, "2020-06-10").streak == 3  # today is not over yet
    assert kept(unit_books, "2020-06-11").streak == 0


def test_what_was_deleted_and_typed_figures_do_not_count(unit_books):
    recording.delete(unit_books, patrol(unit_books, "2020-06-08"), "ghi trùng")
    recording.type_figure(unit_books, 202006, "CT.08.1", "value", 3)
    assert kept(unit_books, "2020-06-08") == Diligence(0, 0)
