"""Every hostile or damaged file costs its child little: refused by name or read, within seconds and megabytes."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import SealState
from desktop.services.readers import Readers
from desktop.workbook.reader import read
from tests.workbook import hostile
from tests.workbook.samples import CATALOGUE, cases, package, row, write_package

MOST_SECONDS, MOST_MEGABYTES = 5.0, 400.0
REFUSED = (
    Trouble.DAMAGED_FILE,
    Trouble.HOSTILE_FILE,
    Trouble.NOT_EXCEL,
    Trouble.PASSWORD_PROTECTED,
    Trouble.TYPE_ARCHIVE,  # a byte of the first name's length hides all other names
)
JOB = "tests.workbook.hostile_jobs:read"

if sys.platform == "linux":  # elsewhere no process tells its own peak in a file

    @pytest.fixture(scope="module")
    def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], tuple[str, float, float]]]:
        """What became of each file in one child that read them all, under the limit that children live with."""
        folder = tmp_path_factory.mktemp("hostile") / "files"
        allowed = hostile.write_all(folder)
        with Readers(1, JOB, 60, 600) as readers:
            found = {
                Path(job[0]).name: result for job, result in readers.run([(str(folder / each),) for each in allowed])
            }
        return {name: (outcomes, found[name]) for name, outcomes in allowed.items()}

    def test_each_is_refused_by_its_name_or_read(
        outcomes: dict[str, tuple[set[str], tuple[str, float, float]]],
    ) -> None:
        wrong = {
            name: result
            for name, (allowed, result) in outcomes.items()
            if isinstance(result, UserError) or result[0] not in allowed
        }
        assert wrong == {}

    def test_none_takes_long_or_much(outcomes: dict[str, tuple[set[str], tuple[str, float, float]]]) -> None:
        slow = {name: cost for name, (_, (_, cost, _)) in outcomes.items() if cost > MOST_SECONDS}
        assert slow == {}
        assert max(peak for _, (_, _, peak) in outcomes.values()) < MOST_MEGABYTES


def spoilt(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file cut off at three places, and with one byte turned over at many."""
    data = path.read_bytes()
    for part in (0.3, 0.7, 0.99):
        yield f"cut at {part}", data[: int(len(data) * part)]
    for at in range(0, len(data), max(len(data) // 150, 1)):
        yield f"byte {at}", data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :]


def said_by(path: Path) -> Trouble | tuple[bytes | None, SealState, int]:
    """What a file says, or why it is refused."""
    try:
        arrived = read(path, CATALOGUE)
    except UserError as error:
        return error.code
    return arrived.package_id, arrived.seal, len(arrived.edits)


def test_a_spoilt_package_is_refused_or_says_exactly_the_same(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    written = write_package(path, package(("case", cases(3)), ("patrol", [row(100, {"on": "2020-05-01"})])))
    refused = 0
    for what, data in spoilt(path):
        path.write_bytes(data)
        outcome = said_by(path)
        refused += isinstance(outcome, Trouble)
        assert outcome in (*REFUSED, (written.package_id, SealState.INTACT, 0)), what
    assert refused > 100
