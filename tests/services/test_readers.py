"""Children that read files: in any order, and none takes the others along."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base
from desktop.services import readers as readers_room
from desktop.services.readers import Readers
from tests.services import reader_jobs

WORK = "tests.services.reader_jobs:work"


@pytest.fixture(autouse=True)
def _as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children are born here as they are in the program."""
    monkeypatch.setattr(readers_room, "get_context", get_context)


@pytest.fixture
def readers() -> Iterator[Readers]:
    with Readers(2, WORK, timeout_s=60, memory_mb=1500) as readers:
        yield readers


def outcomes(readers: Readers, jobs: list[tuple[str, str]]) -> dict[tuple[str, str], object]:
    return {job: result.code if isinstance(result, UserError) else result for job, result in readers.run(jobs)}


def test_every_job_comes_back_once_with_its_own_result(readers: Readers) -> None:
    jobs = [(f"{number}.xlsx", f"deed{number}") for number in range(12)]
    found = outcomes(readers, jobs)
    assert sorted(found) == sorted(jobs)
    assert all(str(result).startswith(f"{deed} by") for (_, deed), result in found.items())
    assert len({str(result).split()[-1] for result in found.values()}) == 2


def test_a_refusal_of_the_child_arrives_as_it_was_raised(readers: Readers) -> None:
    ((_, error),) = readers.run([("folder/x.xlsx", "refuse")])
    assert isinstance(error, UserError)
    assert error.code is Trouble.DAMAGED_FILE
    assert error.facts == {"path": "folder/x.xlsx", "name": "x.xlsx"}


def test_a_crash_costs_only_its_own_file(readers: Readers) -> None:
    jobs = [(f"{number}.xlsx", "crash" if number in (1, 4) else "read") for number in range(8)]
    found = outcomes(readers, jobs)
    assert len(found) == 8
    assert [job[0] for job in jobs if found[job] == Trouble.READER_FAILED] == ["1.xlsx", "4.xlsx"]


def test_a_fault_of_ours_is_logged_and_costs_only_its_own_file(
    readers: Readers, caplog: pytest.LogCaptureFixture
) -> None:
    found = outcomes(readers, [("a.xlsx", "blunder"), ("b.xlsx", "read")])
    assert found["a.xlsx", "blunder"] == Trouble.READER_FAILED
    assert str(found["b.xlsx", "read"]).startswith("read")
    assert "KeyError" in caplog.text


def test_a_child_that_hangs_is_ended_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = str(tmp_path / "held")
    monkeypatch.setattr(readers_room, "monotonic", lambda: 61.0 if Path(held).exists() else 0.0)
    with Readers(1, WORK, timeout_s=60, memory_mb=1500) as readers:
        found = outcomes(readers, [(held, "hang"), ("b.xlsx", "read"), ("c.xlsx", "read")])
    assert found[held, "hang"] == Trouble.READER_TIMEOUT
    assert str(found["b.xlsx", "read"]).startswith("read")
    assert len(found) == 3


if sys.platform != "win32":  # Windows has no such limit

    def test_a_greedy_file_is_stopped_by_the_memory_limit(readers: Readers) -> None:
        found = outcomes(readers, [("a.xlsx", "grow"), ("b.xlsx", "read")])
        assert found["a.xlsx", "grow"] == Trouble.READER_FAILED
        assert str(found["b.xlsx", "read"]).startswith("read")


def test_stopping_ends_what_is_under_way_and_the_readers_can_go_on(readers: Readers, tmp_path: Path) -> None:
    held = tmp_path / "held"

    class Stop(Base):
        def step(self, label: str, done: int, total: int) -> None:
            if held.exists():
                raise Cancelled

    with pytest.raises(Cancelled):
        list(readers.run([(str(held), "hang"), ("b.xlsx", "read")], Stop()))
    assert len(outcomes(readers, [("c.xlsx", "read"), ("d.xlsx", "read")])) == 2


if sys.platform != "win32":

    def test_children_are_born_deaf_to_ctrl_c():
        # the terminal sends it to them too; their parent ends them, without a traceback
        with Readers(1, "signal:pthread_sigmask", 60, 2000) as readers:
            ((_, deaf_to),) = readers.run([(signal.SIG_BLOCK, ())])
        assert signal.SIGINT in deaf_to
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def test_a_child_ends_with_a_program_that_is_killed(tmp_path: Path) -> None:
        """It must not go on writing a file that the program, opened again, writes anew."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        program = get_context("spawn").Process(target=reader_jobs.main, args=(str(pipe),))
        program.start()
        with pipe.open() as heard:
            assert heard.readline() == "begun\n"
            program.kill()
            program.join()
            ended, _, _ = select.select([heard], [], [], 20)
            assert ended and heard.read() == ""
        program.close()
