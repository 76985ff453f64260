"""Makes packages, gives each tool the same work, prints every table and last the one of the README."""

import argparse
import tempfile
from pathlib import Path

from tests.bench import making, tables, telling, with_checker, with_dashboard, with_locked, with_memory, with_stalls
from tests.bench.measure import Cost, best, by_turns, cost, median
from tests.bench.tables import ONE_DAY, OURS

ROOM = "tests.bench.with_"
PAGES = 100


def main() -> None:
    """Measure small work several times, the whole folder once."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--packages", type=int, default=153)
    parser.add_argument("--rows", type=int, default=2000, help="rows in a package")
    parser.add_argument("--records", type=int, default=100_000, help="records in the book of one unit")
    parser.add_argument("--only-dashboard", action="store_true", help="measure only the screens of headquarters")
    parser.add_argument("--only-entry", action="store_true", help="measure only the daily screens of a unit")
    parser.add_argument("--only-report", action="store_true", help="measure only the report over two years")
    parser.add_argument("--only-memory", action="store_true", help="measure only the memory of a unit")
    parser.add_argument("--only-stalls", action="store_true", help="measure only what holds the windows up")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as scratch:
        if wanted.only_dashboard:
            return looking(Path(scratch), wanted.packages, wanted.rows)
        if wanted.only_stalls:
            return stalling(Path(scratch), wanted.packages, wanted.rows, wanted.records)
        if wanted.only_memory:
            return remembering(Path(scratch), wanted.records)
        if wanted.only_report:
            report_alone(Path(scratch), wanted.packages, wanted.rows)
            return
        entering(Path(scratch), wanted.records)
        remembering(Path(scratch), wanted.records)
        with_locked.show(*with_locked.compared(Path(scratch) / "locked", wanted.records))
        if not wanted.only_entry:
            measure(Path(scratch), wanted.packages, wanted.rows)
            looking(Path(scratch), wanted.packages, wanted.rows)


def report_alone(scratch: Path, packages: int, rows: int) -> None:
    """Both years merged, then the report."""
    folder, headquarters = scratch / "packages", str(scratch / "hq")
    making.fill(folder, packages, rows)
    cost(f"{ROOM}giaoban:merge", str(folder), headquarters)
    reporting(scratch, headquarters, packages, rows)


def reporting(scratch: Path, headquarters: str, packages: int, rows: int) -> None:
    """The report with annexes over this year and the one before; the numbers it traces, changes, issues."""
    before, paper = scratch / "before" / "packages", str(scratch / "report-out.docx")
    making.fill(before, packages, rows, making.YEAR_BEFORE)
    cost(f"{ROOM}report:add_year", str(before), headquarters)
    written = {
        OURS: best(3, f"{ROOM}report:write", headquarters, paper),
        "Giao Ban, made again": best(3, f"{ROOM}report:again", headquarters, paper),
        "Giao Ban, checked": best(3, f"{ROOM}report:check", headquarters, paper),
    }
    tables.show(f"Write the report with annexes, {packages} units, {2 * packages * rows:,} rows", written)


def stalling(scratch: Path, packages: int, rows: int, records: int) -> None:
    """A walk over all pages of a headquarters and of a unit: the longest time that each action holds the window up."""
    home, full = str(scratch / "stalls" / "hq"), str(scratch / "full")
    cost(f"{ROOM}stalls:fill", home, packages, rows)
    stick = str(scratch / "stalls" / "year before" / "stick")
    found = cost(f"{ROOM}stalls:walk", "hq", home, stick).result
    assert isinstance(found, dict)
    with_stalls.show(f"Headquarters, {packages} packages of {rows:,} rows", found)
    cost(f"{ROOM}entry:fill", full, records)
    found = cost(f"{ROOM}stalls:walk", "unit", full).result
    assert isinstance(found, dict)
    with_stalls.show(f"Unit, {records:,} records", found)


def entering(scratch: Path, records: int) -> None:
    """A unit's list, search and grid over a full book, beside a plain list and LIKE."""
    home = str(scratch / "full")
    cost(f"{ROOM}entry:fill", home, records)
    found = {OURS: median(3, f"{ROOM}entry:ours", home), "plain list, LIKE": median(3, f"{ROOM}plain_list:plain", home)}
    tables.show_entry(records, found)


def remembering(scratch: Path, records: int) -> None:
    """A full unit, its records in one half-year or over ten; beside it a window without anything in it."""
    full, years = str(scratch / "full"), str(scratch / "years of one")
    if not Path(full).exists():
        cost(f"{ROOM}entry:fill", full, records)
    cost(f"{ROOM}entry:fill_years", years, records)
    bare = cost(f"{ROOM}memory:bare").result
    assert isinstance(bare, dict)
    for words, home in ((f", {records:,} records in a half-year", full), (f", {records:,} in ten years", years)):
        found = cost(f"{ROOM}memory:walk", home).result
        assert isinstance(found, dict)
        with_memory.show(words, found, bare)


def looking(scratch: Path, packages: int, rows: int) -> None:
    """Every screen of a headquarters over two years."""
    home = str(scratch / "years")
    arrived = cost(f"{ROOM}dashboard:fill", home, packages, rows).result
    if arrived != 2 * packages * rows:
        raise SystemExit(f"{arrived} rows arrived of {2 * packages * rows}")
    found = cost(f"{ROOM}dashboard:views", home).result
    assert isinstance(found, dict)
    tables.show_dashboard(2 * packages * rows, found, with_dashboard.WANTED)


