"""The command line in this very process, a unit's books and a headquarters that has received three units."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.services import sampling
from tests.services.conftest import CODES, PERIOD, merged, packages, sample_units

__all__ = ["merged", "packages", "sample_units"]


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output for machines."""
        return json.loads(self.out)


@pytest.fixture
def giaoban(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs one command; the words as they are typed."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture
def headquarters(merged: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return Path(shutil.copytree(merged, tmp_path / "tinh"))


@pytest.fixture
def new_headquarters(tmp_path: Path, giaoban: Callable[..., Answer]) -> Path:
    """A training headquarters that has received nothing."""
    folder = tmp_path / "moi"
    made = giaoban("--data", folder, "init", "--role", "hq", "--unit", "04", "--scheme", "2020", "--training")
    assert made.code == 0
    return folder


@pytest.fixture
def unit(sample_units: Path, tmp_path: Path) -> Path:
    """A unit's books of one's own."""
    return Path(shutil.copytree(sample_units / sampling.UNITS / CODES[0], tmp_path / "xa"))


@pytest.fixture
def period() -> str:
    """The period of the sample."""
    return PERIOD
