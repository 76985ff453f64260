"""Headquarters' screens over two full years: what each view and each step down costs, in milliseconds."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.services import (
    completing,
    counting,
    keeping,
    pivoting,
    progressing,
    querying,
    ranking,
    regrouping,
    taking,
    tracing,
)
from desktop.services.books import Books, Role
from desktop.services.sample_plan import told
from tests.bench import making
from tests.bench.cells import Work

YEARS = ("2019-H1", "2020-H1")
NOW, CODE = "2020-H1", "TH.01"
TIMES, SEEN = 5, 30
WANTED = {"view": 100, "step": 50, "progress": 50}
"""CPU milliseconds."""


def fill(home: str, packages: int, rows: int) -> Work:
    """Books of a headquarters that has received both years."""
    return lambda: filled(Path(home), packages, rows)


def filled(home: Path, packages: int, rows: int) -> int:
    books = keeping.create(home, Role.HEADQUARTERS, told()["province"], told()["scheme"], "Trực ban", training=True)
    arrived = 0
    for key in YEARS:
        room = home.parent / f"{home.name}-{key}"
        room.mkdir()
        making.fill(room / "packages", packages, rows, key)
        _, merged = taking.take(books, [room / "packages"], "all")  # each year has new keys
        arrived += sum(each.counts.new for each in merged)
    books.close()
    return arrived


def views(home: str) -> Work:
    """CPU milliseconds of everything that a person looks at, the quickest of several runs."""
    books = keeping.open_books(Path(home))
    return lambda: {
        name: quickest(work, 1 if name.startswith("job") else TIMES) for name, work in looked_at(books).items()
    }


def looked_at(books: Books) -> dict[str, Callable[[], object]]:
    from desktop.ui.headquarters.overview_facts import gather
    from desktop.ui.headquarters.source_facts import Asked, look_up

    period, unit = books.period(NOW), books.reporting_units()[0].uid
    months = [books.period(f"2020-M{month:02d}") for month in range(1, 7)] + [period]
    area = tuple(books.units[each].uid for each in counting.areas(books)[0][1])
    section = [each.code for each in books.catalogue.of_section("TX") if each.stored]
    return {
        "view: headline and all indicators": lambda: counting.summary(books, period),
        "view: one indicator from all sides": lambda: gather(books, period, CODE),
        "view: the same by today's boundaries": lambda: gather(books, period, CODE, by_region=True),
        "view: a section by unit": lambda: counting.by_unit(books, period, section),
        "view: a section by today's boundaries": lambda: regrouping.by_region(books, period, section),
        "view: ranking among peers": lambda: ranking.rank(books, period, CODE),
        "view: pivot of units and months": lambda: pivoting.pivot(books, period, CODE, "unit", "month"),
        "view: pivot of offences and months": lambda: pivoting.pivot(books, period, CODE, "by:offence", "month"),
        "view: pivot of units and offences": lambda: pivoting.pivot(books, period, CODE, "unit", "by:offence"),
        "step: units behind a figure of the province": lambda: look_up(books, Asked(CODE, period, "")),
        "step: units behind a figure of an area": lambda: look_up(books, Asked(CODE, period, "", area)),
        "step: units behind a typed figure": lambda: look_up(books, Asked("CT.08.1", period, "")),
        "step: rows of one unit": lambda: look_up(books, Asked(CODE, period, "", (unit,))).units[0].rows[:SEEN],
        "step: rows by another day": lambda: look_up(books, Asked("TX.01", period, "", (unit,))).units[0].rows[:SEEN],
        "progress: expected and received": lambda: progressing.completeness(books, period),
        "progress: sections told, declared, blank": lambda: completing.answers(books, period),
        "progress: all periods of the year": lambda: completing.slots(books, months, datetime(2020, 7, 1)),
        "job: rows of the whole province": lambda: tracing.sources(books, period, CODE),
        "job: pivot of two lists": lambda: pivoting.pivot(books, period, CODE, "by:offence", "by:severity"),
        "job: records by unit and kind": lambda: pivoting.pivot(books, period, pivoting.RECORDS, "unit", "kind"),
        "job: the quality queue": lambda: querying.queries(books, period),
    }


def quickest(work: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return round(best * 1000, 1)
