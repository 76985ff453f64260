"""Periods and names of the catalogue follow the language of the screens; the books' own catalogue does not."""

from datetime import date

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.periods import parse_period
from desktop.domain.tasks import Task, TaskState
from desktop.kit import english
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator, spoken
from desktop.ui.unit import task_queue
from desktop.wording.tasks import due_words, state_words

PERIODS = {
    "2020-M06": "month 6 of 2020",
    "2020-Q2": "quarter II of 2020",
    "2020-H1": "first half of 2020",
    "2020-H2": "second half of 2020",
    "2020-9T": "nine months of 2020",
    "2020-Y": "year 2020",
    "20200601-20200620": "01/06/2020 to 20/06/2020",
}


@pytest.fixture
def in_english(qapp):
    english.speak(qapp, True)
    yield
    english.speak(qapp, False)


@pytest.mark.parametrize("key", PERIODS)
def test_a_period_is_called_in_vietnamese_as_files_call_it(qapp, key):
    assert period_words.label(parse_period(key)) == parse_period(key).label


@pytest.mark.parametrize(("key", "told"), PERIODS.items())
def test_a_period_is_called_in_english(in_english, key, told):
    assert period_words.label(parse_period(key)) == told
    assert period_words.month(202006) == "month 6/2020"


@pytest.mark.parametrize(("key", "told"), [("2020-H2", "6 tháng"), ("2020-Q2", "quý II"), ("2020-9T", "9 tháng")])
def test_the_length_of_a_period_fits_above_a_column(qapp, key, told):
    assert period_words.length(parse_period(key)) == told


def test_screens_show_the_catalogue_of_the_books_as_it_is(context):
    assert context.catalogue is context.books.catalogue


def test_in_english_every_name_of_the_catalogue_is_the_english_one(in_english, context):
    ours, theirs = context.books.catalogue, context.catalogue
    assert [each.name for each in theirs.kinds.values()] == [each.english for each in ours.kinds.values()]
    assert [each.short for each in theirs.indicators.values()] == [each.english for each in ours.indicators.values()]
    labels = [item.label for each in theirs.choices.values() for item in each.items]
    assert labels == [item.english for each in ours.choices.values() for item in each.items]
    assert theirs.kind("case").field("offence").label == "Offence"
    assert ours.kind("case").field("offence").label == "Tội danh"
    assert set(theirs.tabs) != set(ours.tabs)


def test_what_comes_from_below_is_shown_in_english_one_by_one(in_english, context):
    indicator = context.books.catalogue.indicators["TH.06"]
    assert (shown_indicator(indicator).short, shown_indicator(indicator).unit) == ("Theft", "cases")
    assert spoken("chưa làm") == "to do"
    assert spoken("words of nobody") == "words of nobody"


TODAY = date(2020, 6, 15)
HOLIDAYS = Catalogue.load().timetable.holidays
DAYS = [None, date(2020, 6, 10), date(2020, 6, 17), date(2020, 9, 1)]


def task(due, state=TaskState.DOING):
    return Task(b"", "", "", "", due=due, state=state, reached=60, reason="mưa lũ")


@pytest.mark.parametrize("due", DAYS)
def test_a_task_is_told_in_vietnamese_as_files_tell_it(qapp, due):
    assert task_queue.due_said(task(due), TODAY, HOLIDAYS) == due_words(task(due), TODAY, HOLIDAYS)
    for state in TaskState:
        assert task_queue.state_said(task(due, state)) == state_words(task(due, state))


def test_a_task_is_told_in_english(in_english):
    told = [task_queue.due_said(task(due), TODAY, HOLIDAYS) for due in DAYS]
    assert told == ["", "due 10/06/2020, 5 d over", "due 17/06/2020, 3 working days left", "due 01/09/2020"]
    assert task_queue.state_said(task(None)) == "in hand, 60%"
    assert task_queue.state_said(task(None, TaskState.BLOCKED)) == "cannot be done: mưa lũ"
