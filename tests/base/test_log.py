"""The log tells what happened and names nobody."""

import logging
from pathlib import Path

import pytest

from desktop.base import log


@pytest.fixture
def written(tmp_path):
    level = logging.getLogger().level
    handler = log.start(tmp_path / "log")
    yield lambda: (tmp_path / "log" / "giaoban.log").read_text("utf-8")
    log.stop(handler)
    logging.getLogger().setLevel(level)


def test_what_is_told_stands_in_the_file(written):
    logging.getLogger("giaoban").info("đã xuất %s", "BC_04")
    assert "| INFO giaoban: đã xuất BC_04\n" in written()


def test_numbers_of_citizens_plates_and_the_account_are_blotted_out(written):
    logging.getLogger("giaoban").warning("004095001234 0987.654.321 11A-123.45 %s", Path.home() / "Tài liệu" / "a.xlsx")
    line = written()
    assert not any(secret in line for secret in ("004095001234", "654.321", "123.45", str(Path.home())))
    assert "~" in line


def test_details_are_written_only_when_asked(tmp_path):
    root = logging.getLogger()
    level = root.level
    handler = log.start(tmp_path, debug=True)
    assert root.level == logging.DEBUG
    log.stop(handler)
    root.setLevel(level)
    assert handler not in root.handlers
