"""pandas: how an office's script reads, writes and merges."""

from collections import defaultdict

import pandas

from tests.bench.cells import Rows, Work, cells, packages


def read(path: str, engine: str) -> Work:
    every = {"sheet_name": None, "header": None, "engine": engine}
    return lambda: sum(map(len, pandas.read_excel(path, **every).values()))


def write(source: str, target: str) -> Work:
    sheets = cells(source)
    return lambda: save(sheets, target)


def save(sheets: dict[str, Rows], target: str) -> None:
    with pandas.ExcelWriter(target, engine="openpyxl") as book:
        for name, rows in sheets.items():
            pandas.DataFrame(rows).to_excel(book, sheet_name=name, index=False, header=False)


def merge(folder: str, engine: str) -> Work:
    """Stack the same sheets of every package and sum each up: no checks, no books, no undo."""
    return lambda: stack(folder, engine)


def stack(folder: str, engine: str) -> int:
    stacks: dict[str, list[pandas.DataFrame]] = defaultdict(list)
    for path in packages(folder):
        for name, frame in pandas.read_excel(path, sheet_name=None, engine=engine).items():
            stacks[name].append(frame.assign(package=path.name))
    whole = [pandas.concat(frames, ignore_index=True) for frames in stacks.values()]
    for frame in whole:
        frame.groupby("package").sum(numeric_only=True)
    return sum(map(len, whole))
