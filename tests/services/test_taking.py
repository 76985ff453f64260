"""A folder taken in one go, and stopped in the middle."""

import pytest

from desktop.base.errors import Cancelled
from desktop.base.progress import Base
from desktop.services import auditing, keeping, taking
from tests.services.conftest import CODES


class StopsAfter(Base):
    """A person who presses Dừng after so many files."""

    def __init__(self, files):
        self.left = files

    def step(self, label, done, total):
        if done > self.left:
            raise Cancelled


def test_all_files_are_merged_and_no_stage_is_left(headquarters, packages):
    batch, merged = taking.take(headquarters, packages)
    assert len(batch.files) == len(merged) == len(CODES)
    assert list(headquarters.folder.glob("stage-*")) == []


def test_stopped_in_the_middle_each_file_is_in_or_out_and_the_next_run_goes_on(make_headquarters, packages):
    stopped, whole = make_headquarters(), make_headquarters()
    with pytest.raises(Cancelled):
        taking.take(stopped, packages, progress=StopsAfter(1))
    assert auditing.faults(stopped) == []
    assert keeping.digest(stopped) != keeping.digest(whole)
    taking.take(stopped, packages)
    taking.take(whole, packages)
    assert keeping.digest(stopped) == keeping.digest(whole)


def test_one_bad_file_neither_stops_nor_hides_another(headquarters, packages, tmp_path):
    (tmp_path / "hỏng.xlsx").write_bytes(packages[0].read_bytes()[:9000])
    (tmp_path / "ghi chú.txt").write_text("không phải báo cáo", encoding="utf-8")
    batch, merged = taking.take(headquarters, [tmp_path / "hỏng.xlsx", tmp_path / "ghi chú.txt", *packages])
    assert len(merged) == len(CODES)
    assert all(file.note for file in batch.files if file not in merged)
