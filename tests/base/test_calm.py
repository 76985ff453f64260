import gc
import sys

import pytest

from desktop.base import calm


@pytest.fixture
def habits():
    before, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*before)
    sys.setswitchinterval(interval)


def test_threads_give_way_and_nothing_is_searched_by_itself(habits):
    calm.begin()
    assert sys.getswitchinterval() < 0.001
    assert gc.get_threshold()[:2] == (700, 10)
    assert gc.get_threshold()[2] >= 1_000_000


@pytest.mark.parametrize(("small_searches", "times"), [(calm.WORTH - 1, 0), (calm.WORTH, 1)])
def test_the_great_search_waits_until_it_is_worth_it(monkeypatch, small_searches, times):
    done = []
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, small_searches))
    monkeypatch.setattr(gc, "collect", lambda: done.append(True))
    calm.tidy()
    assert len(done) == times


def test_what_is_kept_is_left_out_of_later_searches():
    before = gc.get_freeze_count()
    try:
        calm.keep()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
