"""Every outcome and standing has its word."""

from desktop.services.arrivals import Verdict
from desktop.services.progressing import Standing
from desktop.wording.verdicts import STANDINGS, VERDICTS, standing_words, verdict_words


def test_every_outcome_has_a_word_and_no_word_is_left_over():
    assert {each.value for each in Verdict} == set(VERDICTS)
    assert {each.value for each in Standing} == set(STANDINGS)


def test_words_are_told_apart():
    assert len({verdict_words(each.value) for each in Verdict}) == len(Verdict)
    assert standing_words("missing") == "Chưa gửi"
