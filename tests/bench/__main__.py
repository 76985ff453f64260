"""Makes packages, gives each tool the same work, prints the table of the README."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import making
from tests.bench.measure import Cost, best, cost

ROOM = "tests.bench.with_"


def main() -> None:
    """Measure one package three times, the whole folder once."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--packages", type=int, default=153)
    parser.add_argument("--rows", type=int, default=2000, help="rows in a package")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as scratch:
        measure(Path(scratch), wanted.packages, wanted.rows)


def measure(scratch: Path, packages: int, rows: int) -> None:
    folder = scratch / "packages"
    first = making.fill(folder, packages, rows)
    table("Write one package", writing(str(first), str(scratch / "written.xlsx")))
    table("Read one package", reading(str(first), str(scratch / "one.stage")))
    merged = merging(str(folder), str(scratch / "hq"))
    table(f"Merge {packages} packages, {packages * rows:,} rows", merged)
    if (arrived := next(iter(merged.values())).result) != packages * rows:
        raise SystemExit(f"{arrived} rows arrived of {packages * rows}")


def writing(source: str, target: str) -> dict[str, Cost]:
    tools = {"**Giao Ban**, sealed, read back": "giaoban", "openpyxl": "openpyxl"}
    tools |= {"XlsxWriter": "xlsxwriter", "pandas + openpyxl": "pandas"}
    return {name: best(3, f"{ROOM}{tool}:write", source, target) for name, tool in tools.items()}


def reading(path: str, stage: str) -> dict[str, Cost]:
    return {
        "**Giao Ban**, seal compared": best(3, f"{ROOM}giaoban:read", path),
        "**Giao Ban**, checked and staged": best(3, f"{ROOM}giaoban:check", path, stage),
        "openpyxl": best(3, f"{ROOM}openpyxl:read", path),
        "pandas + calamine": best(3, f"{ROOM}pandas:read", path, "calamine"),
        "bare calamine": best(3, "tests.bench.cells:read", path),
    }


def merging(folder: str, home: str) -> dict[str, Cost]:
    return {
        "**Giao Ban**, checks, audit, undo": cost(f"{ROOM}giaoban:merge", folder, home),
        "pandas + openpyxl, groupby": cost(f"{ROOM}pandas:merge", folder, "openpyxl"),
        "pandas + calamine, groupby": cost(f"{ROOM}pandas:merge", folder, "calamine"),
    }


def table(title: str, costs: dict[str, Cost]) -> None:
    """Print one job as Markdown; the result column shows that the work was done."""
    print(f"\n| {title} | seconds | CPU seconds | largest process, MB | rows |\n|---|---:|---:|---:|---:|")
    for tool, run in costs.items():
        rows = run.result if isinstance(run.result, int) else "–"
        print(f"| {tool} | {run.seconds:.2f} | {run.cpu:.2f} | {run.megabytes:.0f} | {rows} |", flush=True)


if __name__ == "__main__":
    main()