def measure(scratch: Path, packages: int, rows: int) -> None:
    folder, unit, headquarters = scratch / "packages", str(scratch / making.UNIT), str(scratch / "hq")
    first = str(making.fill(folder, packages, rows))
    written = writing(first, str(scratch / "written.xlsx"), unit)
    tables.show(f"Write a package of {rows:,} rows", written)
    tables.show("Read it", reading(first, str(scratch / "one.stage")))
    merged = merging(str(folder), headquarters)
    tables.show(f"Merge {packages} packages, {packages * rows:,} rows", merged)
    if (arrived := merged[OURS].result) != packages * rows:
        raise SystemExit(f"{arrived} rows arrived of {packages * rows}")
    again = coming_again(str(folder), headquarters)
    tables.show("Once merged", again)
    summed = summing(headquarters)
    tables.show(f"Sum up {packages} units, {packages * rows:,} rows", summed)
    told = telling.varied(headquarters, str(scratch / "told"))
    paired = pairing(told)
    tables.show(f"Find one case told by two units, {packages * rows:,} rows", paired)
    checked = checking(str(with_checker.make(scratch / "report.docx", PAGES)))
    tables.show(f"Check the figures of {PAGES} pages", checked)
    reporting(scratch, headquarters, packages, rows)
    windows = opening(unit)
    tables.show_windows(windows)
    found = {"written": written, "merged": merged, "again": again, "summed": summed, "paired": paired}
    tables.show_readme(packages, rows, found, windows)
    tables.show_checker(PAGES, checked)


def writing(source: str, target: str, unit: str) -> dict[str, Cost]:
    jobs: dict[str, tuple[object, ...]] = {
        OURS: (f"{ROOM}giaoban:export", unit),
        "Giao Ban, the writer alone": (f"{ROOM}giaoban:write", source, target),
        "openpyxl": (f"{ROOM}openpyxl:write", source, target),
        "openpyxl, styled": (f"{ROOM}openpyxl:write_styled", source, target),
        "XlsxWriter, styled": (f"{ROOM}xlsxwriter:write", source, target),
        "pandas + openpyxl": (f"{ROOM}pandas:write", source, target),
    }
    return by_turns(5, jobs)


def reading(path: str, stage: str) -> dict[str, Cost]:
    return {
        OURS: best(3, f"{ROOM}giaoban:check", path, stage),
        "Giao Ban, seal compared only": best(3, f"{ROOM}giaoban:read", path),
        "openpyxl": best(3, f"{ROOM}openpyxl:read", path),
        "pandas + calamine": best(3, f"{ROOM}pandas:read", path, "calamine"),
        "calamine, reading only": best(3, f"{ROOM}calamine:read", path),
    }


def merging(folder: str, home: str) -> dict[str, Cost]:
    return {
        OURS: cost(f"{ROOM}giaoban:merge", folder, home),
        "pandas + openpyxl": cost(f"{ROOM}pandas:merge", folder, "openpyxl"),
        "pandas + calamine": cost(f"{ROOM}pandas:merge", folder, "calamine"),
        "calamine, reading only": best(3, f"{ROOM}calamine:read_all", folder),
    }


def coming_again(folder: str, home: str) -> dict[str, Cost]:
    return {
        OURS: cost(f"{ROOM}giaoban:merge_again", folder, home),
        "Giao Ban, one package undone": cost(f"{ROOM}giaoban:undo", home),
        "Giao Ban, and redone": cost(f"{ROOM}giaoban:redo", home),
    }


def summing(home: str) -> dict[str, Cost]:
    return {
        OURS: best(5, f"{ROOM}giaoban:by_unit", home),
        "Giao Ban, the province only": best(5, f"{ROOM}giaoban:summary", home),
        "Giao Ban, records counted anew": cost(f"{ROOM}giaoban:recount", home),
        "pandas, 8 indicators": best(3, f"{ROOM}pandas:scan", home),
        "SQL, 8 indicators": best(3, f"{ROOM}sql:scan", home),
    }


def pairing(home: str) -> dict[str, Cost]:
    return {
        OURS: best(3, f"{ROOM}giaoban:pairs", home),
        "Giao Ban, what one package adds": best(3, f"{ROOM}giaoban:pairs_of_one", home),
        f"{ONE_DAY} in {telling.DAYS}": cost(f"{ROOM}pandas:pairs", home, 1),
    }


def checking(path: str) -> dict[str, Cost]:
    return {
        OURS: best(3, f"{ROOM}checker:check", path),
        "Giao Ban, words in memory": best(3, f"{ROOM}checker:judge", path),
        "python-docx + a regular expression": best(3, f"{ROOM}checker:scan", path),
        "python-docx, reading only": best(3, f"{ROOM}checker:read", path),
    }


def opening(unit: str) -> dict[str, dict[str, float]]:
    return {OURS: median(7, f"{ROOM}window:ours", unit), "bare PySide6": median(7, f"{ROOM}window:bare")}


if __name__ == "__main__":
    main()
