from desktop.services import recording, suggesting
from tests.services.conftest import PERIOD
from tests.services.drafts import case


def sections(books):
    period = books.period(PERIOD)
    return {code: suggesting.sentences(books, period, code, "situation") for code in books.catalogue.sections}


def test_sentences_tell_the_figures_of_the_books(unit_copy):
    found = [sentence for told in sections(unit_copy).values() for sentence in told]
    assert found
    assert all(sentence.endswith(".") and ": " in sentence for sentence in found)
    assert max(len(told) for told in sections(unit_copy).values()) <= suggesting.MOST


def test_books_without_figures_have_nothing_to_say(unit_books):
    recording.record(unit_books, case())
    assert all(told == [] for told in sections(unit_books).values())


def test_a_part_that_no_figure_can_fill_stays_empty(unit_copy):
    assert suggesting.sentences(unit_copy, unit_copy.period(PERIOD), "TH", "nothing") == []
