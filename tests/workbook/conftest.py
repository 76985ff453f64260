"""Files that the tests of this room begin with."""

from pathlib import Path

import pytest

from tests.workbook.samples import cases, package, row, write_package


@pytest.fixture
def sealed_file(tmp_path: Path) -> Path:
    """A package of three cases and one patrol."""
    path = tmp_path / "BC_04_01495_2020-H1_L02.xlsx"
    patrol = row(100, {"on": "2020-05-01", "officers": 4, "_count": 3})
    write_package(path, package(("case", cases(3)), ("patrol", [patrol])))
    return path
