"""Bare calamine: it reads the cells and does nothing with them, the floor that no reader in Python gets below."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.bench.cells import Work, cells, packages

PROCESSES = 2
"""As many as our own readers."""


def read(path: str) -> Work:
    return lambda: count(Path(path))


def read_all(folder: str) -> Work:
    """Every package of a folder, with as many processes as we take."""
    return lambda: share_out(packages(folder))


def share_out(paths: list[Path]) -> int:
    with ProcessPoolExecutor(PROCESSES) as pool:
        return sum(pool.map(count, paths))


def count(path: Path) -> int:
    return sum(map(len, cells(str(path)).values()))
