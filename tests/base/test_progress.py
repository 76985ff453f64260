"""Progress is told often enough, and stops the work when asked."""

import pytest

from desktop.base.errors import Cancelled
from desktop.base.progress import STEPS, Base, Silent


class Watched(Base):
    """Remembers what it was told and stops after `patience` steps."""

    def __init__(self, patience: int = 10**6) -> None:
        self.told: list[tuple[str, int, int]] = []
        self.patience = patience

    def step(self, label, done, total):
        self.told.append((label, done, total))
        if len(self.told) > self.patience:
            raise Cancelled


def test_every_item_of_a_short_job_is_told():
    progress = Watched()
    assert list(progress.over("abc", "tệp", 3)) == ["a", "b", "c"]
    assert progress.told == [("tệp", 0, 3), ("tệp", 1, 3), ("tệp", 2, 3), ("tệp", 3, 3)]


def test_a_long_job_is_told_in_strides():
    progress = Watched()
    assert len(list(progress.over(range(100_000), "dòng", 100_000))) == 100_000
    assert len(progress.told) == STEPS + 1


def test_an_empty_job_ends_at_once():
    progress = Watched()
    assert list(progress.over([], "tệp", 0)) == []
    assert progress.told == [("tệp", 0, 0)]


def test_asking_to_stop_raises_before_the_next_item():
    seen = []
    with pytest.raises(Cancelled):
        seen.extend(Watched(patience=2).over("abc", "tệp", 3))
    assert seen == ["a", "b"]


def test_nobody_has_to_watch():
    assert list(Silent().over("ab", "tệp", 2)) == ["a", "b"]


def test_a_progress_without_a_step_is_no_progress():
    with pytest.raises(NotImplementedError):
        Base().step("tệp", 0, 1)
