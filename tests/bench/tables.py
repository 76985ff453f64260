"""Tables of what was measured, in Markdown."""

import os
import platform
from datetime import date

from tests.bench.measure import Cost

OURS = "**Giao Ban**"
ONE_DAY = "pandas + difflib, one day"
Costs = dict[str, Cost]


def show(title: str, costs: Costs) -> None:
    """One job; the last columns show how we compare and that the work was done."""
    print(f"\n| {title} | seconds | CPU seconds | largest process, MB | Giao Ban ÷ this | counted |")
    print("|---|---:|---:|---:|---:|---:|")
    for tool, run in costs.items():
        ratio = f"{costs[OURS].seconds / run.seconds:.2f}"
        counted = run.result if isinstance(run.result, int) else "–"
        print(f"| {tool} | {run.seconds:.3f} | {run.cpu:.3f} | {run.megabytes:.0f} | {ratio} | {counted} |", flush=True)


def show_windows(windows: dict[str, dict[str, float]]) -> None:
    print("\n| Open a window | first paint, seconds | page filled, seconds | memory then, MB |\n|---|---:|---:|---:|")
    for name, found in windows.items():
        print(f"| {name} | {found['first']:.3f} | {found['filled']:.3f} | {found['megabytes']:.0f} |", flush=True)


def show_dashboard(records: int, found: dict[str, float], wanted: dict[str, int]) -> None:
    """Every view over two full years; the last column is what we want, jobs run off the window's thread."""
    print(f"\n| Headquarters' screens, {records:,} records | CPU ms | wanted |\n|---|---:|---:|")
    for name, milliseconds in found.items():
        most = wanted.get(name.partition(":")[0])
        print(f"| {name} | {milliseconds:.1f} | {f'≤ {most}' if most else 'job'} |", flush=True)


ENTRY = {
    "open": ("open the list", 500),
    "key": ("answer a keystroke of the search, 95th percentile", 50),
    "end": ("jump to the end", 30),
    "paint": ("a keystroke in the grid of figures, 95th percentile", 16),
}


def show_entry(records: int, found: dict[str, dict[str, float]]) -> None:
    """Milliseconds by what a person does over a full book; the last column is what we want."""
    print(f"\n| Daily screens, {records:,} records, CPU ms | {' | '.join(found)} | wanted |")
    print(f"|---|{'---:|' * (len(found) + 1)}")
    for name, (words, wanted) in ENTRY.items():
        costs = (f"{each[name]:.1f}" if name in each else "–" for each in found.values())
        print(f"| {words} | {' | '.join(costs)} | ≤ {wanted} |", flush=True)


def show_readme(packages: int, rows: int, found: dict[str, Costs], windows: dict[str, dict[str, float]]) -> None:
    """The short table: our time, theirs, the ratio and what we want it to be."""
    written, merged, again, summed, paired = (
        found[name] for name in ("written", "merged", "again", "summed", "paired")
    )
    print(f"\n{machine()}\n\n| | Giao Ban | beside it | ratio | wanted |\n|---|---:|---:|---:|---:|")
    job = f"import and merge {packages} packages of {rows:,} rows"
    ours, pandas, floor = (merged[name].seconds for name in (OURS, "pandas + openpyxl", "calamine, reading only"))
    print(f"| {job} | {ours:.1f} s | pandas + openpyxl {pandas:.0f} s | 1/{pandas / ours:.1f} | ≤ 1/8 |")
    print(f"| the same | {ours:.1f} s | calamine, only reading {floor:.1f} s | {ours / floor:.1f} | ≤ 2.2 |")
    twice, undone = again[OURS].seconds, again["Giao Ban, one package undone"].seconds
    print(f"| the same folder again | {twice:.1f} s | the first time {ours:.1f} s | {twice / ours:.2f} | ≤ 0.33 |")
    print(f"| one package undone | {undone:.2f} s | the import {ours:.1f} s | 1/{ours / undone:.0f} | ≤ 1/50 |")
    ours, plain = written[OURS].cpu, written["openpyxl"].cpu
    print(f"| export {rows:,} rows, CPU | {ours:.2f} s | openpyxl, plain {plain:.2f} s | {ours / plain:.2f} | ≤ 1.5 |")
    ours, scan = summed[OURS].seconds * 1000, summed["pandas, 8 indicators"].seconds * 1000
    asked = f"100 indicators of {packages} units, with last year's"
    print(f"| {asked} | {ours:.0f} ms | pandas over the records, 8 of them {scan:.0f} ms | | < 100 ms |")
    ours, import_, one_day = (
        paired[OURS].seconds,
        merged[OURS].seconds,
        next(cost.seconds for name, cost in paired.items() if name.startswith(ONE_DAY)),
    )
    beside = f"{ONE_DAY} {one_day:.1f} s"
    print(f"| pairs that tell one case | {ours:.1f} s | {beside} | {ours / import_:.2f} of the import | ≤ 0.25 |")
    mine, bare = windows[OURS], windows["bare PySide6"]
    ratio = mine["first"] / bare["first"]
    print(f"| first window | {mine['first']:.2f} s | bare PySide6 {bare['first']:.2f} s | {ratio:.2f} | ≤ 1.5 |")
    memory = f"{mine['megabytes']:.0f} MB | bare PySide6 {bare['megabytes']:.0f} MB"
    print(f"| memory, first page filled | {memory} | | < 150 MB |", flush=True)


def show_checker(pages: int, checked: Costs) -> None:
    """The line of the figure checker under the short table."""
    ours, scan = checked[OURS].seconds, checked["python-docx + a regular expression"].seconds
    beside = f"python-docx + a regular expression {scan:.2f} s"
    print(f"| check the figures of {pages} pages | {ours:.2f} s | {beside} | {ours / scan:.1f} | < 1 s |", flush=True)


def machine() -> str:
    system, python = platform.freedesktop_os_release(), platform.python_version()
    return f"{os.cpu_count()} cores, {system['NAME']} {system['VERSION_ID']}, Python {python}, {date.today()}"
