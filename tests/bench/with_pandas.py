"""pandas: how an office's script reads, writes, merges and sums up."""

import json
import sqlite3
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

import pandas

from tests.bench.cells import Rows, Work, cells, packages

RECORDS = "SELECT unit_id, day, content FROM record JOIN version ON version.id = version_id WHERE record.kind = 'case'"
ALIKE = 0.8
SUMMED = ["subjects", "deaths", "injured", "damage", "recovered", "accused", "gangs"]


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
        for name, frame in pandas.read_excel(path, sheet_name=None, header=1, engine=engine).items():
            stacks[name].append(frame.assign(package=path.name))
    whole = [pandas.concat(frames, ignore_index=True) for frames in stacks.values()]
    for frame in whole:
        frame.groupby("package").sum(numeric_only=True)
    return sum(map(len, whole))


def pairs(home: str, days: int) -> Work:
    """Merge the cases of each day and offence with themselves, then difflib: only of so many days."""
    return lambda: compare(Path(home) / "giaoban.db", days)


def compare(path: Path, days: int) -> int:
    with sqlite3.connect(path) as connection:
        found = pandas.read_sql(RECORDS, connection)
    found = found[found["day"].isin(sorted(found["day"].unique())[:days])].reset_index(drop=True)
    values = pandas.DataFrame([json.loads(content) for content in found["content"]], columns=["offence", "summary"])
    frame = found[["unit_id", "day"]].join(values)
    met = frame.merge(frame, on=["day", "offence"])
    met = met[met["unit_id_x"] < met["unit_id_y"]]
    texts = zip(met["summary_x"], met["summary_y"], strict=True)
    return sum(SequenceMatcher(None, one, other, autojunk=False).ratio() > ALIKE for one, other in texts)


def scan(home: str) -> Work:
    """Eight of the indicators, by unit and month, from the records in the merged database."""
    return lambda: sum_up(Path(home) / "giaoban.db")


def sum_up(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        found = pandas.read_sql(RECORDS, connection)
    values = pandas.DataFrame([json.loads(content) for content in found["content"]], columns=SUMMED)
    frame = found[["unit_id", "day"]].join(values).assign(month=found["day"].str[:7], cases=1)
    return len(frame.groupby(["unit_id", "month"])[[*SUMMED, "cases"]].sum())
