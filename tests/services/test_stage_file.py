"""Folders for stages: private, and swept when a killed run left one."""

import os

from desktop.services.stage_file import new_folder


def test_what_a_killed_run_left_long_ago_is_swept(tmp_path):
    old, fresh, other = tmp_path / "stage-old", tmp_path / "stage-fresh", tmp_path / "vault"
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "0.stage").write_bytes(b"x")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    made = new_folder(tmp_path)
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()
    assert made.is_dir()
    assert made.stat().st_mode & 0o077 == 0
