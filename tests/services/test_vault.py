"""Original bytes are kept by their hash, once, and never believed unseen."""

from hashlib import sha256

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import vault


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gói.xlsx"
    path.write_bytes(b"noi dung")
    return path


def digest_of(path):
    return sha256(path.read_bytes()).digest()


def test_bytes_are_kept_once_and_not_to_be_written(unit_books, file):
    place = vault.keep(unit_books, file, digest_of(file))
    assert place.read_bytes() == file.read_bytes()
    assert not place.stat().st_mode & 0o222
    assert vault.keep(unit_books, file, digest_of(file)) == place
    assert vault.whole(unit_books, digest_of(file))


def test_a_kept_file_needs_no_source_any_more(unit_books, file):
    known = digest_of(file)
    place = vault.keep(unit_books, file, known)
    file.unlink()
    assert vault.keep(unit_books, file, known) == place


def test_a_file_that_changed_meanwhile_is_not_kept(unit_books, file):
    known = digest_of(file)
    file.write_bytes(b"khac")
    with pytest.raises(UserError) as caught:
        vault.keep(unit_books, file, known)
    assert caught.value.code is Trouble.FILE_CHANGED
    assert not vault.whole(unit_books, known)


def test_a_file_that_is_gone_is_told(unit_books, tmp_path):
    with pytest.raises(UserError) as caught:
        vault.keep(unit_books, tmp_path / "x.xlsx", b"\0" * 32)
    assert caught.value.code is Trouble.FILE_MISSING
